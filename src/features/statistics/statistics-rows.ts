import type { GroupFigures, StatisticsGroup, TraceStatistics } from "@/derive/trace-statistics";
import type { TableOrder } from "@/lib/table-order";

/** The columns, in their order; "group" is the name. */
export const columns = [
  "group",
  "count",
  "errors",
  "total",
  "average",
  "min",
  "p50",
  "p95",
  "p99",
  "max",
  "selfTotal",
  "selfAverage",
  "selfShare",
] as const;
export type Column = (typeof columns)[number];

export type Order = TableOrder<Column>;

/** Those that took the most time first. */
export const usualOrder: Order = { column: "total", descending: true };

/** The figure of a column: a count, nanoseconds, or a share of `selfOfAllNs`. */
export function figure(
  group: GroupFigures,
  column: Exclude<Column, "group">,
  selfOfAllNs: number,
): number {
  switch (column) {
    case "count":
      return group.count;
    case "errors":
      return group.errors;
    case "total":
      return group.totalNs;
    case "average":
      return group.totalNs / group.count;
    case "min":
      return group.minNs;
    case "p50":
      return group.p50Ns;
    case "p95":
      return group.p95Ns;
    case "p99":
      return group.p99Ns;
    case "max":
      return group.maxNs;
    case "selfTotal":
      return group.selfTotalNs;
    case "selfAverage":
      return group.selfTotalNs / group.count;
    case "selfShare":
      return selfOfAllNs === 0 ? 0 : group.selfTotalNs / selfOfAllNs;
  }
}

export interface StatisticsRow {
  readonly group: StatisticsGroup;
  /** A part of the group above it. */
  readonly isPart: boolean;
}

/** Groups in order, each followed by its parts in the same order. Ties keep the engine's order. */
export function orderedRows({ groups, details }: TraceStatistics, order: Order): StatisticsRow[] {
  const { column, descending } = order;
  const compare = (a: StatisticsGroup, b: StatisticsGroup): number => {
    if (column === "group") {
      const [x, y] = [a.path.at(-1) ?? "", b.path.at(-1) ?? ""];
      return (x < y ? -1 : x > y ? 1 : 0) * (descending ? -1 : 1);
    }
    const by = figure(a, column, 1) - figure(b, column, 1);
    return descending ? -by : by;
  };
  const parts = new Map<string | undefined, StatisticsGroup[]>();
  for (const part of details) {
    const others = parts.get(part.path[0]);
    if (others) others.push(part);
    else parts.set(part.path[0], [part]);
  }
  return groups
    .toSorted(compare)
    .flatMap((group) => [
      { group, isPart: false },
      ...(parts.get(group.path[0]) ?? [])
        .toSorted(compare)
        .map((part) => ({ group: part, isPart: true })),
    ]);
}
