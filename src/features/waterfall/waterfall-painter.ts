import { replay } from "@/canvas/draw-list";
import { frames, type FrameScheduler } from "@/canvas/frame-scheduler";
import type { Surface } from "@/canvas/surface";
import { canvasTextFit, type TextFit } from "@/canvas/text-fit";
import type { Formats } from "@/i18n/formats";
import type { TraceCore } from "@/model/trace";
import type { TraceViewStore } from "@/state/trace-view-store";
import type { ViewportStore } from "@/state/viewport-store";
import { readCanvasTheme, watchCanvasTheme, type CanvasTheme } from "@/trace-ui/canvas-theme";
import { resourceColors } from "@/trace-ui/resource-colors";
import { closedFoldAt, type RowFold } from "./folds";
import { rowsFor, sameRows } from "./rows";
import { viewStyle, type PlainStyle } from "./view-style";
import {
  overlayScene,
  rowsScene,
  rulerHeight,
  rulerScene,
  type WaterfallScene,
  type WaterfallStyle,
} from "./waterfall-scene";

export interface PainterOptions {
  readonly core: TraceCore;
  readonly view: TraceViewStore;
  readonly viewport: ViewportStore;
  readonly surface: Surface;
  readonly root: HTMLElement;
  readonly formats: Formats;
  /** What is written beside the bar of equal spans. */
  readonly foldLabel: (fold: RowFold) => string;
  readonly scheduler?: FrameScheduler;
  readonly createText?: (font: string) => TextFit;
}

export interface WaterfallPainter {
  /** Everything has to be drawn again: a new size or device pixel ratio. */
  invalidate(): void;
  dispose(): void;
}

/**
 * Draws the waterfall: subscribes to the stores and paints in the next frame what has changed. The
 * base layer follows the viewport and the rows, the overlay the pointer.
 */
export function createWaterfallPainter(options: PainterOptions): WaterfallPainter {
  const { core, view, viewport, surface, root, formats, foldLabel } = options;
  const { scheduler = frames, createText = canvasTextFit } = options;
  const colorOfResource = resourceColors(core);
  let style = makeStyle(readCanvasTheme(root));

  function makeStyle(theme: CanvasTheme): PlainStyle {
    return {
      theme,
      text: createText(theme.font),
      colorOfResource,
      durationLabel: formats.duration,
      formats,
      foldLabel,
    };
  }
  const styleOfView = (): WaterfallStyle =>
    viewStyle({ core, view, viewport: viewport.getState().viewport }, style);
  const scene = (): WaterfallScene => {
    const state = view.getState();
    return {
      core,
      viewport: viewport.getState().viewport,
      rows: rowsFor(core, state),
      foldAt: (span) => closedFoldAt(state, span),
    };
  };

  const paintBase = () => {
    const { context } = surface.base;
    if (!surface.base.begin() || !context) return;
    const now = scene();
    const shown = styleOfView();
    replay(context, rulerScene(now, shown), surface.dpr, style.theme.font);
    context.save();
    context.beginPath();
    context.rect(0, rulerHeight, surface.width, Math.max(0, surface.height - rulerHeight));
    context.clip();
    context.translate(0, rulerHeight);
    replay(context, rowsScene(now, shown), surface.dpr, style.theme.font);
    context.restore();
  };
  const paintOverlay = () => {
    const { context } = surface.overlay;
    if (!surface.overlay.begin() || !context) return;
    const list = overlayScene(scene(), viewport.getState(), styleOfView());
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
    view.subscribe((now, before) => {
      if (!sameRows(now, before) || now.look !== before.look) invalidate();
    }),
    watchCanvasTheme(root, () => {
      style = makeStyle(readCanvasTheme(root));
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
