import type { TableOrder } from "@/lib/table-order";
import type { ServiceEdge } from "@/model/service-graph";
import type { ServerCount } from "./server-counts";

export const callColumns = ["caller", "callee", "calls", "errors", "p50", "p95", "max"] as const;
/** With a server's own counts beside those counted here. */
export const besideServerColumns = [
  "caller",
  "callee",
  "calls",
  "server",
  "errors",
  "p50",
  "p95",
  "max",
] as const;
export type CallColumn = (typeof besideServerColumns)[number];

export type CallsOrder = TableOrder<CallColumn>;

/** Most calls first. */
export const defaultOrder: CallsOrder = { column: "calls", descending: true };

/** Figures are first of interest from their greatest, names from their first. */
export const firstOrder = (column: CallColumn): CallsOrder => ({
  column,
  descending: column !== "caller" && column !== "callee",
});

/** An edge with the names of its ends. */
export interface CallRow {
  readonly edge: ServiceEdge;
  /** Service names that have a colour; undefined for what sends no spans. */
  readonly callerService: string;
  readonly calleeService: string | undefined;
  readonly caller: string;
  readonly callee: string;
  /** What the server counts of the same; absent where it is not asked, or counts nothing such. */
  readonly server?: ServerCount | undefined;
}

/** A figure of an edge; undefined where there is none. */
export function figureOf({ calls, errors, latency }: ServiceEdge, column: CallColumn) {
  switch (column) {
    case "calls":
      return calls;
    case "errors":
      return errors;
    case "p50":
      return latency?.p50Ns;
    case "p95":
      return latency?.p95Ns;
    case "max":
      return latency?.maxNs;
    default:
      return undefined;
  }
}

export const byName = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** What is equal in its figures is in order of its names. */
export const byEnds = (a: CallRow, b: CallRow): number =>
  byName(a.caller, b.caller) ||
  byName(a.callee, b.callee) ||
  byName(a.edge.relation, b.edge.relation);

/** The rows in order; those without the figure last either way, equal ones by their names. */
export function orderCalls(
  rows: readonly CallRow[],
  { column, descending }: CallsOrder,
): readonly CallRow[] {
  const sign = descending ? -1 : 1;
  return rows.toSorted((a, b) => {
    if (column === "caller" || column === "callee") {
      return sign * byName(a[column], b[column]) || byEnds(a, b);
    }
    const value = ({ edge, server }: CallRow) =>
      column === "server" ? server?.calls : figureOf(edge, column);
    const [one, two] = [value(a), value(b)];
    if (one === undefined || two === undefined) {
      return Number(one === undefined) - Number(two === undefined) || byEnds(a, b);
    }
    return sign * (one - two) || byEnds(a, b);
  });
}
