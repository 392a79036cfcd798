import { DrawList } from "@/canvas/draw-list";
import type { DensityGrid } from "@/derive/density-grid";
import type { CanvasTheme } from "@/trace-ui/canvas-theme";

/** Rows of a short trace are not stretched to blocks. */
const highestRow = 5;
/** Side of an error's mark, in CSS pixels. */
const errorMark = 4;

/** The overview as a picture: runs of one colour, errors on top. */
export function minimapScene(
  grid: DensityGrid,
  size: { readonly width: number; readonly height: number },
  theme: CanvasTheme,
): DrawList {
  const list = new DrawList();
  const { columns, rows, cells, errors } = grid;
  const columnWidth = size.width / columns;
  const rowHeight = Math.min(highestRow, size.height / rows);
  for (let row = 0; row < rows; row += 1) {
    const y = row * rowHeight;
    for (let column = 0; column < columns;) {
      const value = cells[row * columns + column]!;
      let end = column + 1;
      while (end < columns && cells[row * columns + end] === value) end += 1;
      if (value !== 0) {
        const box = { w: (end - column) * columnWidth, h: Math.max(0.5, rowHeight * 0.8) };
        list.rect(column * columnWidth, y, box, theme.service[value - 1] ?? theme.fgMuted);
      }
      column = end;
    }
  }
  const half = errorMark / 2;
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      if (errors[row * columns + column] === 0) continue;
      const x = Math.max(half, Math.min(size.width - half, (column + 0.5) * columnWidth));
      const y = Math.max(half, Math.min(size.height - half, (row + 0.5) * rowHeight));
      list.rect(x - half, y - half, { w: errorMark, h: errorMark }, theme.error);
    }
  }
  return list;
}
