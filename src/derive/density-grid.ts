import { SpanFlag } from "@/model/span-table";
import type { TraceCore } from "@/model/trace";

/**
 * The whole trace as a small picture: columns are equal stretches of time, rows are equal runs of
 * spans in depth-first order, so it looks like the waterfall seen from afar.
 */
export interface DensityGrid {
  readonly columns: number;
  readonly rows: number;
  /** rows × columns; 0 is empty, else 1 + the colour step of the span drawn last there. */
  readonly cells: Uint8Array;
  /** rows × columns; 1 where an error span starts: an error must not vanish among a million spans. */
  readonly errors: Uint8Array;
}

/** A grid in the making: `step` adds a part of the spans and says whether all are in. */
export interface DensityGridBuilder {
  readonly grid: DensityGrid;
  step(maxSpans: number): boolean;
}

/**
 * Starts a grid of at most `columns` × `rows` cells. `colorOfResource` has the colour step of each
 * resource row. Later spans cover earlier ones: children are drawn over their parents.
 */
export function buildDensityGrid(
  core: TraceCore,
  size: { readonly columns: number; readonly rows: number },
  colorOfResource: Uint8Array,
): DensityGridBuilder {
  const { spans } = core;
  const columns = Math.max(1, Math.floor(size.columns));
  const rows = Math.max(1, Math.min(Math.floor(size.rows), spans.length));
  const cells = new Uint8Array(columns * rows);
  const errors = new Uint8Array(columns * rows);
  const columnsPerNs = columns / Math.max(1, core.durationNs);
  const rowsPerSpan = rows / Math.max(1, spans.length);
  let next = 0;

  const columnAt = (time: number): number =>
    Math.max(0, Math.min(columns - 1, Math.floor(time * columnsPerNs)));

  return {
    grid: { columns, rows, cells, errors },
    step(maxSpans) {
      const end = Math.min(spans.length, next + maxSpans);
      for (let i = next; i < end; i += 1) {
        const row = Math.min(rows - 1, Math.floor(i * rowsPerSpan)) * columns;
        const start = spans.startNs[i]!;
        const from = row + columnAt(start);
        // A span that ends where a column begins is not in that column.
        const last = Math.ceil((start + spans.durationNs[i]!) * columnsPerNs) - 1;
        const to = Math.max(from, row + Math.min(columns - 1, last));
        const value = 1 + colorOfResource[spans.resource[i]!]!;
        if (to - from < 16) for (let cell = from; cell <= to; cell += 1) cells[cell] = value;
        else cells.fill(value, from, to + 1);
        if ((spans.flags[i]! & SpanFlag.Error) !== 0) errors[from] = 1;
      }
      next = end;
      return next === spans.length;
    },
  };
}
