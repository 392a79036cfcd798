import { replay } from "@/canvas/draw-list";
import { frames } from "@/canvas/frame-scheduler";
import { createSurface } from "@/canvas/surface";
import { buildDensityGrid, type DensityGrid } from "@/derive/density-grid";
import { trackActivity } from "@/lib/activity";
import { browserIdle } from "@/lib/browser-idle";
import { cssPx } from "@/lib/units";
import type { TraceCore } from "@/model/trace";
import { readCanvasTheme, watchCanvasTheme } from "@/trace-ui/canvas-theme";
import { resourceColors } from "@/trace-ui/resource-colors";
import { minimapScene } from "./minimap-scene";

/** Spans put into the grid per frame: a few milliseconds. */
const spansPerFrame = 60_000;

export interface MinimapPainter {
  /** Draws this trace; the picture of another stays until that of this one is ready. */
  show(core: TraceCore): void;
  dispose(): void;
}

/**
 * Draws the overview into a host. The grid is built a part per frame: at once for a trace, and when
 * there is time for another size, at which the present one is drawn meanwhile.
 */
export function attachMinimapPainter(host: HTMLElement): MinimapPainter {
  const root = host.ownerDocument.documentElement;
  let core: TraceCore | undefined;
  let grid: DensityGrid | undefined;
  let isDisposed = false;
  let builder: ReturnType<typeof buildDensityGrid> | undefined;

  const paint = () => {
    const { context } = surface.base;
    if (!grid || !surface.base.begin() || !context) return;
    const theme = readCanvasTheme(root);
    const list = minimapScene(grid, { width: surface.width, height: surface.height }, theme);
    replay(context, list, surface.dpr, theme.font);
  };
  const build = () => {
    if (!builder) return;
    if (!builder.step(spansPerFrame)) {
      frames.schedule("store", build);
      return;
    }
    grid = builder.grid;
    builder = undefined;
    frames.schedule("canvas", paint);
  };
  const surface = createSurface(host, () => frames.schedule("canvas", paint));
  let size: { readonly width: number; readonly height: number } | undefined;
  const begin = () => {
    if (!core || surface.width === 0 || surface.height === 0) return;
    const cells = { columns: surface.width, rows: surface.height };
    builder = buildDensityGrid(core, cells, resourceColors(core));
    frames.schedule("store", build);
  };
  const fit = () => {
    if (!size) return;
    const [width, height] = [Math.round(size.width), Math.round(size.height)];
    if (width > 0 && height > 0) surface.resize(cssPx(width), cssPx(height));
  };
  const beginLater = async () => {
    const { width, height } = surface;
    await browserIdle();
    if (!isDisposed && width === surface.width && height === surface.height) begin();
  };
  // The size comes with the news of it: to ask for it would have the page laid out at once, where
  // others have set something in answer to the same news.
  const observer = new ResizeObserver(([entry]) => {
    size = entry?.contentRect;
    fit();
    if (!grid) begin();
    else {
      frames.schedule("canvas", paint);
      void trackActivity(beginLater());
    }
  });
  observer.observe(host);
  const stopTheme = watchCanvasTheme(root, () => frames.schedule("canvas", paint));
  return {
    show(next) {
      core = next;
      fit();
      begin();
    },
    dispose() {
      isDisposed = true;
      observer.disconnect();
      stopTheme();
      frames.cancel("store", build);
      frames.cancel("canvas", paint);
      surface.dispose();
    },
  };
}
