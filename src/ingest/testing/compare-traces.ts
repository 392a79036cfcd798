import { expect } from "vitest";
import type { Attribute, AttributeValue } from "@/model/attribute";
import { spanIndex } from "@/model/indexes";
import { readSpan } from "@/model/read-span";
import { SpanFlag } from "@/model/span-table";
import type { SpanView } from "@/model/span-view";
import type { Trace } from "@/model/trace";
import type { ExportFormat, ExportLoss, LossKind } from "@/model/trace-export";
import { TraceSetBuilder } from "@/model/trace-set-builder";
import type { TraceFormat } from "@/model/trace-source";
import { ingestStream } from "../ingest";
import { lossesIn } from "../export-losses";
import { plainJson } from "../plain-json";
import { writeJaegerV1 } from "../write-jaeger-v1";
import { writeOtlp } from "../write-otlp";
import { streamOf } from "./read-text";

export type Written = Exclude<ExportFormat, "source">;

/** The document that a trace is written as. */
export function written(trace: Trace, from: TraceFormat, format: Written): string {
  const parts = format === "otlp-json" ? writeOtlp(trace, from) : writeJaegerV1(trace, from);
  const decoder = new TextDecoder();
  return Array.from(parts, ({ bytes }) => decoder.decode(bytes, { stream: true })).join("");
}

