import type { TraceComparison } from "./compare-traces";
import type { TraceCore } from "@/model/trace";

/** A row that explains a part of the difference in duration. */
export interface Change {
  readonly row: number;
  /** Time that the row's spans are longer on B's critical path than on A's; negative: shorter. */
  readonly deltaNs: number;
  /** `deltaNs` as a share of the whole difference. */
  readonly share: number;
}

/** How many are listed. */
const listed = 5;
/** Smaller shares explain nothing. */
const leastShare = 0.01;

/**
 * The rows that explain most of the difference in duration, the largest first. A trace's critical
 * path tiles the interval of its root, so the rows' changes on it add up to the difference of the
 * two roots. Rows that changed the other way are left out.
 */
export function mainChanges({ length, a, b }: TraceComparison): readonly Change[] {
  let whole = 0;
  for (let row = 0; row < length; row += 1) whole += b.pathNs[row]! - a.pathNs[row]!;
  if (whole === 0) return [];
  const changes: Change[] = [];
  for (let row = 0; row < length; row += 1) {
    const deltaNs = b.pathNs[row]! - a.pathNs[row]!;
    const share = deltaNs / whole;
    const least = changes.length < listed ? leastShare : (changes[listed - 1]?.share ?? 0);
    if (share < leastShare || (changes.length === listed && share <= least)) continue;
    changes.push({ row, deltaNs, share });
    changes.sort((x, y) => y.share - x.share || x.row - y.row);
    changes.length = Math.min(changes.length, listed);
  }
  return changes;
}

/** Services, and names of spans with their services, of one trace alone; sorted. */
export interface OnlyIn {
  readonly services: readonly string[];
  readonly spanNames: readonly string[];
}

export function onlyIn(
  one: TraceCore,
  other: TraceCore,
  label: (service: string, name: string) => string,
): OnlyIn {
  const theirs = spanLabels(other);
  const services = new Set(other.summary.services.map(({ name }) => name));
  return {
    services: one.summary.services.map(({ name }) => name).filter((name) => !services.has(name)),
    spanNames: [...spanLabels(one)]
      .filter(([key]) => !theirs.has(key))
      .map(([, [service, name]]) => label(service, name))
      .sort(),
  };
}

/** The distinct pairs of service and span name of a trace, by a text that no other pair has. */
function spanLabels(core: TraceCore): Map<string, readonly [string, string]> {
  const { spans, names, resourceService } = core;
  const seen = new Set<number>();
  const labels = new Map<string, readonly [string, string]>();
  for (let span = 0; span < spans.length; span += 1) {
    const service = resourceService[spans.resource[span]!]!;
    const key = service * names.length + spans.name[span]!;
    if (seen.has(key)) continue;
    seen.add(key);
    const pair = [names[service] ?? "", names[spans.name[span]!] ?? ""] as const;
    labels.set(JSON.stringify(pair), pair);
  }
  return labels;
}
