import {
  isWhole,
  pan,
  rebase,
  reset,
  scrollTo,
  withRange,
  zoomAt,
  type Viewport,
} from "@/canvas/viewport";
import { beginActivity } from "@/lib/activity";
import { cssPx, ns, type Nanoseconds } from "@/lib/units";
import { formatRange, parseRange } from "@/state/trace-params";
import { updateViewport, type ViewportStore } from "@/state/viewport-store";

export type ZoomCommand =
  | "zoom-in"
  | "zoom-out"
  | "zoom-reset"
  | "pan-left"
  | "pan-right"
  | "pan-left-far"
  | "pan-right-far"
  | "scroll-up"
  | "scroll-down";

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
  ["w", "scroll-up"],
  ["s", "scroll-down"],
]);

/** The keys of the timeline for the stretch of time in sight; undefined for any other. */
export function zoomCommand({ key, ctrlKey, metaKey, altKey }: Press): ZoomCommand | undefined {
  return ctrlKey || metaKey || altKey ? undefined : keys.get(key);
}

const keyZoom = 1.5;
const keyPan = 0.1;
const keyPanFar = 0.5;
const keyScroll = 0.75;

/** What a command makes of a viewport. */
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
    case "scroll-up":
      return scrollTo(v, cssPx(v.scrollTop - v.height * keyScroll));
    case "scroll-down":
      return scrollTo(v, cssPx(v.scrollTop + v.height * keyScroll));
  }
}

/** How long the range has to stay as it is before it goes into the URL, in milliseconds. */
const restMs = 250;

export interface RangeKeeper {
  /** Shows what a URL says: "start-end" in nanoseconds, or all. */
  show(range: string | undefined): void;
  /** The time line has another length now. */
  setLength(limitNs: Nanoseconds): void;
  stop(): void;
}

/**
 * Keeps the stretch of time in sight in step with a URL: shows what that says, and tells it, once it
 * has come to rest, what a gesture or a key has made of it; undefined where all is in sight.
 */
export function keepRange(
  store: ViewportStore,
  onRest: (range: string | undefined) => void,
): RangeKeeper {
  let known: string | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let endActivity: (() => void) | undefined;
  const settle = () => {
    clearTimeout(timer);
    endActivity?.();
    endActivity = undefined;
  };
  const rangeNow = () => {
    const { viewport } = store.getState();
    return isWhole(viewport) ? undefined : formatRange(viewport);
  };
  const unsubscribe = store.subscribe(({ viewport: a }, { viewport: b }) => {
    if (a.startNs === b.startNs && a.endNs === b.endNs) return;
    clearTimeout(timer);
    // A gesture that has not come to rest counts as activity.
    endActivity ??= beginActivity();
    timer = setTimeout(() => {
      settle();
      const range = rangeNow();
      if (range === known) return;
      known = range;
      onRest(range);
    }, restMs);
  });
  return {
    show(range) {
      if (range === known) return;
      known = range;
      const parsed = parseRange(range);
      updateViewport(store, (v) =>
        parsed ? withRange(v, parsed.startNs, parsed.endNs) : reset(v),
      );
    },
    setLength(limitNs) {
      const { viewport } = store.getState();
      if (viewport.limitNs === limitNs) return;
      store.setState({ viewport: rebase(viewport, limitNs, ns(0)) });
    },
    stop() {
      settle();
      unsubscribe();
    },
  };
}