export function lossesOf(trace: Trace, from: TraceFormat, format: Written): readonly ExportLoss[] {
  const steps = lossesIn(trace, from, format);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Writes a trace and reads it back. */
export async function throughExport(
  trace: Trace,
  from: TraceFormat,
  format: Written,
): Promise<Trace> {
  const builder = new TraceSetBuilder();
  const text = written(trace, from, format);
  const { partial } = await ingestStream(streamOf(text), builder);
  const [back, ...others] = builder.finish();
  if (partial) throw partial;
  if (back === undefined || others.length > 0) throw new Error(`${others.length + 1} traces`);
  return back;
}

const structural: readonly LossKind[] = ["ambiguous-ids", "shared-marks", "links-as-parents"];

/**
 * What is left of a trace once all that the listed losses take away is out of sight. Two traces of
 * which this is equal differ in nothing but what is listed.
 */
export function upToLosses(trace: Trace, losses: readonly ExportLoss[], format: Written) {
  const kinds = new Set(losses.map(({ kind }) => kind));
  const cut = (ns: bigint): bigint => (format === "jaeger-v1" ? ns / 1000n : ns);
  const shaped = !structural.some((kind) => kinds.has(kind)) && !kinds.has("sibling-order");
  const seen = (view: SpanView) => ({
    ...seenOf(view, kinds, format),
    start: kinds.has("missing-times") ? undefined : cut(view.startUnixNano),
    // A missing start is that of the parent, whichever that is.
    ...(shaped || !isRepaired(trace, view) ? {} : { start: undefined, duration: undefined }),
    ...(shaped
      ? {
          index: view.index,
          parent: trace.spans.parent[view.index],
          flags: flagsOf(trace, view, kinds),
          issues: issuesOf(view, kinds),
        }
      : {}),
    events: view.events.map((event) => ({
      name: kinds.has("event-names") ? undefined : event.name,
      time: cut(event.timeUnixNano),
      dropped: kinds.has("dropped-counts") ? 0 : event.droppedAttributesCount,
      attributes: kinds.has("event-names") ? [] : attributesOf(event.attributes, kinds),
    })),
    links: view.links.map((link) => ({
      relation: relationGoes(kinds) ? "" : link.relation,
      traceId: link.traceId,
      spanId: link.spanId,
      target: shaped ? link.target : undefined,
      ...(kinds.has("link-contexts") ? {} : { state: link.traceState, flags: link.traceFlags }),
      dropped: kinds.has("dropped-counts") ? 0 : link.droppedAttributesCount,
      attributes:
        kinds.has("link-attributes") || kinds.has("reference-kinds")
          ? []
          : attributesOf(link.attributes, kinds),
    })),
  });
  const rows = Array.from({ length: trace.spans.length }, (_, row) =>
    seen(readSpan(trace, spanIndex(row))),
  );
  if (kinds.has("links-as-parents")) {
    for (const row of rows) Object.assign(row, { parentSpanId: "", links: [], unknown: "" });
  }
  return {
    traceId: trace.traceId,
    warnings: kinds.has("trace-warnings") ? [] : trace.traceWarnings,
    epoch: kinds.has("missing-times") ? 0n : cut(trace.epochUnixNano),
    spans: shaped ? rows : rows.sort((a, b) => (textOf(a) < textOf(b) ? -1 : 1)),
  };
}

function relationGoes(kinds: ReadonlySet<LossKind>): boolean {
  return (["link-kinds", "links-as-parents", "reference-kinds"] as const).some((kind) =>
    kinds.has(kind),
  );
}

function isRepaired({ spans }: Trace, view: SpanView): boolean {
  return ((spans.flags[view.index] ?? 0) & SpanFlag.StartRepaired) !== 0;
}

function seenOf(view: SpanView, kinds: ReadonlySet<LossKind>, format: Written) {
  const withoutCounts = kinds.has("dropped-counts");
  const fields = kinds.has("field-attributes");
  const { droppedAttributesCount, droppedEventsCount, droppedLinksCount } = view;
  const owner = (of: SpanView["resource"] | SpanView["scope"]) => ({
    dropped: withoutCounts ? 0 : of.droppedAttributesCount,
    schemaUrl: kinds.has("schema-urls") ? "" : of.schemaUrl,
  });
  const duration = format === "jaeger-v1" ? Math.floor(view.durationNs / 1000) : view.durationNs;
  return {
    spanId: view.spanId,
    parentSpanId: view.parentSpanId,
    service: view.service,
    name: view.name,
    duration: kinds.has("missing-times") ? undefined : duration,
    traceFlags: view.traceFlags,
    ...(fields
      ? {}
      : { kind: view.kind, status: view.status, state: view.traceState, scope: view.scope.name }),
    ...(fields ? {} : { version: view.scope.version }),
    ...(withoutCounts ? {} : { droppedAttributesCount, droppedEventsCount, droppedLinksCount }),
    attributes: fields ? [] : attributesOf(view.attributes, kinds),
    resource: {
      ...owner(view.resource),
      attributes: attributesOf(view.resource.attributes, kinds).filter(
        (text) => !text.startsWith('"service.name"') || !kinds.has("service-names"),
      ),
    },
    ownScope: {
      ...owner(view.scope),
      attributes: kinds.has("scope-attributes") ? [] : attributesOf(view.scope.attributes, kinds),
    },
    warnings: fields ? [] : view.warnings,
    unknown: kinds.has("unknown-fields") ? "" : view.unknownFields,
  };
}

/** Attributes are a set: formats put `service.name` in front, and nobody relies on their order. */
function attributesOf(attributes: readonly Attribute[], kinds: ReadonlySet<LossKind>): string[] {
  return attributes
    .map(({ key, value }) => `${JSON.stringify(key)} ${valueOf(value, kinds)}`)
    .sort();
}

function valueOf(value: AttributeValue, kinds: ReadonlySet<LossKind>): string {
  if (value.type === "empty" && kinds.has("empty-values")) return 'string ""';
  if (value.type === "int" && kinds.has("huge-integers")) {
    if (BigInt.asIntN(64, value.value) !== value.value) return `string "${value.value}"`;
  }
  const isNested = value.type === "array" || value.type === "kvlist";
  if (isNested && kinds.has("nested-values")) return `string ${JSON.stringify(plainJson(value))}`;
  if (value.type === "double") return `double ${Object.is(value.value, -0) ? "-0" : value.value}`;
  return `${value.type} ${textOf("value" in value ? value.value : "")}`;
}

const excused: readonly (readonly [LossKind, readonly string[]])[] = [
  [
    "reading-notes",
    ["bad-value", "bad-number", "bad-enum", "empty-link-removed", "unknown-process"],
  ],
  ["missing-times", ["start-missing", "end-missing", "negative-duration", "time-out-of-range"]],
  ["negative-durations", ["negative-duration", "end-missing"]],
  ["far-times", ["time-out-of-range"]],
  ["missing-event-times", ["event-time-missing"]],
  // A tag that has become a field, or another type, no longer equals the one beside it, or now does.
  ["field-attributes", ["duplicate-attribute"]],
  ["nested-values", ["duplicate-attribute"]],
  ["empty-values", ["duplicate-attribute"]],
  ["huge-integers", ["duplicate-attribute"]],
];

function issuesOf(view: SpanView, kinds: ReadonlySet<LossKind>): string[] {
  const gone = new Set(excused.flatMap(([kind, codes]) => (kinds.has(kind) ? codes : [])));
  return view.issues.flatMap(({ code, detail }) => (gone.has(code) ? [] : `${code} ${detail}`));
}

function flagsOf({ spans }: Trace, view: SpanView, kinds: ReadonlySet<LossKind>): number {
  let gone = 0;
  if (kinds.has("missing-times") || kinds.has("negative-durations")) {
    gone = SpanFlag.StartRepaired | SpanFlag.EndMissing | SpanFlag.NegativeDuration;
  }
  // Set wherever there is an issue: those are compared themselves.
  gone |= SpanFlag.Warning;
  if (kinds.has("field-attributes")) gone |= SpanFlag.Error;
  return (spans.flags[view.index] ?? 0) & ~gone;
}

function textOf(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "bigint" ? `${inner}n` : inner,
  );
}

/** Equal, to the last field; the differences are looked for only where there are any. */
export function expectSame(actual: unknown, expected: unknown): void {
  if (textOf(actual) !== textOf(expected)) expect(actual).toEqual(expected);
}
