import { expect, test } from "vitest";
import { readSpan } from "@/model/read-span";
import { spanIndex } from "@/model/indexes";
import type { SpanView } from "@/model/span-view";
import { corpusFiles, describeCorpus, readCorpus } from "@/testing/corpus";
import { canonicalSpanId, corpusTraces } from "@/testing/corpus-traces";
import { spanOtlp } from "./span-otlp";

type Json = Readonly<Record<string, unknown>>;

interface SourceSpan {
  readonly span: Json;
  /** Everything that belongs to it: itself, its resource and its scope. */
  readonly owners: readonly unknown[];
}

const listOf = (owner: Json, ...names: readonly string[]): readonly Json[] => {
  const list = names.map((name) => owner[name]).find(Array.isArray);
  return (list ?? []) as readonly Json[];
};

/** The spans of a document of OTLP's JSON, or of several, one a line. */
function sourceSpans(file: string): SourceSpan[] {
  const text = readCorpus(file).toString("utf8");
  const documents = file.endsWith(".ndjson") ? text.trim().split("\n") : [text];
  const found: SourceSpan[] = [];
  for (const document of documents) {
    const root = JSON.parse(document) as Json;
    for (const ofResource of listOf(root, "resourceSpans", "batches")) {
      for (const ofScope of listOf(ofResource, "scopeSpans", "instrumentationLibrarySpans")) {
        for (const span of listOf(ofScope, "spans")) {
          const scope = { ...ofScope, spans: undefined };
          const { resource, schemaUrl } = ofResource;
          found.push({ span, owners: [span, scope, { resource, schemaUrl }] });
        }
      }
    }
  }
  return found;
}

const kinds = ["UNSPECIFIED", "INTERNAL", "SERVER", "CLIENT", "PRODUCER", "CONSUMER"];
const codes = ["UNSET", "OK", "ERROR"];

/** A leaf as the text that both sides are compared by; undefined for a default, which says nothing. */
function leafText(field: string, value: unknown): string | undefined {
  if (value === undefined || value === null || value === "" || value === 0 || value === "0")
    return undefined;
  const text = String(value);
  if (/^(traceId|spanId|parentSpanId)$/.test(field)) return idText(text);
  const kind = kinds.indexOf(text.replace(/^SPAN_KIND_/, ""));
  if (field === "kind" && kind >= 0) return kind === 0 ? undefined : String(kind);
  const code = codes.indexOf(text.replace(/^STATUS_CODE_/, ""));
  if (field === "code" && code >= 0) return code === 0 ? undefined : String(code);
  return text;
}

/** An id in lower-case hexadecimal, also where it came in base64; without the zeros in front. */
function idText(id: string): string {
  const isHex = /^[0-9a-f]*$/i.test(id) && [16, 32].includes(id.length);
  const hex = isHex ? id : Buffer.from(id, "base64").toString("hex");
  return hex.toLowerCase().replace(/^0+/, "");
}

function leaves(root: unknown): Set<string> {
  const found = new Set<string>();
  const walk = (field: string, value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) walk(field, one);
    else if (typeof value === "object" && value !== null) {
      for (const [key, one] of Object.entries(value)) walk(key, one);
    } else {
      const text = leafText(field, value);
      if (text !== undefined) found.add(text);
    }
  };
  walk("", root);
  return found;
}

/** What the panel has of a span besides what is in its copy: repairs, warnings, unknown fields. */
const remarks = (view: SpanView): string =>
  [
    ...view.issues.map((issue) => issue.detail),
    ...view.warnings,
    view.unknownFields,
    String(view.traceFlags),
  ].join("\n");

const isSpanFile = (file: string) => /^otlp\/.*\.(json|ndjson)$/.test(file);

describeCorpus("every field of every span of OTLP files is in the panel's model", () => {
  test.each(corpusFiles().filter(isSpanFile))("%s", async (file) => {
    const sources = sourceSpans(file);
    if (sources.length === 0) return;
    const views = (await corpusTraces(file)).flatMap((trace) =>
      Array.from({ length: trace.spans.length }, (_, row) => readSpan(trace, spanIndex(row))),
    );
    expect(views.length).toBe(sources.length);
    const shown = views.map((view) => ({
      id: idText(canonicalSpanId(view.spanId)),
      leaves: leaves(JSON.parse(spanOtlp(view))),
      remarks: remarks(view),
    }));
    for (const { span, owners } of sources) {
      const id = idText(String(span["spanId"] ?? ""));
      const candidates = shown.filter((one) => one.id === id);
      const wanted = [...leaves(owners)];
      const missing = candidates.map((one) =>
        wanted.filter((text) => !one.leaves.has(text) && !one.remarks.includes(text)),
      );
      // Copies of a span share its id: one of them has to have everything.
      const fewest = missing.sort((a, b) => a.length - b.length)[0];
      expect(fewest, `${String(span["name"])} (${id})`).toEqual([]);
    }
  });
});
