import { changeOfEdge, type ChangeFigure, type GraphChange } from "@/derive/service-diff";
import type { TableOrder } from "@/lib/table-order";
import type { EdgeFigures } from "@/model/service-graph";
import { byEnds, byName, type CallRow } from "./calls-order";

/** Figures that two graphs are compared by, as columns. */
export const differenceFigures = ["calls", "errors", "p95"] as const;
export type DifferenceFigure = (typeof differenceFigures)[number];

export interface FigureDifference {
  readonly a: number | undefined;
  readonly b: number | undefined;
  /** b less a, where what is not there has no calls; undefined where one is not known. */
  readonly delta: number | undefined;
}

/** A figure of a row on both sides. */
export function differenceOf({ edge }: CallRow, figure: DifferenceFigure): FigureDifference {
  const [a, b] = [edge.sides?.a, edge.sides?.b].map((side) => side && figureOf(side, figure));
  if (figure === "p95" || (edge.sides?.a && a === undefined) || (edge.sides?.b && b === undefined))
    return { a, b, delta: a === undefined || b === undefined ? undefined : b - a };
  return { a, b, delta: (b ?? 0) - (a ?? 0) };
}

function figureOf({ calls, errors, latency }: EdgeFigures, figure: DifferenceFigure) {
  return figure === "calls" ? calls : figure === "errors" ? errors : latency?.p95Ns;
}

/** How a row changed: in any of the figures, the one that comes first. */
export function changesOf({ edge }: CallRow): readonly (readonly [ChangeFigure, GraphChange])[] {
  return (["calls", "errors", "latency"] as const).flatMap((figure) => {
    const change = changeOfEdge(edge, figure);
    return change === undefined || change === "same" ? [] : [[figure, change] as const];
  });
}

export type DifferenceColumn =
  | "caller"
  | "callee"
  | "change"
  | `${DifferenceFigure}.${keyof FigureDifference}`;

export const differenceColumns: readonly DifferenceColumn[] = [
  "caller",
  "callee",
  "change",
  ...differenceFigures.flatMap((figure) =>
    (["a", "b", "delta"] as const).map((part) => `${figure}.${part}` as const),
  ),
];

export type DifferenceOrder = TableOrder<DifferenceColumn>;

/** What came and what went first, then what changed. */
export const usualDifferenceOrder: DifferenceOrder = { column: "change", descending: false };

/** New, gone, changed in more figures, in fewer, the same. */
function rank(row: CallRow): number {
  const changes = changesOf(row);
  const change = changes[0]?.[1];
  return change === "new" ? 0 : change === "gone" ? 1 : 5 - changes.length;
}

/** Rows without the figure are last either way, equal ones are in order of their names. */
export function orderDifferences(
  rows: readonly CallRow[],
  { column, descending }: DifferenceOrder,
): readonly CallRow[] {
  const sign = descending ? -1 : 1;
  if (column === "caller" || column === "callee") {
    return rows.toSorted((a, b) => sign * byName(a[column], b[column]) || byEnds(a, b));
  }
  const [figure, part] = column.split(".") as [DifferenceFigure, keyof FigureDifference];
  const keyed = rows.map((row) => {
    const by = column === "change" ? rank(row) : differenceOf(row, figure)[part];
    return { row, by };
  });
  keyed.sort((a, b) => {
    if (a.by === undefined || b.by === undefined) {
      return Number(a.by === undefined) - Number(b.by === undefined) || byEnds(a.row, b.row);
    }
    return sign * (a.by - b.by) || byEnds(a.row, b.row);
  });
  return keyed.map(({ row }) => row);
}
