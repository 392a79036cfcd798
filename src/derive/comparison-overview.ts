import type { TraceCore } from "@/model/trace";
import type {
  Change,
  ComparisonOverview,
  ComparisonRows,
  OnlyIn,
  PathOverview,
} from "./comparison";
import { isChanged, isDifferent } from "./comparison-rows";
import type { Pair } from "./diff-labels";

/** How many are listed, and of which share on. Smaller shares explain nothing. */
const mainOnes = { most: 5, leastShare: 0.01 };
/** Of those the other way: what is little beside the difference only distracts. */
const counterOnes = { most: 2, leastShare: 0.1 };

/**
 * The rows that explain most of the difference in duration, the largest first; and those that
 * changed the other way by so much that the rest is not understood without them. A trace's critical
 * path tiles the interval of its root, so the rows' changes on it add up to the difference of the
 * two roots.
 */
export function mainChanges({ length, a, b }: ComparisonRows): {
  readonly changes: readonly Change[];
  readonly counterChanges: readonly Change[];
} {
  let whole = 0;
  for (let row = 0; row < length; row += 1) whole += b.pathNs[row]! - a.pathNs[row]!;
  const largest = (sign: 1 | -1, { most, leastShare }: typeof mainOnes): readonly Change[] => {
    const found: Change[] = [];
    if (whole === 0) return found;
    const size = ({ share }: Change) => share * sign;
    for (let row = 0; row < length; row += 1) {
      const deltaNs = b.pathNs[row]! - a.pathNs[row]!;
      const change: Change = { row, deltaNs, share: deltaNs / whole };
      if (size(change) < leastShare) continue;
      const last = found[most - 1];
      if (last && size(change) <= size(last)) continue;
      found.push(change);
      found.sort((x, y) => size(y) - size(x) || x.row - y.row);
      found.length = Math.min(found.length, most);
    }
    return found;
  };
  return { changes: largest(1, mainOnes), counterChanges: largest(-1, counterOnes) };
}

/** As many services are listed. */
const listedServices = 5;

function pathOverview({ length, a, b }: ComparisonRows, traces: Pair<TraceCore>): PathOverview {
  const services = new Map<string, { service: string; aNs: number; bNs: number }>();
  const sums = { aNs: 0, bNs: 0, leftRows: 0, joinedRows: 0 };
  const add = (key: "aNs" | "bNs", service: string, timeNs: number): void => {
    const known = services.get(service) ?? { service, aNs: 0, bNs: 0 };
    known[key] += timeNs;
    sums[key] += timeNs;
    services.set(service, known);
  };
  for (let row = 0; row < length; row += 1) {
    const [inA, inB] = [a.pathNs[row]!, b.pathNs[row]!];
    if (inA > 0) add("aNs", serviceOf(traces[0], a.spans[a.offset[row]!]!), inA);
    if (inB > 0) add("bNs", serviceOf(traces[1], b.spans[b.offset[row]!]!), inB);
    if (inA > 0 && inB === 0) sums.leftRows += 1;
    if (inB > 0 && inA === 0) sums.joinedRows += 1;
  }
  const changed = [...services.values()].filter(({ aNs, bNs }) => aNs !== bNs);
  changed.sort((x, y) => Math.abs(y.bNs - y.aNs) - Math.abs(x.bNs - x.aNs));
  return { ...sums, services: changed.slice(0, listedServices) };
}

const serviceOf = ({ spans, names, resourceService }: TraceCore, span: number): string =>
  names[resourceService[spans.resource[span]!]!] ?? "";

/** As many of the span names of one trace alone are listed. */
const listedNames = 200;

function onlyIn(one: TraceCore, other: TraceCore): OnlyIn {
  const theirs = spanNames(other);
  const services = new Set(other.summary.services.map(({ name }) => name));
  const names = [...spanNames(one)].filter(([key]) => !theirs.has(key)).sort(byKey);
  return {
    services: one.summary.services.map(({ name }) => name).filter((name) => !services.has(name)),
    spanNames: names.slice(0, listedNames).map(([, pair]) => pair),
    spanNameCount: names.length,
  };
}

const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
  a < b ? -1 : a > b ? 1 : 0;

/** The distinct pairs of service and span name of a trace, by a text that no other pair has. */
function spanNames(core: TraceCore): Map<string, readonly [service: string, name: string]> {
  const { spans, names, resourceService } = core;
  const seen = new Set<number>();
  const pairs = new Map<string, readonly [string, string]>();
  for (let span = 0; span < spans.length; span += 1) {
    const service = resourceService[spans.resource[span]!]!;
    const key = service * names.length + spans.name[span]!;
    if (seen.has(key)) continue;
    seen.add(key);
    const pair = [names[service] ?? "", names[spans.name[span]!] ?? ""] as const;
    pairs.set(JSON.stringify(pair), pair);
  }
  return pairs;
}

/** What the rows of a comparison say as a whole. O(rows + spans). */
export function comparisonOverview(
  rows: ComparisonRows,
  [a, b]: Pair<TraceCore>,
): ComparisonOverview {
  let changedRows = 0;
  let differentRows = 0;
  let commonRows = 0;
  for (let row = 0; row < rows.length; row += 1) {
    if (isChanged(rows, row)) changedRows += 1;
    if (isDifferent(rows, row)) differentRows += 1;
    if (rows.a.count[row]! > 0 && rows.b.count[row]! > 0) commonRows += 1;
  }
  return {
    changedRows,
    differentRows,
    commonRows,
    ...mainChanges(rows),
    path: pathOverview(rows, [a, b]),
    onlyA: onlyIn(a, b),
    onlyB: onlyIn(b, a),
    checksum: checksum(rows),
  };
}

/** FNV-1a over parents and counts. */
function checksum({ length, parent, a, b }: ComparisonRows): number {
  let hash = 0x811c9dc5;
  for (let row = 0; row < length; row += 1) {
    hash = Math.imul(hash ^ parent[row]!, 0x01000193);
    hash = Math.imul(hash ^ a.count[row]!, 0x01000193);
    hash = Math.imul(hash ^ b.count[row]!, 0x01000193);
  }
  return hash >>> 0;
}
