import { DrawList, replay } from "@/canvas/draw-list";
import { frames, type FrameScheduler } from "@/canvas/frame-scheduler";
import type { Surface } from "@/canvas/surface";
import { canvasTextFit, type TextFit } from "@/canvas/text-fit";
import type { Formats } from "@/i18n/formats";
import type { ViewportStore } from "@/state/viewport-store";
import { readCanvasTheme, watchCanvasTheme } from "@/trace-ui/canvas-theme";
import { readSideColors } from "@/trace-ui/side-colors";
import { drawBrush, drawCursor, drawRuler } from "@/trace-ui/time-ruler";
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

export interface ComparisonPainter {
  /** Everything has to be drawn again: other rows, a new size or device pixel ratio. */
  invalidate(): void;
  dispose(): void;
}

/**
 * Draws a column of bars with its ruler, in the frame after something has changed. The base layer
 * follows the viewport and the rows, the overlay the pointer.
 */
export function createComparisonPainter(options: ComparisonPainterOptions): ComparisonPainter {
  const { viewport, surface, root, formats, scene } = options;
  const { scheduler = frames, createText = canvasTextFit } = options;
  let style = makeStyle();

  function makeStyle(): ComparisonStyle {
    const theme = readCanvasTheme(root);
    return { theme, text: createText(theme.font), formats, sides: readSideColors(root) };
  }
  const paintBase = () => {
    const { context } = surface.base;
    if (!surface.base.begin() || !context) return;
    const now = scene();
    const ruler = new DrawList();
    drawRuler(ruler, now.viewport, headHeight, style);
    replay(context, ruler, surface.dpr, style.theme.font);
    context.save();
    context.beginPath();
    context.rect(0, headHeight, surface.width, Math.max(0, surface.height - headHeight));
    context.clip();
    context.translate(0, headHeight);
    replay(context, barsScene(now, style), surface.dpr, style.theme.font);
    context.restore();
  };
  const paintOverlay = () => {
    const { context } = surface.overlay;
    if (!surface.overlay.begin() || !context) return;
    const list = overlayScene(scene(), viewport.getState(), style);
    replay(context, list, surface.dpr, style.theme.font);
  };
  const invalidate = () => {
    scheduler.schedule("canvas", paintBase);
    scheduler.schedule("canvas", paintOverlay);
  };
  const stops = [
    viewport.subscribe((now, before) => {
      if (now.viewport !== before.viewport) scheduler.schedule("canvas", paintBase);
      scheduler.schedule("canvas", paintOverlay);
    }),
    watchCanvasTheme(root, () => {
      style = makeStyle();
      invalidate();
    }),
  ];
  invalidate();
  return {
    invalidate,
    dispose() {
      for (const stop of stops) stop();
      scheduler.cancel("canvas", paintBase);
      scheduler.cancel("canvas", paintOverlay);
    },
  };
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
