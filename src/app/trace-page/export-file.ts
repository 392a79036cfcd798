import type { TraceCore } from "@/model/trace";
import type { ExportPreview } from "@/model/trace-export";

const endings = { source: "json", "otlp-json": "otlp.json", "jaeger-v1": "jaeger.json" } as const;
/** What stands in the name of a file for its service, and of the trace id, at most. */
const longestService = 40;
const idDigits = 8;

/**
 * The name under which an exported trace is saved: root service, the last digits of the trace id
 * (the first ones are zeros in ids of 64 bits), format. A file that was opened keeps its name.
 */
export function exportFileName(core: TraceCore, preview: ExportPreview): string {
  if (preview.fileName !== undefined) return preview.fileName;
  return `${nameOfTrace(core)}.${endings[preview.format]}`;
}

/** The name under which a picture of a trace is saved. */
export const pictureFileName = (core: TraceCore, kind: "png" | "svg"): string =>
  `${nameOfTrace(core)}.${kind}`;

function nameOfTrace(core: TraceCore): string {
  const service = safeName(core.summary.rootService).slice(0, longestService);
  const id = safeName(core.traceId).slice(-idDigits);
  return [service, id].filter((part) => part !== "").join("-") || "trace";
}

/** Letters, digits and a few signs; anything else, which some system gives a meaning, is a dash. */
function safeName(text: string): string {
  return text.replace(/[^\p{L}\p{N}._]+/gu, "-").replace(/^[-.]+|[-.]+$/g, "");
}

/** How long a download may take to begin; the memory of its address is then given back. */
const addressLifeMs = 60_000;

/** Hands bytes to the browser to save. */
export function saveFile(bytes: Blob, name: string): void {
  const address = URL.createObjectURL(bytes);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), addressLifeMs);
}
