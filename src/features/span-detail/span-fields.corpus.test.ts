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
  if (value === undefined || value === null) return undefined;
  const text = String(value);
  if (field.endsWith("Value")) return text;
  if (text === "" || text === "0") return undefined;
  if (/^(traceId|spanId|parentSpanId)$/.test(field)) return idText(text) || undefined;
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

/** Events are shown by time, whatever their order was. */
const byTime = (events: readonly Json[]): Json[] =>
  [...events].sort((a, b) => {
    const [first, second] = [a, b].map((one) => BigInt(String(one["timeUnixNano"] ?? 0)));
    return first! < second! ? -1 : first! > second! ? 1 : 0;
  });

/** The leaves of a span and of what it belongs to, as "where it stands = what it is". */
function leaves(owners: readonly unknown[]): ReadonlySet<string> {
  const found = new Set<string>();
  const walk = (place: string, field: string, value: unknown): void => {
    if (Array.isArray(value)) {
      const list = field === "events" ? byTime(value as readonly Json[]) : value;
      list.forEach((one, i) => walk(`${place}[${i}]`, field, one));
    } else if (typeof value === "object" && value !== null) {
      for (const [key, one] of Object.entries(value)) walk(`${place}.${key}`, key, one);
    } else {
      const text = leafText(field, value);
      if (text !== undefined) found.add(`${place} = ${text}`);
    }
  };
  owners.forEach((owner, i) => walk(["span", "scope", "resource"][i] ?? "", "", owner));
  return found;
}

/** The same of the copy of a span. */
function leavesOfCopy(view: SpanView): ReadonlySet<string> {
  const copy = JSON.parse(spanOtlp(view)) as { resourceSpans: readonly SourceResource[] };
  const [ofResource] = copy.resourceSpans;
  const [ofScope] = ofResource?.scopeSpans ?? [];
  const { schemaUrl, resource } = ofResource ?? {};
  return leaves([ofScope?.spans[0], { ...ofScope, spans: undefined }, { resource, schemaUrl }]);
}

interface SourceResource {
  readonly resource: Json;
  readonly schemaUrl?: string;
  readonly scopeSpans: readonly { readonly spans: readonly Json[] }[];
}

/**
 * Whether the panel says of a leaf that is not in the copy what it was: a number that cannot be one,
 * an end before the start, a field that OTLP does not have.
 */
function isRemarked(leaf: string, view: SpanView): boolean {
  const cut = leaf.indexOf(" = ");
  const field = /[^.[\]]+(?:\[\d+\])?$/.exec(leaf.slice(0, cut))?.[0] ?? "";
  const text = leaf.slice(cut + 3);
  const { issues, unknownFields } = view;
  if (unknownFields.includes(JSON.stringify(field)) && unknownFields.includes(text)) return true;
  return issues.some(({ detail }) => detail === text || detail === `${field}: ${text}`);
}

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
      view,
      id: idText(canonicalSpanId(view.spanId)),
      leaves: leavesOfCopy(view),
    }));
    for (const { span, owners } of sources) {
      const id = idText(String(span["spanId"] ?? ""));
      const wanted = [...leaves(owners)];
      const missing = shown
        .filter((one) => one.id === id)
        .map((one) =>
          wanted.filter((leaf) => !one.leaves.has(leaf) && !isRemarked(leaf, one.view)),
        );
      // Copies of a span share its id: one of them has to have everything.
      const fewest = missing.sort((a, b) => a.length - b.length)[0];
      expect(fewest, `${String(span["name"])} (${id})`).toEqual([]);
    }
  });
});
