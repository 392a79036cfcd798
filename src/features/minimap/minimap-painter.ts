import { replay } from "@/canvas/draw-list";
import { frames } from "@/canvas/frame-scheduler";
import { createSurface } from "@/canvas/surface";
import { buildDensityGrid, type DensityGrid } from "@/derive/density-grid";
import { cssPx } from "@/lib/units";
import type { TraceCore } from "@/model/trace";
import { readCanvasTheme, watchCanvasTheme } from "@/trace-ui/canvas-theme";
import { resourceColors } from "@/trace-ui/resource-colors";
import { minimapScene } from "./minimap-scene";

/** Spans put into the grid per frame: a few milliseconds. */
const spansPerFrame = 150_000;

export interface MinimapPainter {
  /** Draws this trace; the picture of another stays until that of this one is ready. */
  show(core: TraceCore): void;
  dispose(): void;
}

/** Draws the overview into a host: once per size and theme; the grid is built a part per frame. */
export function attachMinimapPainter(host: HTMLElement): MinimapPainter {
  const root = host.ownerDocument.documentElement;
  let core: TraceCore | undefined;
  let grid: DensityGrid | undefined;
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
    const width = Math.round(size?.width ?? host.clientWidth);
    const height = Math.round(size?.height ?? host.clientHeight);
    if (!core || width === 0 || height === 0) return;
    surface.resize(cssPx(width), cssPx(height));
    builder = buildDensityGrid(core, { columns: width, rows: height }, resourceColors(core));
    frames.schedule("store", build);
  };
  // The size comes with the news of it: to ask for it would have the page laid out at once, where
  // others have set something in answer to the same news.
  const observer = new ResizeObserver(([entry]) => {
    size = entry?.contentRect;
    begin();
  });
  observer.observe(host);
  const stopTheme = watchCanvasTheme(root, () => frames.schedule("canvas", paint));
  return {
    show(next) {
      core = next;
      begin();
    },
    dispose() {
      observer.disconnect();
      stopTheme();
      frames.cancel("store", build);
      frames.cancel("canvas", paint);
      surface.dispose();
    },
  };
}
