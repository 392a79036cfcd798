import { fillColumn, float64, uint16, uint32, uint8 } from "@/lib/growable-column";
import { sortByKey } from "@/lib/sort-by-key";
import type { BuilderColumns, TraceParts } from "./builder-columns";
import { unixNano, type TraceClock } from "./draft-times";
import { issueCodes, type IssueTable } from "./issue-table";
import type { RowOrder } from "./order-rows";
import { gatherSparse, type SparseColumn } from "./sparse-column";
import type { SpanIdentities } from "./span-identities";
import { SpanFlag, StatusCode, type SpanTable } from "./span-table";
import { findRootSpan, summariseTrace } from "./summarise-trace";
import type { TraceDraft } from "./trace-draft";

/** A draft whose parents and times are final, and the order of its rows. */
export interface OrderedDraft {
  readonly traceId: string;
  readonly traceWarnings: readonly string[];
  readonly clock: TraceClock;
  readonly draft: TraceDraft;
  readonly order: RowOrder;
  readonly identities: SpanIdentities;
}

/** Copies everything that belongs to a trace out of the builder's columns, in row order. */
export function freezeRows(columns: BuilderColumns, ordered: OrderedDraft): TraceParts {
  const { draft, order, clock, traceId } = ordered;
  const { spans } = columns;
  const source = fillColumn(uint32(draft.length), (row) => draft.rows[order.spanAt[row]!]!);
  const { table: events, offset: eventOffset } = columns.events.gather(
    spans.eventStart.view(),
    order.spanAt,
    draft,
    clock,
  );
  const { table: links, offset: linkOffset } = columns.links.gather(
    spans.linkStart.view(),
    source,
    traceId,
    (hi, lo, odd) => {
      const span = ordered.identities.find(hi, lo, odd);
      return span < 0 ? -1 : order.rowOf[span]!;
    },
  );
  const spanWarnings = gatherSparse(columns.warnings.view(), source);
  const issues = issueTable(columns, ordered, source);
  const { table, owners } = spanTable(columns, ordered, source);
  for (const rows of [issues.span, spanWarnings.rows]) {
    for (const row of rows) table.flags[row] = table.flags[row]! | SpanFlag.Warning;
  }
  const frozen: SpanTable = Object.freeze({ ...table, eventOffset, linkOffset });
  const core = {
    traceId,
    epochUnixNano: unixNano(clock.epoch),
    durationNs: latestEnd(frozen),
    spans: frozen,
    names: owners.names,
    resourceService: owners.resourceService,
    rootSpan: findRootSpan(frozen),
  };
  return {
    ...core,
    eventTimeNs: events.timeNs,
    maxDepth: order.maxDepth,
    summary: summariseTrace(core),
    issueCounts: countIssues(issues, spanWarnings),
    traceWarnings: ordered.traceWarnings,
    oddSpanIds: renumber(draft.ids.odd, order.rowOf),
    attributes: columns.attributes.gather(spans.attributeStart.view(), source),
    events,
    links,
    resources: columns.resources.table(owners.resources),
    scopes: columns.scopes.table(owners.scopes),
    issues,
    spanWarnings,
    traceFlags: gatherSparse(spans.traceFlags.view(), source),
    traceState: gatherSparse(spans.traceState.view(), source),
    droppedAttributesCount: gatherSparse(spans.droppedAttributesCount.view(), source),
    droppedEventsCount: gatherSparse(spans.droppedEventsCount.view(), source),
    droppedLinksCount: gatherSparse(spans.droppedLinksCount.view(), source),
    unknownFields: gatherSparse(spans.unknownFields.view(), source),
  };
}

