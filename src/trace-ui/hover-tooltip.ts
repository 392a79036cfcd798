import { frames } from "@/canvas/frame-scheduler";
import type { TimelinePoint, ViewportStore } from "@/state/viewport-store";

/** The pointer has rested on a bar for so long before it is described. */
const restMs = 350;
const distance = 14;

export interface HoverTooltipOptions<Bar> {
  readonly viewport: ViewportStore;
  /** Fixed to the window; empty and hidden to begin with. */
  readonly element: HTMLElement;
  /** Where the point (0, 0) of the pointers in the store is in the window. */
  readonly origin: () => { readonly left: number; readonly top: number };
  /** The bar at a point; undefined where there is none. */
  readonly barAt: (point: TimelinePoint) => Bar | undefined;
  /** What is said of the two is the same; unless given, only where they are one. */
  readonly isSame?: (a: Bar, b: Bar) => boolean;
  /** Puts into the element what is to be said of a bar. */
  readonly describe: (bar: Bar) => void;
}

/** A line of a tooltip; the style sheet of the view says what its classes look like. */
export function tooltipLine(text: string, className: string): HTMLElement {
  const line = document.createElement("div");
  line.className = className;
  line.textContent = text;
  return line;
}

/**
 * Describes the bar under the pointer, once the pointer rests on it. Written straight into the
 * document, because React must not work while the pointer moves. It repeats what the row and the
 * details say, so it is not for assistive technology, and it takes no pointer events.
 */
export function attachHoverTooltip<Bar>(options: HoverTooltipOptions<Bar>): () => void {
  const { viewport, element, origin, barAt, describe, isSame = Object.is } = options;
  let shown: Bar | undefined;
  let wanted: Bar | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const hide = () => {
    shown = undefined;
    element.hidden = true;
  };
  const place = () => {
    const { pointer } = viewport.getState();
    if (shown === undefined || !pointer) return;
    const { left, top } = origin();
    const width = element.offsetWidth;
    const height = element.offsetHeight;
    const x = Math.max(4, Math.min(left + pointer.x + distance, innerWidth - width - 4));
    const below = top + pointer.y + distance;
    const y = below + height > innerHeight - 4 ? top + pointer.y - distance - height : below;
    element.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
  };
  const show = () => {
    shown = wanted;
    if (shown === undefined) return;
    describe(shown);
    element.hidden = false;
    place();
  };
  const follow = () => {
    const { pointer, brush } = viewport.getState();
    const next = pointer && !brush ? barAt(pointer) : undefined;
    const isKnown =
      next === undefined || wanted === undefined ? next === wanted : isSame(next, wanted);
    if (isKnown) return place();
    wanted = next;
    clearTimeout(timer);
    if (next === undefined) return hide();
    // From one bar to the next there is no second wait.
    if (shown === undefined) timer = setTimeout(show, restMs);
    else show();
  };
  const stop = viewport.subscribe(() => frames.schedule("dom", follow));
  return () => {
    stop();
    clearTimeout(timer);
    frames.cancel("dom", follow);
    hide();
  };
}
