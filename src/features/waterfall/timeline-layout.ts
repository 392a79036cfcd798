import { chooseRows, greatest, type ChosenRows } from "@/derive/choose-rows";
import { BitSet } from "@/lib/bitset";
import { parseDuration } from "@/lib/parse-duration";
import type { SpanIndex } from "@/model/indexes";
import { SpanFlag } from "@/model/span-table";
import type { TraceCore } from "@/model/trace";
import { parseServiceFilter } from "@/state/service-filter-code";
import type { PathColumns, RowLayout } from "@/state/timeline-look";
import type { QuickFilter, TimelineParams } from "@/state/timeline-params";

/** How many of the spans with most self time the quick filter shows. */
const slowestCount = 10;

export interface LayoutSources {
  readonly focus: SpanIndex | undefined;
  readonly path: PathColumns | undefined;
  readonly selfTimes: Float64Array | undefined;
  /** What "Find in trace" has found, where only that is wanted. */
  readonly matches: Uint32Array | undefined;
}

/** The rows that the parameters ask for; undefined as long as something is missing for it. */
export function filteredRows(
  core: TraceCore,
  params: TimelineParams,
  sources: LayoutSources,
): ChosenRows | undefined {
  const among: BitSet[] = [];
  if (params.filter !== undefined) {
    const picked = pickedRows(core, params.filter, sources);
    if (!picked) return undefined;
    among.push(picked);
  }
  if (params.only !== undefined && sources.matches !== undefined) {
    among.push(rowsBelow(core.spans.length, sources.matches));
  }
  return chooseRows(core.spans, {
    among,
    shortestNs: parseDuration(params.minSpan ?? ""),
    foldsShort: params.minMode === "fold",
    prunedResource: prunedResources(core, params.svcFilter),
    foldsResources: params.svcMode === "fold",
    focus: sources.focus,
  });
}

/** Those of some rows that a trace has: what was found may be of a longer reading of it. */
function rowsBelow(length: number, rows: Uint32Array): BitSet {
  const set = new BitSet(length);
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] ?? length;
    if (row < length) set.add(row);
  }
  return set;
}

function pickedRows(
  core: TraceCore,
  filter: QuickFilter,
  { path, selfTimes }: LayoutSources,
): BitSet | undefined {
  const { spans } = core;
  const where = (test: (row: number) => boolean): BitSet => {
    const rows = new BitSet(spans.length);
    for (let row = 0; row < spans.length; row += 1) if (test(row)) rows.add(row);
    return rows;
  };
  switch (filter) {
    case "errors":
      return where((row) => ((spans.flags[row] ?? 0) & SpanFlag.Error) !== 0);
    case "roots":
      return where((row) => (spans.parent[row] ?? -1) < 0);
    case "links":
      return where((row) => (spans.linkOffset[row + 1] ?? 0) > (spans.linkOffset[row] ?? 0));
    case "critical":
      return path && BitSet.of(spans.length, path.span);
    case "slowest":
      return selfTimes && BitSet.of(spans.length, greatest(selfTimes, slowestCount));
  }
}

/** Which resources' spans are left out; the root's service stays in any case. */
function prunedResources(core: TraceCore, svcFilter: string | undefined): Uint8Array | undefined {
  if (svcFilter === undefined) return undefined;
  const { services, rootService } = core.summary;
  const hidden = parseServiceFilter(
    services.map(({ name }) => name),
    svcFilter,
  );
  if (hidden.size === 0) return undefined;
  return Uint8Array.from(core.resourceService, (name) => {
    const service = core.names[name] ?? "";
    return service !== rootService && hidden.has(service) ? 1 : 0;
  });
}

/** How many of some spans have no row, and get none by opening what they are in: see `isToBeShown`. */
export function hiddenCount(core: TraceCore, layout: RowLayout, rows: Uint32Array): number {
  const { shown, elided, focus } = layout;
  if (shown === undefined && elided === undefined && focus === undefined) return 0;
  const first: number = focus ?? 0;
  const end = focus === undefined ? core.spans.length : (core.spans.subtreeEnd[focus] ?? 0);
  let count = 0;
  // There may be a million, which one call each for takes longer than a frame.
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] ?? 0;
    const isThere = row >= first && row < end && shown?.has(row) !== false;
    if (!isThere || elided?.has(row) === true) count += 1;
  }
  return count;
}

/** How many services a filter hides, the root's not counted. */
export function hiddenServiceCount(core: TraceCore, svcFilter: string | undefined): number {
  const { services, rootService } = core.summary;
  const hidden = parseServiceFilter(
    services.map(({ name }) => name),
    svcFilter,
  );
  return hidden.size - (hidden.has(rootService) ? 1 : 0);
}
