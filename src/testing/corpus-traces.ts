import { gunzipSync } from "node:zlib";
import { ingestStream } from "@/ingest/ingest";
import { normaliseTraceId } from "@/lib/ids";
import { readSpanKey, spanKeyText } from "@/model/span-key";
import type { Trace } from "@/model/trace";
import { TraceSetBuilder } from "@/model/trace-set-builder";
import { corpusFiles, readCorpus } from "./corpus";

/** Reads bytes, or the JSON of a value, all the way to traces, as the engine does. */
export async function readTraces(input: unknown): Promise<readonly Trace[]> {
  const bytes =
    input instanceof Uint8Array ? input : new TextEncoder().encode(JSON.stringify(input));
  const builder = new TraceSetBuilder();
  await ingestStream(new Blob([new Uint8Array(bytes)]).stream(), builder);
  return builder.finish();
}

const opened = new Map<string, Promise<readonly Trace[]>>();

/** The traces of a file of the corpus; each file is read once. */
export function corpusTraces(file: string): Promise<readonly Trace[]> {
  let traces = opened.get(file);
  if (!traces) {
    traces = readTraces(new Uint8Array(readCorpus(file)));
    opened.set(file, traces);
  }
  return traces;
}

/** The trace of a file with an id, as any system writes it. */
export async function corpusTrace(file: string, traceId: string): Promise<Trace> {
  const wanted = normaliseTraceId(traceId) ?? traceId;
  const trace = (await corpusTraces(file)).find((one) => one.traceId === wanted);
  if (trace === undefined) throw new Error(`${file} has no trace ${traceId}`);
  return trace;
}

/** A span id as the model writes it, from any system's. */
export function canonicalSpanId(id: string): string {
  const { hi, lo, odd } = readSpanKey(id, { hi: 0, lo: 0, odd: undefined });
  return odd ?? spanKeyText(hi, lo);
}

/** Gives span ids of a trace in a file of Jaeger v1 JSON as the file writes them. */
export async function sourceSpanIds(
  file: string,
  traceId: string,
): Promise<(canonical: string) => string> {
  let document = sources.get(file);
  if (document === undefined) {
    const bytes = readCorpus(file);
    document = JSON.parse((file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8"));
    sources.set(file, document);
  }
  const { data = document } = document as { readonly data?: unknown };
  const traces = [data].flat() as SourceTrace[];
  const ids = new Map<string, string>();
  for (const { traceID, spans } of traces) {
    if (traceID !== traceId) continue;
    for (const { spanID } of spans) ids.set(canonicalSpanId(spanID), spanID);
  }
  return (canonical) => ids.get(canonical) ?? canonical;
}

const sources = new Map<string, unknown>();

interface SourceTrace {
  readonly traceID: string;
  readonly spans: readonly { readonly spanID: string }[];
}

/** The files of the corpus that hold traces. */
export function traceFiles(): string[] {
  return corpusFiles().filter((file) =>
    /^(jaeger|otlp|zipkin|large)\/.*\.(json|ndjson)(\.gz)?$/.test(file),
  );
}
