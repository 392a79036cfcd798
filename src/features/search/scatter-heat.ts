import type { ScatterBox, ScatterScene } from "./scatter-scene";

/** A square of the plot and the traces in it. */
export interface HeatCell {
  /** Left and top, in pixels. */
  readonly x: number;
  readonly y: number;
  readonly count: number;
  readonly errors: number;
  /** From 0, few traces, to `heatLevels` − 1, as many as the fullest cell. */
  readonly level: number;
}

export const cellPx = 6;
export const heatLevels = 5;
/** A point is about this many pixels large; past this share of the plot, points hide each other. */
const pointPx = 6 * 6;
const densestShare = 1 / 3;

/** True where so many points would lie over each other that counting them says more. */
export function isDense(count: number, box: ScatterBox): boolean {
  const plot = (box.width - box.left - box.right) * (box.height - box.top - box.bottom);
  return count > 0 && count * pointPx > plot * densestShare;
}

/** Counts the points in squares of the plot. Levels follow the logarithm of the count. */
export function heatCells(
  scene: Pick<ScatterScene, "x" | "y">,
  failed: (index: number) => boolean,
): readonly HeatCell[] {
  const cells = new Map<number, { column: number; row: number; count: number; errors: number }>();
  let most = 1;
  for (let i = 0; i < scene.x.length; i += 1) {
    const column = Math.floor((scene.x[i] ?? 0) / cellPx);
    const row = Math.floor((scene.y[i] ?? 0) / cellPx);
    const key = row * 65_536 + column;
    let cell = cells.get(key);
    if (!cell) {
      cell = { column, row, count: 0, errors: 0 };
      cells.set(key, cell);
    }
    cell.count += 1;
    if (failed(i)) cell.errors += 1;
    most = Math.max(most, cell.count);
  }
  return [...cells.values()].map(({ column, row, count, errors }) => ({
    x: column * cellPx,
    y: row * cellPx,
    count,
    errors,
    level: Math.min(
      heatLevels - 1,
      Math.floor((Math.log(count) / Math.log(most + 1)) * heatLevels),
    ),
  }));
}

/** The cell at a point of the plot; undefined where no trace is. */
export function cellAt(cells: readonly HeatCell[], x: number, y: number): HeatCell | undefined {
  const left = Math.floor(x / cellPx) * cellPx;
  const top = Math.floor(y / cellPx) * cellPx;
  return cells.find((cell) => cell.x === left && cell.y === top);
}
