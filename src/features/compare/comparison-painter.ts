import { DrawList } from "@/canvas/draw-list";
import type { FrameScheduler } from "@/canvas/frame-scheduler";
import type { Surface } from "@/canvas/surface";
import { canvasTextFit, type TextFit } from "@/canvas/text-fit";
import type { Formats } from "@/i18n/formats";
import type { ViewportStore } from "@/state/viewport-store";
import { readCanvasTheme } from "@/trace-ui/canvas-theme";
import { readSideColors } from "@/trace-ui/side-colors";
import { drawBrush, drawCursor, drawRuler } from "@/trace-ui/time-ruler";
import { createTimelinePainter, type TimelinePainter } from "@/trace-ui/timeline-painter";
import {
  barsScene,
  hitComparison,
  sideBox,
  type ComparisonScene,
  type ComparisonStyle,
} from "./comparison-scene";

/** Height of the head above the rows, in which the ruler is; as a row's. */
export const headHeight = 24;

export interface ComparisonPainterOptions {
  readonly viewport: ViewportStore;
  readonly surface: Surface;
  readonly root: HTMLElement;
  readonly formats: Formats;
  /** What there is to draw, as it is now. */
  readonly scene: () => ComparisonScene;
  readonly scheduler?: FrameScheduler;
  readonly createText?: (font: string) => TextFit;
}

/** Draws a column of bars with its ruler; it has to be told when there is something else to draw. */
export function createComparisonPainter(options: ComparisonPainterOptions): TimelinePainter {
  const { viewport, surface, root, formats, scene } = options;
  const { scheduler, createText = canvasTextFit } = options;
  let style = makeStyle();

  function makeStyle(): ComparisonStyle {
    const theme = readCanvasTheme(root);
    return { theme, text: createText(theme.font), formats, sides: readSideColors(root) };
  }
  return createTimelinePainter({
    viewport,
    surface,
    root,
    rulerHeight: headHeight,
    picture: {
      font: () => style.theme.font,
      base() {
        const now = scene();
        const ruler = new DrawList();
        drawRuler(ruler, now.viewport, headHeight, style);
        return { ruler, rows: barsScene(now, style) };
      },
      overlay: () => overlayScene(scene(), viewport.getState(), style),
    },
    onTheme() {
      style = makeStyle();
    },
    scheduler,
  });
}

/** What follows the pointer: a line with its time, the bar under it, a range being selected. */
export function overlayScene(
  scene: ComparisonScene,
  { pointer, brush }: Pick<ReturnType<ViewportStore["getState"]>, "pointer" | "brush">,
  style: ComparisonStyle,
): DrawList {
  const list = new DrawList();
  const { viewport } = scene;
  if (brush) {
    drawBrush(list, viewport, { brush, rulerHeight: headHeight }, style);
    return list;
  }
  if (!pointer || pointer.x < 0 || pointer.x > viewport.width) return list;
  const hit = hitComparison(scene, pointer.x, pointer.y - headHeight);
  const box = hit?.side && sideBox(scene, hit.side, hit.row, hit.at);
  if (box !== undefined && typeof box !== "number") {
    const around = { w: box.w + 2, h: box.h + 2 };
    list.outline(box.x - 1, box.y - 1 + headHeight, around, style.theme.fg);
  }
  drawCursor(list, viewport, { x: pointer.x, rulerHeight: headHeight }, style);
  return list;
}
