import { useEffect, useLayoutEffect, useRef, type RefObject } from "react";
import { attachGestures } from "@/canvas/gestures";
import { createSurface } from "@/canvas/surface";
import { pan, pxToNs, resize, scrollTo, withRange, zoomAt, type Viewport } from "@/canvas/viewport";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import { cssPx } from "@/lib/units";
import { updateViewport, type ViewportStore } from "@/state/viewport-store";
import { attachHoverTooltip } from "@/trace-ui/hover-tooltip";
import { describeBars } from "./bar-tooltip";
import type { Side } from "./compared";
import type { TimelinePainter } from "@/trace-ui/timeline-painter";
import { createComparisonPainter, headHeight } from "./comparison-painter";
import { hitComparison, type ComparisonScene } from "./comparison-scene";

/** What is drawn, but for whose bars are in which column, and what is in sight. */
export type Bars = Omit<ComparisonScene, "sides" | "viewport">;

export interface BarsElements {
  /** As large as what is seen of head and rows. */
  readonly stage: RefObject<HTMLElement | null>;
  readonly tooltip: RefObject<HTMLElement | null>;
}

/**
 * Draws the bars of a grid on canvases, below each element with `data-bars` in its head, which says
 * whose they are; and lets wheel and pointer move what is in sight. Neither is React's business.
 */
export function useBars(
  store: ViewportStore,
  bars: Bars,
  { stage, tooltip }: BarsElements,
  layout: string,
): void {
  const formats = useFormats();
  const messages = useMessages();
  const painters = useRef<readonly TimelinePainter[]>([]);
  const latest = useRef(bars);
  useLayoutEffect(() => {
    latest.current = bars;
    for (const painter of painters.current) painter.invalidate();
  }, [bars]);

  useLayoutEffect(() => {
    const root = stage.current;
    if (!root) return undefined;
    const columns = columnsIn(root).map(({ host, sides }) => {
      const surface = createSurface(host, () => painter.invalidate());
      const painter = createComparisonPainter({
        viewport: store,
        surface,
        root: document.documentElement,
        formats,
        scene: () => sceneOf(store, latest.current, sides),
      });
      return { host, surface, painter };
    });
    painters.current = columns.map(({ painter }) => painter);
    const layOut = () => {
      for (const { host, surface, painter } of columns) {
        const width = cssPx(host.clientWidth);
        surface.resize(width, cssPx(root.clientHeight));
        painter.invalidate();
        // Columns of one grid are equally wide.
        if (width > 0) {
          const height = cssPx(Math.max(0, root.clientHeight - headHeight));
          updateViewport(store, (v) => resize(v, width, height));
        }
      }
    };
    const observer = new ResizeObserver(layOut);
    observer.observe(root);
    for (const { host } of columns) observer.observe(host);
    layOut();
    return () => {
      observer.disconnect();
      painters.current = [];
      for (const { painter, surface } of columns) {
        painter.dispose();
        surface.dispose();
      }
    };
  }, [store, stage, formats, layout]);

  useEffect(() => {
    const root = stage.current;
    const element = tooltip.current;
    if (!root || !element) return undefined;
    const columns = columnsIn(root);
    /** The column that the pointer is over; a line follows it in all of them. */
    let over = 0;
    const move = (change: (v: Viewport) => Viewport) => updateViewport(store, change);
    const ends = columns.map(({ host }, column) =>
      attachGestures(root, {
        area: () => {
          const { left, top } = host.getBoundingClientRect();
          const { width, height } = store.getState().viewport;
          return { left, top, width, height: height + headHeight, rulerHeight: headHeight };
        },
        zoom: (x, factor) => move((v) => zoomAt(v, cssPx(x), factor)),
        pan: (dx) => move((v) => pan(v, cssPx(dx))),
        scroll: (dy) => move((v) => scrollTo(v, cssPx(v.scrollTop + dy))),
        hover: (pointer) => {
          if (!pointer && over !== column) return;
          over = column;
          store.setState({ pointer });
        },
        measure: () => undefined,
        brush: (fromX, toX, phase) => {
          store.setState({ brush: phase === "move" ? { fromX, toX } : undefined });
          if (phase !== "end") return;
          move((v) => withRange(v, pxToNs(v, cssPx(fromX)), pxToNs(v, cssPx(toX))));
        },
      }),
    );
    const endTooltip = attachHoverTooltip<number>({
      viewport: store,
      element,
      origin: () => columns[over]?.host.getBoundingClientRect() ?? root.getBoundingClientRect(),
      barAt: ({ x, y }) => {
        const scene = sceneOf(store, latest.current, columns[over]?.sides ?? []);
        const hit = hitComparison(scene, x, y - headHeight);
        return hit?.side && hit.row;
      },
      describe: (row) => describeBars(element, latest.current.compared, row, { messages, formats }),
    });
    return () => {
      for (const end of ends) end();
      endTooltip();
    };
  }, [store, stage, tooltip, messages, formats, layout]);
}

function columnsIn(stage: HTMLElement) {
  return [...stage.querySelectorAll<HTMLElement>("[data-bars]")].map((host) => {
    const of = host.dataset["bars"];
    const sides: readonly Side[] = of === "a" || of === "b" ? [of] : ["a", "b"];
    return { host, sides };
  });
}

const sceneOf = (store: ViewportStore, bars: Bars, sides: readonly Side[]): ComparisonScene => ({
  ...bars,
  sides,
  viewport: store.getState().viewport,
});
