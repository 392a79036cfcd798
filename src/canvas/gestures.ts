/** Where the timeline is on the screen, in client pixels. */
export interface GestureArea {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** The upper part of the area, where wheel zooms and drag selects a range. */
  readonly rulerHeight: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What a user means. Coordinates and distances are CSS pixels from the area's top left corner. */
export interface GestureHandlers {
  /** The area as it is now; asked at every event, so that nothing goes stale. */
  area(): GestureArea;
  /** The window shall become `factor` times as long, around `x`. */
  zoom(x: number, factor: number): void;
  /** The window shall move to later times by `dx` pixels. */
  pan(dx: number): void;
  /** The rows shall move up by `dy` pixels. */
  scroll(dy: number): void;
  /** The pointer is there, or nowhere. */
  hover(point: Point | undefined): void;
  /** A range is being selected, was selected, or was given up. */
  brush(fromX: number, toX: number, phase: "move" | "end" | "cancel"): void;
  /** As `brush`, with shift over the rows: a range to be measured. */
  measure(fromX: number, toX: number, phase: "move" | "end" | "cancel"): void;
}

/** A pointer that moves less than this between down and up has clicked. */
const dragThreshold = 4;

/** Wheel movement in pixels, whatever unit the browser reports it in. */
export function wheelPixels(delta: number, mode: number, pageHeight: number): number {
  if (mode === 1) return delta * 16;
  if (mode === 2) return delta * pageHeight;
  return delta;
}

/**
 * How much longer the window gets by a movement of the wheel: about a third per notch of a mouse,
 * and smooth for the small steps of a pinch on a touch pad. Up and down undo each other.
 */
export function wheelZoomFactor(pixels: number): number {
  return Math.exp(Math.max(-60, Math.min(60, pixels)) * 0.005);
}

type Drag = {
  readonly pointerId: number;
  readonly startX: number;
  readonly kind: "pan" | "brush" | "measure";
  readonly touch: boolean;
  x: number;
  y: number;
  moved: boolean;
};

/**
 * Turns wheel and pointer events of an element into intents: ctrl, ⌘ or alt + wheel (also a pinch
 * on a touch pad), and any wheel over the ruler, zoom; shift + wheel or a sideways wheel pans;
 * a plain wheel is left to the browser, which scrolls; drag pans and scrolls; drag on the ruler
 * selects a range, drag with shift measures one; two fingers zoom. Returns the function that
 * detaches it.
 */
export function attachGestures(element: HTMLElement, handlers: GestureHandlers): () => void {
  const pointers = new Map<number, Point>();
  let drag: Drag | undefined;
  let pinch: { distance: number; middle: number } | undefined;
  let swallowClick = false;

  const local = (event: MouseEvent): Point & { area: GestureArea; inside: boolean } => {
    const area = handlers.area();
    const x = event.clientX - area.left;
    const y = event.clientY - area.top;
    return { x, y, area, inside: x >= 0 && x <= area.width && y >= 0 && y <= area.height };
  };

  const onWheel = (event: WheelEvent) => {
    const { x, y, area, inside } = local(event);
    if (!inside) return;
    const dx = wheelPixels(event.deltaX, event.deltaMode, area.width);
    const dy = wheelPixels(event.deltaY, event.deltaMode, area.height);
    const sideways = event.shiftKey ? dx || dy : Math.abs(dx) > Math.abs(dy) ? dx : 0;
    if (event.ctrlKey || event.metaKey || event.altKey) {
      event.preventDefault();
      handlers.zoom(x, wheelZoomFactor(dy || dx));
    } else if (sideways !== 0) {
      event.preventDefault();
      handlers.pan(sideways);
    } else if (y < area.rulerHeight && dy !== 0) {
      event.preventDefault();
      handlers.zoom(x, wheelZoomFactor(dy));
    }
  };

  const pinchOf = (): { distance: number; middle: number } => {
    const [a, b] = [...pointers.values()];
    if (!a || !b) return { distance: 1, middle: 0 };
    return { distance: Math.max(24, Math.abs(a.x - b.x)), middle: (a.x + b.x) / 2 };
  };
  const endDrag = (phase: "end" | "cancel") => {
    if (drag?.moved && drag.kind !== "pan") handlers[drag.kind](drag.startX, drag.x, phase);
    drag = undefined;
    delete element.dataset["dragging"];
  };

  const onPointerDown = (event: PointerEvent) => {
    swallowClick = false;
    const point = local(event);
    if (!point.inside || event.button !== 0) return;
    pointers.set(event.pointerId, { x: point.x, y: point.y });
    if (pointers.size === 2) {
      endDrag("cancel");
      pinch = pinchOf();
      return;
    }
    if (pointers.size > 2) return;
    const onRuler = point.y < point.area.rulerHeight;
    drag = {
      pointerId: event.pointerId,
      startX: point.x,
      kind: onRuler ? "brush" : event.shiftKey ? "measure" : "pan",
      touch: event.pointerType === "touch",
      x: point.x,
      y: point.y,
      moved: false,
    };
  };

  const onPointerMove = (event: PointerEvent) => {
    const point = local(event);
    if (pointers.has(event.pointerId)) {
      pointers.set(event.pointerId, { x: point.x, y: point.y });
    }
    if (pinch && pointers.size >= 2) {
      const next = pinchOf();
      handlers.pan(pinch.middle - next.middle);
      handlers.zoom(next.middle, pinch.distance / next.distance);
      pinch = next;
      swallowClick = true;
      return;
    }
    if (drag?.pointerId === event.pointerId) onDragMove(event, point, drag);
    if (event.pointerType !== "touch") {
      handlers.hover(point.inside ? { x: point.x, y: point.y } : undefined);
    }
  };

  const onDragMove = (event: PointerEvent, point: Point, current: Drag) => {
    if (!current.moved) {
      const far = Math.hypot(point.x - current.x, point.y - current.y) >= dragThreshold;
      if (!far) return;
      current.moved = true;
      swallowClick = true;
      element.setPointerCapture?.(event.pointerId);
      element.dataset["dragging"] = current.kind;
    }
    if (current.kind !== "pan") {
      current.x = point.x;
      handlers[current.kind](current.startX, point.x, "move");
      return;
    }
    if (point.x !== current.x) handlers.pan(current.x - point.x);
    // A finger's vertical movement is the browser's own scrolling.
    if (!current.touch && point.y !== current.y) handlers.scroll(current.y - point.y);
    current.x = point.x;
    current.y = point.y;
  };

  const release = (event: PointerEvent, phase: "end" | "cancel") => {
    pointers.delete(event.pointerId);
    if (pointers.size < 2) pinch = undefined;
    if (drag?.pointerId === event.pointerId) endDrag(phase);
  };
  const onPointerUp = (event: PointerEvent) => release(event, "end");
  const onPointerCancel = (event: PointerEvent) => release(event, "cancel");
  const onPointerLeave = () => handlers.hover(undefined);
  const onClick = (event: MouseEvent) => {
    if (!swallowClick) return;
    swallowClick = false;
    event.preventDefault();
    event.stopPropagation();
  };

  const listeners = new AbortController();
  const { signal } = listeners;
  element.addEventListener("wheel", onWheel, { passive: false, signal });
  element.addEventListener("pointerdown", onPointerDown, { signal });
  element.addEventListener("pointermove", onPointerMove, { signal });
  element.addEventListener("pointerup", onPointerUp, { signal });
  element.addEventListener("pointercancel", onPointerCancel, { signal });
  element.addEventListener("pointerleave", onPointerLeave, { signal });
  element.addEventListener("click", onClick, { capture: true, signal });
  return () => listeners.abort();
}
