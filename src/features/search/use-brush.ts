import { useRef, type PointerEvent, type RefObject } from "react";
import type { Brush, PlotEdges } from "./chart-range";

export interface BrushOptions {
  readonly edges: PlotEdges;
  /** Only along the horizontal axis: the brush is as tall as the plot. */
  readonly flat?: boolean;
  readonly onBrush: (brush: Brush) => void;
  readonly onClick: (x: number, y: number) => void;
}

/** A press that moves less than this is a click. */
const clickPx = 4;

const within = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value));

/**
 * Dragging over a plot draws a rectangle. It is written into the document by hand: a gesture
 * commits nothing in React before it ends.
 */
export function useBrush({ edges, flat = false, onBrush, onClick }: BrushOptions): {
  readonly rect: RefObject<SVGRectElement | null>;
  readonly isDragging: () => boolean;
  readonly handlers: {
    readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerUp: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerCancel: () => void;
  };
} {
  const rect = useRef<SVGRectElement>(null);
  const from = useRef<{ readonly x: number; readonly y: number; moved: boolean }>(undefined);
  const place = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const brushTo = (to: { x: number; y: number }): Brush => {
    const start = from.current ?? to;
    const { left, right, top, bottom } = edges;
    return {
      x0: within(Math.min(start.x, to.x), left, right),
      x1: within(Math.max(start.x, to.x), left, right),
      y0: flat ? top : within(Math.min(start.y, to.y), top, bottom),
      y1: flat ? bottom : within(Math.max(start.y, to.y), top, bottom),
    };
  };
  const end = () => {
    from.current = undefined;
    if (rect.current) rect.current.style.display = "none";
  };
  return {
    rect,
    isDragging: () => from.current?.moved ?? false,
    handlers: {
      onPointerDown(event) {
        if (event.button !== 0) return;
        from.current = { ...place(event), moved: false };
        event.currentTarget.setPointerCapture(event.pointerId);
      },
      onPointerMove(event) {
        const start = from.current;
        if (!start) return;
        const to = place(event);
        if (Math.hypot(to.x - start.x, to.y - start.y) >= clickPx) start.moved = true;
        const box = rect.current;
        if (!start.moved || !box) return;
        const { x0, x1, y0, y1 } = brushTo(to);
        box.style.display = "";
        box.setAttribute("x", String(x0));
        box.setAttribute("y", String(y0));
        box.setAttribute("width", String(x1 - x0));
        box.setAttribute("height", String(y1 - y0));
      },
      onPointerUp(event) {
        const start = from.current;
        if (!start) return;
        const to = place(event);
        if (start.moved) onBrush(brushTo(to));
        else onClick(to.x, to.y);
        end();
      },
      onPointerCancel: end,
    },
  };
}
