import { AttributeType } from "@/model/attribute-table";
import { linkRelations } from "@/model/link-table";
import { spanKeyText } from "@/model/span-key";
import { issuesOf } from "@/model/issue-table";
import type { LinkRelation } from "@/model/span-view";
import { SpanFlag } from "@/model/span-table";
import { spanIdText } from "@/model/span-search";
import { spanIndex } from "@/model/indexes";
import type { Trace } from "@/model/trace";
import type { TraceFormat } from "@/model/trace-source";

/** How a format says what all formats say in one way or another. */
export type FormatFamily = "otlp" | "jaeger" | "other";

/** Formats of one family have the same fields, and so the same unknown ones. */
export function familyOf(format: TraceFormat): FormatFamily {
  if (format === "jaeger-v1") return "jaeger";
  return format === "otlp-json" || format === "otlp-protobuf" ? "otlp" : "other";
}

/** A span as its source has it, where that is not what the columns show. */
export interface SpanOrigin {
  /** "" for a root. */
  readonly parentSpanId: string;
  /** Nanoseconds; negative where the span ended before it started. */
  readonly durationNs: number;
}

/** What the source said of a span's parent and duration, undone from the repairs. */
export function originOf(trace: Trace, row: number): SpanOrigin {
  const { spans, issues, strings } = trace;
  const parent = spans.parent[row]!;
  let parentSpanId = parent < 0 ? "" : spanIdText(trace, spanIndex(parent));
  let durationNs = spans.durationNs[row]!;
  // Every row with an issue has the flag; most rows have none.
  if ((spans.flags[row]! & SpanFlag.Warning) === 0) return { parentSpanId, durationNs };
  for (const { code, detail } of issuesOf(issues, row, strings)) {
    switch (code) {
      case "parent-missing":
      case "cycle-cut":
      case "self-parent":
      case "shared-span-id-split":
        parentSpanId = detail;
        break;
      case "negative-duration":
        durationNs = Number(detail);
        break;
      default:
    }
  }
  return { parentSpanId, durationNs };
}

/**
 * How the spans without a start are written in a format that may leave it out. Without any start
 * the earliest end is what times are relative to; a trace that has another epoch than that got its
 * durations from a format that says them without an end, and keeps them by the starts shown.
 */
export function startsCanBeLeftOut(trace: Trace): boolean {
  const { spans } = trace;
  let earliestEnd = Infinity;
  for (let row = 0; row < spans.length; row += 1) {
    const flags = spans.flags[row]!;
    if ((flags & SpanFlag.StartRepaired) === 0) return true;
    if ((flags & SpanFlag.EndMissing) !== 0) continue;
    earliestEnd = Math.min(earliestEnd, spans.startNs[row]! + originOf(trace, row).durationNs);
  }
  return earliestEnd === 0 || earliestEnd === Infinity;
}

/** True for a resource whose first `service.name` says what its service column says. */
export function namesItsService(trace: Trace, resource: number): boolean {
  const { resources, strings } = trace;
  const { attributes } = resources;
  const service = resources.service[resource]!;
  for (let at = attributes.offset[resource]!; at < attributes.offset[resource + 1]!; at += 1) {
    if (strings.text(attributes.key[at]!) !== "service.name") continue;
    const value = attributes.value[at]!;
    if (attributes.type[at] === AttributeType.String) return value === service;
    // An integer beyond 64 bits is written as text, and text is what names a service.
    const isText = attributes.type[at] === AttributeType.BigInt && !fitsInt64(strings.text(value));
    return service === 0 && !isText;
  }
  return service === 0;
}

/** Links that were OpenTracing references, and what `opentracing.ref_type` says of them. */
const referenceTypes: ReadonlyMap<LinkRelation, string> = new Map([
  ["follows-from", "follows_from"],
  ["extra-parent", "child_of"],
]);

/** What a link's attribute `opentracing.ref_type` has to say; undefined for a plain link. */
export function referenceTypeOf({ links }: Trace, link: number): string | undefined {
  return referenceTypes.get(linkRelations[links.relation[link]!] ?? "link");
}

/** True for a link that is read as what it is by the attribute that it has, or has not. */
export function saysItsReferenceType(trace: Trace, link: number): boolean {
  const { attributes } = trace.links;
  const type = referenceTypeOf(trace, link);
  for (let at = attributes.offset[link]!; at < attributes.offset[link + 1]!; at += 1) {
    if (trace.strings.text(attributes.key[at]!) !== "opentracing.ref_type") continue;
    const isText = attributes.type[at] === AttributeType.String;
    const said = isText ? trace.strings.text(attributes.value[at]!) : "";
    return said === type || (type === undefined && ![...referenceTypes.values()].includes(said));
  }
  return type === undefined;
}

/** The id of a link's span. */
export function linkSpanId({ links }: Trace, link: number): string {
  return links.oddSpanIds.get(link) ?? spanKeyText(links.spanIdHi[link]!, links.spanIdLo[link]!);
}

/** True for decimal text that OTLP and Jaeger have an integer type for. */
export function fitsInt64(text: string): boolean {
  if (!/^-?\d{1,19}$/.test(text)) return false;
  const integer = BigInt(text);
  return BigInt.asIntN(64, integer) === integer;
}