/** The span columns in row order, and the names, resources and scopes that they use. */
function spanTable(columns: BuilderColumns, ordered: OrderedDraft, source: Uint32Array) {
  const { draft, order } = ordered;
  const { spans, compactors } = columns;
  for (const compactor of Object.values(compactors)) compactor.begin();
  const n = draft.length;
  const { spanAt, rowOf } = order;
  const statusCode = fillColumn(uint8(n), (row) => spans.statusCode.at(source[row]!));
  const table = {
    length: n,
    spanIdHi: fillColumn(uint32(n), (row) => draft.ids.hi[spanAt[row]!]!),
    spanIdLo: fillColumn(uint32(n), (row) => draft.ids.lo[spanAt[row]!]!),
    parent: fillColumn(new Int32Array(n), (row) => {
      const parent = draft.parent[spanAt[row]!]!;
      return parent < 0 ? -1 : rowOf[parent]!;
    }),
    subtreeEnd: order.subtreeEnd,
    depth: order.depth,
    startNs: fillColumn(float64(n), (row) => draft.startNs[spanAt[row]!]!),
    durationNs: fillColumn(float64(n), (row) => draft.durationNs[spanAt[row]!]!),
    name: fillColumn(uint32(n), (row) => compactors.names.number(spans.name.at(source[row]!))),
    statusMessage: fillColumn(uint32(n), (row) => spans.statusMessage.at(source[row]!)),
    resource: fillColumn(uint32(n), (row) =>
      compactors.resources.number(columns.resources.row(spans.resource.at(source[row]!))),
    ),
    scope: fillColumn(uint32(n), (row) =>
      compactors.scopes.number(columns.scopes.row(spans.scope.at(source[row]!))),
    ),
    kind: fillColumn(uint8(n), (row) => draft.kind[spanAt[row]!]!),
    statusCode,
    flags: fillColumn(uint16(n), (row) => {
      const error = statusCode[row] === StatusCode.Error ? SpanFlag.Error : 0;
      return draft.flags[spanAt[row]!]! | error;
    }),
  };
  const resources = compactors.resources.used();
  const resourceService = resources.map((resource) =>
    compactors.names.number(columns.serviceNames[resource]!),
  );
  const names = Array.from(compactors.names.used(), (name) => columns.names[name] ?? "");
  return {
    table,
    owners: { names, resources, resourceService, scopes: compactors.scopes.used() },
  };
}

/** What readers found, then what the builder found, by row. */
function issueTable(
  columns: BuilderColumns,
  { draft, order }: OrderedDraft,
  source: Uint32Array,
): IssueTable {
  const read = columns.issues;
  // Positions in the readers' log, under the new rows; a removed copy takes its issues with it.
  const positions = fillColumn(uint32(read.code.length), (at) => at);
  const found = gatherSparse({ rows: read.span.view(), values: positions }, source);
  const own = draft.log;
  const total = found.rows.length + own.span.length;
  const span = new Uint32Array(total);
  const code = new Uint8Array(total);
  const detail = new Uint32Array(total);
  found.rows.forEach((row, at) => {
    span[at] = row;
    code[at] = read.code.at(found.values[at]!);
    detail[at] = read.detail.at(found.values[at]!);
  });
  for (let at = 0; at < own.span.length; at += 1) {
    const to = found.rows.length + at;
    span[to] = order.rowOf[own.span.at(at)]!;
    code[to] = own.code.at(at);
    detail[to] = own.detail.at(at);
  }
  const sorted = sortByKey(span);
  return {
    length: total,
    span: fillColumn(uint32(total), (at) => span[sorted[at]!]!),
    code: fillColumn(uint8(total), (at) => code[sorted[at]!]!),
    detail: fillColumn(uint32(total), (at) => detail[sorted[at]!]!),
  };
}

function countIssues(issues: IssueTable, warnings: SparseColumn): Record<string, number> {
  const totals = new Uint32Array(issueCodes.length);
  for (const code of issues.code) totals[code] = totals[code]! + 1;
  const counts: Record<string, number> = {};
  issueCodes.forEach((code, number) => {
    if (totals[number]! > 0) counts[code] = totals[number]!;
  });
  if (warnings.rows.length > 0) counts["warning"] = warnings.rows.length;
  return counts;
}

function latestEnd(spans: SpanTable): number {
  let latest = 0;
  for (let row = 0; row < spans.length; row += 1) {
    latest = Math.max(latest, spans.startNs[row]! + spans.durationNs[row]!);
  }
  return latest;
}

function renumber(
  texts: ReadonlyMap<number, string>,
  rowOf: Uint32Array,
): ReadonlyMap<number, string> {
  const pairs = Array.from(texts, ([span, text]) => [rowOf[span]!, text] as const);
  return new Map(pairs.sort(([a], [b]) => a - b));
}
