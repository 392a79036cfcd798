import { countUp, gatherFloat64, gatherUint32, gatherUint8 } from "@/lib/gather";
import type { GrowableUint32 } from "@/lib/growable-column";
import { sortByKey } from "@/lib/sort-by-key";
import type { BuilderColumns, TraceParts } from "./builder-columns";
import { unixNano, type TraceClock } from "./draft-times";
import type { IdCompactor } from "./id-compactor";
import { issueCodes, type IssueTable } from "./issue-table";
import type { LinkColumns } from "./link-columns";
import type { RowOrder } from "./order-rows";
import { gatherSparse, type SparseColumn } from "./sparse-column";
import type { SpanIdentities } from "./span-identities";
import { SpanFlag, StatusCode, type SpanTable } from "./span-table";
import { findRootSpan, summariseTrace } from "./summarise-trace";
import type { TraceDraft } from "./trace-draft";

/** A draft whose parents and times are final, and the order of its rows. */
export interface OrderedDraft {
  readonly traceId: string;
  readonly clock: TraceClock;
  readonly draft: TraceDraft;
  readonly order: RowOrder;
  readonly identities: SpanIdentities;
}

/** Copies everything that belongs to a trace out of the builder's columns, in row order. */
export function freezeRows(
  columns: BuilderColumns,
  ordered: OrderedDraft,
  traceWarnings: readonly string[],
): TraceParts {
  const { draft, order, clock, traceId } = ordered;
  const { spans } = columns;
  const source = gatherUint32(draft.rows, order.spanAt);
  const { table: events, offset: eventOffset } = columns.events.gather(
    spans.eventStart.view(),
    order.spanAt,
    draft,
    clock,
  );
  const { table: links, offset: linkOffset } = gatherLinks(columns, ordered, source);
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
    traceWarnings,
    oddSpanIds: renumber(draft.ids.odd, order.rowOf),
    attributes: columns.attributes.gather(spans.attributeStart.view(), source, columns.release),
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

/** The links of the spans, with the rows in which those end that stay in the trace. */
export function gatherLinks(
  { links, spans }: BuilderColumns,
  { traceId, identities, order }: OrderedDraft,
  source: Uint32Array,
): ReturnType<LinkColumns["gather"]> {
  return links.gather(spans.linkStart.view(), source, traceId, (hi, lo, odd) => {
    const span = identities.find(hi, lo, odd);
    return span < 0 ? -1 : order.rowOf[span]!;
  });
}

/** The span columns in row order, and the names, resources and scopes that they use. */
function spanTable(columns: BuilderColumns, ordered: OrderedDraft, source: Uint32Array) {
  const { draft, order } = ordered;
  const { spans, compactors } = columns;
  for (const compactor of Object.values(compactors)) compactor.begin();
  const { spanAt } = order;
  const statusCode = gatherUint8(spans.statusCode.view(), source);
  const table = {
    length: draft.length,
    spanIdHi: gatherUint32(draft.ids.hi, spanAt),
    spanIdLo: gatherUint32(draft.ids.lo, spanAt),
    parent: parentRows(draft, order),
    subtreeEnd: order.subtreeEnd,
    depth: order.depth,
    startNs: gatherFloat64(draft.startNs, spanAt),
    durationNs: gatherFloat64(draft.durationNs, spanAt),
    name: compact(gatherUint32(spans.name.view(), source), compactors.names),
    statusMessage: gatherUint32(spans.statusMessage.view(), source),
    resource: compact(ownerRows(spans.resource, columns.resources, source), compactors.resources),
    scope: compact(ownerRows(spans.scope, columns.scopes, source), compactors.scopes),
    kind: gatherUint8(draft.kind, spanAt),
    statusCode,
    flags: flagsOf(draft, order, statusCode),
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

export function parentRows({ parent }: TraceDraft, { spanAt, rowOf }: RowOrder): Int32Array {
  const rows = new Int32Array(spanAt.length);
  for (let row = 0; row < rows.length; row += 1) {
    const above = parent[spanAt[row]!]!;
    rows[row] = above < 0 ? -1 : rowOf[above]!;
  }
  return rows;
}

export function flagsOf(
  draft: TraceDraft,
  { spanAt }: RowOrder,
  statusCode: Uint8Array,
): Uint16Array {
  const flags = new Uint16Array(spanAt.length);
  for (let row = 0; row < flags.length; row += 1) {
    const error = statusCode[row] === StatusCode.Error ? SpanFlag.Error : 0;
    flags[row] = draft.flags[spanAt[row]!]! | error;
  }
  return flags;
}

/** The rows of the resources, or of the scopes, of spans. */
export function ownerRows(
  handles: GrowableUint32,
  owners: { rowsByHandle(): Uint32Array },
  source: Uint32Array,
): Uint32Array {
  const rowOf = owners.rowsByHandle();
  const rows = gatherUint32(handles.view(), source);
  for (let at = 0; at < rows.length; at += 1) rows[at] = rowOf[rows[at]!]!;
  return rows;
}

/** Renumbers a column in place. */
function compact(column: Uint32Array, compactor: IdCompactor): Uint32Array {
  let last = -1;
  let number = 0;
  for (let row = 0; row < column.length; row += 1) {
    const id = column[row]!;
    if (id !== last) {
      number = compactor.number(id);
      last = id;
    }
    column[row] = number;
  }
  return column;
}

/** What readers found, then what the builder found, by row. */
function issueTable(
  columns: BuilderColumns,
  { draft, order }: OrderedDraft,
  source: Uint32Array,
): IssueTable {
  const read = columns.issues;
  // Positions in the readers' log, under the new rows; a removed copy takes its issues with it.
  const positions = countUp(read.code.length);
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
    span: gatherUint32(span, sorted),
    code: gatherUint8(code, sorted),
    detail: gatherUint32(detail, sorted),
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

/** What odd ids there are, by row and in the order of rows. */
export function renumber(
  texts: ReadonlyMap<number, string>,
  rowOf: Uint32Array,
): ReadonlyMap<number, string> {
  const pairs = Array.from(texts, ([span, text]) => [rowOf[span]!, text] as const);
  return new Map(pairs.sort(([a], [b]) => a - b));
}
