import { type AttributeTable, AttributeType } from "@/model/attribute-table";
import { issueCodes } from "@/model/issue-table";
import { linkRelations } from "@/model/link-table";
import { SpanFlag, SpanKind } from "@/model/span-table";
import { sparseValue } from "@/model/sparse-column";
import type { IssueCode } from "@/model/span-view";
import type { Trace } from "@/model/trace";
import type { ExportFormat, ExportLoss, LossKind } from "@/model/trace-export";
import type { TraceFormat } from "@/model/trace-source";
import {
  familyOf,
  fitsInt64,
  linkSpanId,
  namesItsService,
  originOf,
  saysItsReferenceType,
  startsCanBeLeftOut,
} from "./export-facts";
import { keysAmong, takenForField, textAt } from "./field-tags";
import { otlpOrder } from "./write-otlp";

/** Rows that are looked at before others get their turn. */
const rowsAtOnce = 8192;

/** The order in which losses are listed: what concerns most readers first. All kinds are here. */
const place: Readonly<Record<LossKind, number>> = {
  "span-nanoseconds": 0,
  "event-nanoseconds": 1,
  "missing-times": 2,
  "negative-durations": 3,
  "far-times": 4,
  "missing-event-times": 5,
  "nested-values": 6,
  "empty-values": 7,
  "huge-integers": 8,
  "field-attributes": 9,
  "event-names": 10,
  "link-attributes": 11,
  "link-contexts": 12,
  "link-kinds": 13,
  "reference-kinds": 14,
  "links-as-parents": 15,
  "dropped-counts": 16,
  "schema-urls": 17,
  "scope-attributes": 18,
  "service-names": 19,
  "trace-warnings": 20,
  "unknown-fields": 21,
  "reading-notes": 22,
  "odd-ids": 23,
  "shared-marks": 24,
  "ambiguous-ids": 25,
  "sibling-order": 26,
};

/** What readers say of single values; the value that is shown reads without a remark. */
const readingNotes: ReadonlySet<IssueCode> = new Set([
  "bad-value",
  "bad-number",
  "bad-enum",
  "empty-link-removed",
  "unknown-process",
]);

const hexId = /^[0-9a-f]+$/;

/**
 * What a trace loses when it is written as `format`, counted over the trace itself. A generator, so
 * that a million spans can be looked at in pieces: it yields now and then and returns the list.
 */
