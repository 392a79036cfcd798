import type { FrameScheduler } from "@/canvas/frame-scheduler";
import type { Surface } from "@/canvas/surface";
import { canvasTextFit, type TextFit } from "@/canvas/text-fit";
import type { Formats } from "@/i18n/formats";
import type { TraceCore } from "@/model/trace";
import type { TraceViewStore } from "@/state/trace-view-store";
import type { ViewportStore } from "@/state/viewport-store";
import { readCanvasTheme, type CanvasTheme } from "@/trace-ui/canvas-theme";
import { resourceColors } from "@/trace-ui/resource-colors";
import { createTimelinePainter, type TimelinePainter } from "@/trace-ui/timeline-painter";
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

/** Draws the waterfall, also when its rows or its look have changed. */
export function createWaterfallPainter(options: PainterOptions): TimelinePainter {
  const { core, view, viewport, surface, root, formats, foldLabel } = options;
  const { scheduler, createText = canvasTextFit } = options;
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

  const painter = createTimelinePainter({
    viewport,
    surface,
    root,
    rulerHeight,
    picture: {
      font: () => style.theme.font,
      base() {
        const [now, shown] = [scene(), styleOfView()];
        return { ruler: rulerScene(now, shown), rows: rowsScene(now, shown) };
      },
      overlay: () => overlayScene(scene(), viewport.getState(), styleOfView()),
    },
    onTheme() {
      style = makeStyle(readCanvasTheme(root));
    },
    scheduler,
  });
  const stop = view.subscribe((now, before) => {
    if (!sameRows(now, before) || now.look !== before.look) painter.invalidate();
  });
  return {
    invalidate: painter.invalidate,
    dispose() {
      stop();
      painter.dispose();
    },
  };
}
