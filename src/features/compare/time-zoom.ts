import { attachGestures } from "@/canvas/gestures";
import { frames } from "@/canvas/frame-scheduler";
import {
  createViewport,
  isWhole,
  nsToPx,
  pan,
  pxToNs,
  reset,
  resize,
  type Viewport,
  withRange,
  zoomAt,
} from "@/canvas/viewport";
import { beginActivity } from "@/lib/activity";
import { cssPx, ns } from "@/lib/units";
import { formatRange, parseRange } from "@/state/trace-params";

export type ZoomCommand =
  | "zoom-in"
  | "zoom-out"
  | "zoom-reset"
  | "pan-left"
  | "pan-right"
  | "pan-left-far"
  | "pan-right-far";

/** A key press, as far as it matters here; a KeyboardEvent is one. */
type Press = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey">;

const keys: ReadonlyMap<string, ZoomCommand> = new Map([
  ["+", "zoom-in"],
  ["=", "zoom-in"],
  ["-", "zoom-out"],
  ["_", "zoom-out"],
  ["0", "zoom-reset"],
  ["a", "pan-left"],
  ["d", "pan-right"],
  ["A", "pan-left-far"],
  ["D", "pan-right-far"],
]);

/** The keys of the timeline for the stretch of time in sight; undefined for any other. */
export function zoomCommand({ key, ctrlKey, metaKey, altKey }: Press): ZoomCommand | undefined {
  return ctrlKey || metaKey || altKey ? undefined : keys.get(key);
}

const keyZoom = 1.5;
const keyPan = 0.1;
const keyPanFar = 0.5;

/** What is left of a viewport when a command was carried out. */
export function runZoom(v: Viewport, command: ZoomCommand): Viewport {
  const middle = cssPx(v.width / 2);
  switch (command) {
    case "zoom-in":
      return zoomAt(v, middle, 1 / keyZoom);
    case "zoom-out":
      return zoomAt(v, middle, keyZoom);
    case "zoom-reset":
      return reset(v);
    case "pan-left":
      return pan(v, cssPx(-v.width * keyPan));
    case "pan-right":
      return pan(v, cssPx(v.width * keyPan));
    case "pan-left-far":
      return pan(v, cssPx(-v.width * keyPanFar));
    case "pan-right-far":
      return pan(v, cssPx(v.width * keyPanFar));
  }
}

/** A place in a time line as a share of its whole, for `--zoom` and `--from` to place. */
export const shareOf = (timeNs: number, wholeNs: number): number => timeNs / Math.max(1, wholeNs);

export interface TimeZoomOptions {
  /** All that can be seen, in nanoseconds from 0. */
  readonly wholeNs: number;
  /** "start-end" in nanoseconds; absent: all. */
  readonly range: string | undefined;
  /** The range has come to rest; undefined where all is in sight. */
  readonly onRest: (range: string | undefined) => void;
}

/** The elements of one grid whose bars follow the zoom. */
export interface ZoomedGrid {
  /** Gets `--from` and `--zoom`, by which its bars place themselves. */
  readonly grid: HTMLElement;
  /** What scrolls; the wheel and the pointer are listened to here. */
  readonly scroller: HTMLElement;
  /** The head of the column of bars: its place and width are the bars'. */
  readonly ruler: HTMLElement;
  /** Draws the marks of the ruler. */
  readonly drawAxis: (v: Viewport) => void;
}

/** How long the range has to stay as it is before it goes into the URL, in milliseconds. */
const restMs = 250;

/**
 * The stretch of time that is in sight in one or several grids. It changes without React: bars are
 * placed by style, from two numbers on the grid.
 */
export class TimeZoom {
  #viewport: Viewport;
  readonly #grids = new Set<ZoomedGrid>();
  #onRest: TimeZoomOptions["onRest"];
  #rest: ReturnType<typeof setTimeout> | undefined;
  /** A gesture that has not come to rest counts as activity. */
  #endActivity: (() => void) | undefined;
  #isAsked = false;
  /** The range as it was last told, or given. */
  #known: string | undefined;

  constructor({ wholeNs, range, onRest }: TimeZoomOptions) {
    this.#viewport = createViewport(ns(Math.max(1, wholeNs)));
    this.#onRest = onRest;
    this.show(range);
  }

  get viewport(): Viewport {
    return this.#viewport;
  }