export function* lossesIn(
  trace: Trace,
  from: TraceFormat,
  format: Exclude<ExportFormat, "source">,
): Generator<undefined, readonly ExportLoss[]> {
  const counts = new Map<LossKind, number>();
  const add = (kind: LossKind, count = 1): void => {
    counts.set(kind, (counts.get(kind) ?? 0) + count);
  };
  yield* countIdentities(trace, add);
  yield* countIssues(trace, add);
  yield* countValues(trace, add);
  if (familyOf(from) !== (format === "jaeger-v1" ? "jaeger" : "otlp")) {
    add("unknown-fields", trace.unknownFields.rows.length);
  }
  yield;
  if (format === "jaeger-v1") yield* countJaeger(trace, add);
  else yield* countOtlp(trace, add);
  return Array.from(counts, ([kind, count]) => ({ kind, count }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => place[a.kind] - place[b.kind]);
}

type Add = (kind: LossKind, count?: number) => void;

function* countIdentities(trace: Trace, add: Add): Generator<undefined> {
  const { spans, links, strings } = trace;
  const several = SpanFlag.DuplicateId | SpanFlag.SharedHalf;
  const hasDuplicates = (trace.issueCounts["duplicate-span-id"] ?? 0) > 0;
  const hasHalves = (trace.issueCounts["shared-span-id-split"] ?? 0) > 0;
  for (let row = 0; row < spans.length; row += 1) {
    if (row % rowsAtOnce === 0) yield;
    const flags = spans.flags[row]!;
    const parent = spans.parent[row]!;
    const hangsOn = parent >= 0 && (spans.flags[parent]! & SpanFlag.DuplicateId) !== 0;
    let linksTo = false;
    for (let link = spans.linkOffset[row]!; link < spans.linkOffset[row + 1]!; link += 1) {
      const target = links.target[link]!;
      linksTo ||= target >= 0 && (spans.flags[target]! & several) !== 0;
    }
    // Of a parent that was cut off nothing is left but its id.
    const wasCut = hasDuplicates && (flags & SpanFlag.CycleCut) !== 0;
    // Beside the two halves of a call, which span of the id is the odd one out is a matter of order.
    const isThird = hasHalves && (flags & SpanFlag.DuplicateId) !== 0;
    if (hangsOn || linksTo || wasCut || isThird) add("ambiguous-ids");
    if ((flags & SpanFlag.SharedHalf) === 0) continue;
    const kind = spans.kind[row];
    if (kind !== SpanKind.Client && kind !== SpanKind.Server) add("shared-marks");
  }
  const odd = [trace.traceId].filter((id) => !hexId.test(id));
  add("odd-ids", odd.length + trace.oddSpanIds.size + links.oddSpanIds.size);
  const oddTraces = new Set<number>();
  for (const id of new Set(links.traceId)) if (!hexId.test(strings.text(id))) oddTraces.add(id);
  if (oddTraces.size > 0) add("odd-ids", links.traceId.filter((id) => oddTraces.has(id)).length);
}

function* countIssues(trace: Trace, add: Add): Generator<undefined> {
  const { issues, strings } = trace;
  for (let at = 0; at < issues.length; at += 1) {
    if (at % rowsAtOnce === 0) yield;
    const code = issueCodes[issues.code[at]!];
    if (code === undefined) continue;
    if (readingNotes.has(code)) add("reading-notes");
    else if (code === "time-out-of-range") add("far-times");
    else if (code === "event-time-missing") add("missing-event-times");
    else if (code === "parent-missing" && !hexId.test(strings.text(issues.detail[at]!))) {
      add("odd-ids");
    }
  }
}

const tablesOf = (trace: Trace): readonly AttributeTable[] => [
  trace.attributes,
  trace.events.attributes,
  trace.links.attributes,
  trace.resources.attributes,
  trace.scopes.attributes,
];

function* countValues(trace: Trace, add: Add): Generator<undefined> {
  for (const { type, value } of tablesOf(trace)) {
    for (let at = 0; at < type.length; at += 1) {
      if (at % rowsAtOnce === 0) yield;
      if (type[at] !== AttributeType.BigInt) continue;
      if (!fitsInt64(trace.strings.text(value[at]!))) add("huge-integers");
    }
  }
}

function* countOtlp(trace: Trace, add: Add): Generator<undefined> {
  const { spans, links, resources, epochUnixNano } = trace;
  add("trace-warnings", trace.traceWarnings.length);
  const startsLeftOut = startsCanBeLeftOut(trace);
  for (let row = 0; row < spans.length; row += 1) {
    if (row % rowsAtOnce === 0) yield;
    const flags = spans.flags[row]!;
    if ((flags & SpanFlag.StartRepaired) !== 0 && !startsLeftOut) add("missing-times");
    if (epochUnixNano > 2n ** 53n || (flags & SpanFlag.EndMissing) !== 0) continue;
    // Near 1970 an end may be at 0, which says that there is none, or before it.
    const start = epochUnixNano + BigInt(spans.startNs[row]!);
    const end = start + BigInt(originOf(trace, row).durationNs);
    if (end <= 0n) add(start === 0n ? "missing-times" : "negative-durations");
  }
  const isNote = keysAmong(trace.strings, ["@jaeger@warnings", "@jaeger@format"]);
  const { key, type } = trace.attributes;
  for (let at = 0; at < key.length; at += 1) {
    if (at % rowsAtOnce === 0) yield;
    if (type[at] === AttributeType.Empty || isNote(key[at]!) === undefined) continue;
    if (textAt(trace.attributes, at, trace.strings) !== undefined) add("field-attributes");
  }
  for (let link = 0; link < links.length; link += 1) {
    if (link % rowsAtOnce === 0) yield;
    if (!saysItsReferenceType(trace, link)) add("reference-kinds");
  }
  for (let row = 0; row < resources.length; row += 1) {
    if (!namesItsService(trace, row)) add("service-names");
  }
  add("sibling-order", otlpOrder(trace).moved);
}

function* countJaeger(trace: Trace, add: Add): Generator<undefined> {
  const { spans, events, links, resources, scopes, strings, epochUnixNano } = trace;
  const epochRest = Number(epochUnixNano % 1000n);
  const isFine = (ns: number): boolean => (epochRest + ns) % 1000 !== 0;
  const isTaken = takenForField(trace);
  for (let row = 0; row < spans.length; row += 1) {
    if (row % rowsAtOnce === 0) yield;
    const flags = spans.flags[row]!;
    if (isFine(spans.startNs[row]!) || spans.durationNs[row]! % 1000 !== 0) add("span-nanoseconds");
    if ((flags & (SpanFlag.StartRepaired | SpanFlag.EndMissing)) !== 0) add("missing-times");
    if ((flags & SpanFlag.NegativeDuration) !== 0) add("negative-durations");
    const { offset } = trace.attributes;
    for (let at = offset[row]!; at < offset[row + 1]!; at += 1) {
      if (isTaken(row, at)) add("field-attributes");
    }
    if (spans.linkOffset[row] !== spans.linkOffset[row + 1] && becomesChild(trace, row)) {
      add("links-as-parents");
    }
  }
  const isName = keysAmong(strings, ["event", "message"]);
  for (let event = 0; event < events.length; event += 1) {
    if (event % rowsAtOnce === 0) yield;
    if (isFine(events.timeNs[event]!)) add("event-nanoseconds");
    if (events.name[event] !== 0) continue;
    const { offset, key } = events.attributes;
    for (let at = offset[event]!; at < offset[event + 1]!; at += 1) {
      const name = isName(key[at]!);
      const text = name && textAt(events.attributes, at, strings);
      // An empty message names nothing; an empty name is taken for what it is.
      if (text === undefined || (name === "message" && text === "")) continue;
      add("event-names");
      break;
    }
  }
  for (let link = 0; link < links.length; link += 1) {
    if (link % rowsAtOnce === 0) yield;
    const { offset } = links.attributes;
    if (offset[link] !== offset[link + 1]) add("link-attributes");
    const state = sparseValue(links.traceState, link, 0);
    const flags = sparseValue(links.traceFlags, link, undefined);
    if (state !== 0 || flags !== undefined) add("link-contexts");
    if (linkRelations[links.relation[link]!] === "link") add("link-kinds");
  }
  // Attributes of links go with the links' own, whatever their types.
  for (const table of tablesOf(trace)) {
    if (table === links.attributes || table === scopes.attributes) continue;
    for (let at = 0; at < table.type.length; at += 1) {
      if (at % rowsAtOnce === 0) yield;
      const type = table.type[at];
      if (type === AttributeType.Array || type === AttributeType.KeyValueList) add("nested-values");
      else if (type === AttributeType.Empty) add("empty-values");
    }
  }
  const counted = [trace.droppedAttributesCount, trace.droppedEventsCount, trace.droppedLinksCount];
  const inside = [events.droppedAttributesCount, links.droppedAttributesCount];
  for (const column of [...counted, ...inside]) add("dropped-counts", column.rows.length);
  for (const owners of [resources, scopes]) {
    add("dropped-counts", owners.droppedAttributesCount.filter((count) => count > 0).length);
    add("schema-urls", owners.schemaUrl.filter((id) => id !== 0).length);
  }
  for (let row = 0; row < scopes.length; row += 1) {
    const { offset } = scopes.attributes;
    if (offset[row] !== offset[row + 1]) add("scope-attributes");
  }
  const isService = keysAmong(strings, ["service.name"]);
  for (let row = 0; row < resources.length; row += 1) {
    const { offset, key } = resources.attributes;
    const keys = key.subarray(offset[row], offset[row + 1]);
    if (resources.service[row] !== 0 && !keys.some((id) => isService(id) !== undefined)) {
      add("service-names");
    }
  }
}

/** True for a span without a parent of which a reader takes a link for the reference to one. */
function becomesChild(trace: Trace, row: number): boolean {
  if (originOf(trace, row).parentSpanId !== "") return false;
  const { links, spans, strings } = trace;
  for (let link = spans.linkOffset[row]!; link < spans.linkOffset[row + 1]!; link += 1) {
    const isInside = strings.text(links.traceId[link]!) === trace.traceId;
    if (isInside && linkSpanId(trace, link) !== "") return true;
  }
  return false;
}
