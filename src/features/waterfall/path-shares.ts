import { lowerBound } from "@/lib/bisect";
import { sortByKey } from "@/lib/sort-by-key";
import type { SpanIndex } from "@/model/indexes";
import type { TraceCore } from "@/model/trace";
import type { PathColumns } from "@/state/timeline-look";

export interface ServiceShare {
  readonly service: string;
  readonly durationNs: number;
  /** Of the path, 0 to 1. */
  readonly share: number;
}

/** The sections of one root's path among those of several: [from, to). */
export function sectionsOfRoot(
  path: PathColumns,
  root: SpanIndex,
): readonly [from: number, to: number] {
  const at = lowerBound(path.onPath, root);
  if (path.onPath[at] !== root) return [0, 0];
  return [path.firstSection[at] ?? 0, (path.lastSection[at] ?? 0) + 1];
}

/** How long each service was what a root waited for, longest first. O(its sections). */
export function pathShares(
  core: TraceCore,
  path: PathColumns,
  root: SpanIndex,
): readonly ServiceShare[] {
  const byService = new Map<number, number>();
  let total = 0;
  const [from, to] = sectionsOfRoot(path, root);
  for (let i = from; i < to; i += 1) {
    const service = core.resourceService[core.spans.resource[path.span[i] ?? 0] ?? 0] ?? 0;
    const duration = (path.endNs[i] ?? 0) - (path.startNs[i] ?? 0);
    byService.set(service, (byService.get(service) ?? 0) + duration);
    total += duration;
  }
  return [...byService]
    .map(([service, durationNs]) => ({
      service: core.names[service] ?? "",
      durationNs,
      share: total === 0 ? 0 : durationNs / total,
    }))
    .sort((a, b) => b.durationNs - a.durationNs);
}

/** The longest sections of a path, as positions in it, longest first. */
export function longestSections(path: PathColumns, count: number): readonly number[] {
  const longest = path.endNs.reduce(
    (most, end, i) => Math.max(most, end - (path.startNs[i] ?? 0)),
    0,
  );
  const keys = path.endNs.map((end, i) => longest - (end - (path.startNs[i] ?? 0)));
  return Array.from(sortByKey(keys).subarray(0, count));
}
