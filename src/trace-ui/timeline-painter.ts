import { replay, type DrawList } from "@/canvas/draw-list";
import { frames, type FrameScheduler } from "@/canvas/frame-scheduler";
import type { Surface } from "@/canvas/surface";
import type { ViewportStore } from "@/state/viewport-store";
import { watchCanvasTheme } from "./canvas-theme";

/** What a timeline consists of, as it is when it is painted. */
export interface TimelinePicture {
  readonly font: () => string;
  /** Ruler: y = 0 is its upper edge. Rows: y = 0 is its lower edge; what is above is cut off. */
  readonly base: () => { readonly ruler: DrawList; readonly rows: DrawList };
  /** What follows the pointer, over all. y = 0 is the upper edge of the ruler. */
  readonly overlay: () => DrawList;
}

export interface TimelinePainterOptions {
  readonly viewport: ViewportStore;
  readonly surface: Surface;
  /** Where colours and the font are read from. */
  readonly root: HTMLElement;
  readonly rulerHeight: number;
  readonly picture: TimelinePicture;
  /** Other colours are in force: called before everything is drawn again. */
  readonly onTheme: () => void;
  readonly scheduler?: FrameScheduler | undefined;
}

export interface TimelinePainter {
  /** Everything has to be drawn again: other rows, a new size or device pixel ratio. */
  invalidate(): void;
  dispose(): void;
}

/**
 * Draws a timeline in the frame after something has changed. The base layer, ruler and rows, follows
 * the viewport, the overlay also the pointer.
 */
export function createTimelinePainter(options: TimelinePainterOptions): TimelinePainter {
  const { viewport, surface, root, rulerHeight, picture, onTheme } = options;
  const { scheduler = frames } = options;
  const paintBase = () => {
    const { context } = surface.base;
    if (!surface.base.begin() || !context) return;
    const font = picture.font();
    const { ruler, rows } = picture.base();
    replay(context, ruler, surface.dpr, font);
    context.save();
    context.beginPath();
    context.rect(0, rulerHeight, surface.width, Math.max(0, surface.height - rulerHeight));
    context.clip();
    context.translate(0, rulerHeight);
    replay(context, rows, surface.dpr, font);
    context.restore();
  };
  const paintOverlay = () => {
    const { context } = surface.overlay;
    if (!surface.overlay.begin() || !context) return;
    replay(context, picture.overlay(), surface.dpr, picture.font());
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
      onTheme();
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
