/** How a label sits at its point. */
export type LabelAlign = "left" | "right" | "center";

/**
 * A picture as data: rectangles, marks and labels in CSS pixels, in paint order. Pure code builds
 * it and tests read it; `replay` is the only place that knows a canvas. Kept as flat arrays, since
 * one is built for every frame of a gesture.
 */
export class DrawList {
  /** x, y, width, height of each rectangle. */
  readonly rects: number[] = [];
  readonly rectColors: string[] = [];
  /** x, y, width, height of each outline, drawn inside its box, one pixel wide. */
  readonly outlines: number[] = [];
  readonly outlineColors: string[] = [];
  /** x, y of each label: y is the middle of the line. */
  readonly labels: number[] = [];
  readonly labelTexts: string[] = [];
  readonly labelColors: string[] = [];
  readonly labelAligns: LabelAlign[] = [];

  rect(x: number, y: number, box: { readonly w: number; readonly h: number }, color: string): void {
    this.rects.push(x, y, box.w, box.h);
    this.rectColors.push(color);
  }

  outline(
    x: number,
    y: number,
    box: { readonly w: number; readonly h: number },
    color: string,
  ): void {
    this.outlines.push(x, y, box.w, box.h);
    this.outlineColors.push(color);
  }

  label(x: number, y: number, text: string, style: { color: string; align: LabelAlign }): void {
    this.labels.push(x, y);
    this.labelTexts.push(text);
    this.labelColors.push(style.color);
    this.labelAligns.push(style.align);
  }
}

/** What `replay` needs of a 2D context; tests give one that records. */
export type DrawContext = Pick<CanvasRenderingContext2D, "fillRect" | "fillText"> & {
  fillStyle: string | CanvasGradient | CanvasPattern;
  font: string;
  textBaseline: CanvasTextBaseline;
  textAlign: CanvasTextAlign;
};

/** An edge on the grid of device pixels, so that bars and rules are crisp at any ratio. */
export const snap = (value: number, dpr: number): number => Math.round(value * dpr) / dpr;

/** Draws a list. Widths and heights that are not 0 stay at least one device pixel. */
export function replay(context: DrawContext, list: DrawList, dpr: number, font: string): void {
  const pixel = 1 / dpr;
  for (let i = 0; i < list.rectColors.length; i += 1) {
    const at = i * 4;
    const left = snap(list.rects[at]!, dpr);
    const top = snap(list.rects[at + 1]!, dpr);
    const right = snap(list.rects[at]! + list.rects[at + 2]!, dpr);
    const bottom = snap(list.rects[at + 1]! + list.rects[at + 3]!, dpr);
    context.fillStyle = list.rectColors[i]!;
    context.fillRect(left, top, Math.max(pixel, right - left), Math.max(pixel, bottom - top));
  }
  for (let i = 0; i < list.outlineColors.length; i += 1) {
    const at = i * 4;
    const left = snap(list.outlines[at]!, dpr);
    const top = snap(list.outlines[at + 1]!, dpr);
    const width = snap(list.outlines[at]! + list.outlines[at + 2]!, dpr) - left;
    const height = snap(list.outlines[at + 1]! + list.outlines[at + 3]!, dpr) - top;
    const line = Math.max(pixel, snap(1, dpr));
    context.fillStyle = list.outlineColors[i]!;
    context.fillRect(left, top, width, line);
    context.fillRect(left, top + height - line, width, line);
    context.fillRect(left, top, line, height);
    context.fillRect(left + width - line, top, line, height);
  }
  if (list.labelTexts.length === 0) return;
  context.font = font;
  context.textBaseline = "middle";
  for (let i = 0; i < list.labelTexts.length; i += 1) {
    context.fillStyle = list.labelColors[i]!;
    context.textAlign = list.labelAligns[i]!;
    context.fillText(
      list.labelTexts[i]!,
      snap(list.labels[i * 2]!, dpr),
      snap(list.labels[i * 2 + 1]!, dpr),
    );
  }
}