  /** Tells another listener from now on. */
  tell(onRest: TimeZoomOptions["onRest"]): void {
    this.#onRest = onRest;
  }

  /** Shows what a URL says. */
  show(range: string | undefined): void {
    if (range !== undefined && range === this.#known) return;
    const parsed = parseRange(range);
    if (!parsed && isWhole(this.#viewport)) return;
    this.#known = range;
    this.#viewport = parsed
      ? withRange(this.#viewport, parsed.startNs, parsed.endNs)
      : reset(this.#viewport);
    this.#paint();
  }

  run(command: ZoomCommand): void {
    this.#change(runZoom(this.#viewport, command));
  }

  /** Lets a grid follow, and lead by wheel and pointer. Gives what ends that. */
  attach(zoomed: ZoomedGrid): () => void {
    const { scroller, ruler, grid } = zoomed;
    const brush = document.createElement("div");
    brush.dataset["brush"] = "";
    this.#grids.add(zoomed);
    const measure = () => {
      const { width, height } = ruler.getBoundingClientRect();
      if (width > 0) this.#viewport = resize(this.#viewport, cssPx(width), cssPx(height));
      this.#paint();
    };
    const observer = new ResizeObserver(measure);
    observer.observe(ruler);
    const detach = attachGestures(scroller, {
      area: () => {
        const at = ruler.getBoundingClientRect();
        const { height } = scroller.getBoundingClientRect();
        const { left, top, width } = at;
        return { left, top, width, height, rulerHeight: at.height };
      },
      zoom: (x, factor) => this.#change(zoomAt(this.#viewport, cssPx(x), factor)),
      pan: (dx) => this.#change(pan(this.#viewport, cssPx(dx))),
      scroll: (dy) => {
        scroller.scrollTop += dy;
      },
      hover: () => undefined,
      measure: () => undefined,
      brush: (fromX, toX, phase) => {
        const [left, right] = [Math.min(fromX, toX), Math.max(fromX, toX)];
        if (phase === "move") {
          brush.style.left = `${Math.max(0, left)}px`;
          brush.style.width = `${right - Math.max(0, left)}px`;
          ruler.append(brush);
          return;
        }
        brush.remove();
        if (phase === "cancel") return;
        const v = this.#viewport;
        this.#change(withRange(v, pxToNs(v, cssPx(left)), pxToNs(v, cssPx(right))));
      },
    });
    measure();
    this.#paintOne(zoomed);
    return () => {
      observer.disconnect();
      detach();
      brush.remove();
      this.#grids.delete(zoomed);
      grid.style.removeProperty("--zoom");
    };
  }

  stop(): void {
    clearTimeout(this.#rest);
    this.#endActivity?.();
    this.#endActivity = undefined;
  }

  #change(next: Viewport): void {
    this.#viewport = next;
    this.#paint();
    clearTimeout(this.#rest);
    this.#endActivity ??= beginActivity();
    this.#rest = setTimeout(() => {
      this.stop();
      const v = this.#viewport;
      this.#known = isWhole(v) ? undefined : formatRange(v);
      this.#onRest(this.#known);
    }, restMs);
  }

  #paint(): void {
    if (this.#isAsked) return;
    this.#isAsked = true;
    frames.schedule("dom", () => {
      this.#isAsked = false;
      for (const zoomed of this.#grids) this.#paintOne(zoomed);
    });
  }

  #paintOne({ grid, drawAxis }: ZoomedGrid): void {
    const v = this.#viewport;
    grid.style.setProperty("--from", String(shareOf(v.startNs, v.limitNs)));
    grid.style.setProperty("--zoom", String(v.limitNs / (v.endNs - v.startNs)));
    drawAxis(v);
  }
}

/** Draws the marks of a time axis as elements, where labels that would be cut are left out. */
export function drawTicks(
  parent: HTMLElement,
  v: Viewport,
  axis: { readonly ticks: readonly number[]; label(timeNs: number): string },
  className: string,
): void {
  const marks = axis.ticks.map((tick) => {
    const mark = document.createElement("span");
    mark.className = className;
    const x = nsToPx(v, ns(tick));
    mark.style.left = `${x}px`;
    if (x <= v.width - lastLabelPx) mark.textContent = axis.label(tick);
    return mark;
  });
  parent.replaceChildren(...marks);
}

/** A label needs so much room. */
const lastLabelPx = 48;
