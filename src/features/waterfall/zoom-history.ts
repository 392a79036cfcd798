import { withRange } from "@/canvas/viewport";
import type { Nanoseconds } from "@/lib/units";
import { updateViewport, type ViewportStore } from "@/state/viewport-store";

interface Range {
  readonly startNs: Nanoseconds;
  readonly endNs: Nanoseconds;
}

interface History {
  readonly past: Range[];
  readonly future: Range[];
  /** The range that was last at rest. */
  settled: Range;
}

/** A gesture is one step: it is over when the range has not moved for so long. */
const restMs = 400;
const mostSteps = 100;
const histories = new WeakMap<ViewportStore, History>();

const rangeOf = (store: ViewportStore): Range => {
  const { startNs, endNs } = store.getState().viewport;
  return { startNs, endNs };
};
const isSame = (a: Range, b: Range): boolean => a.startNs === b.startNs && a.endNs === b.endNs;

/** Remembers the ranges that a timeline comes to rest at. Returns the function that stops it. */
export function recordZooms(store: ViewportStore): () => void {
  if (!histories.has(store)) {
    histories.set(store, { past: [], future: [], settled: rangeOf(store) });
  }
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = store.subscribe((now, before) => {
    if (isSame(now.viewport, before.viewport)) return;
    clearTimeout(timer);
    timer = setTimeout(() => settle(store), restMs);
  });
  return () => {
    stop();
    clearTimeout(timer);
  };
}

function settle(store: ViewportStore): History | undefined {
  const history = histories.get(store);
  const range = rangeOf(store);
  if (!history || isSame(range, history.settled)) return history;
  history.past.push(history.settled);
  if (history.past.length > mostSteps) history.past.shift();
  history.future.length = 0;
  history.settled = range;
  return history;
}

/** Goes back to the range before, or forward again; nothing where there is none. */
export function stepZoom(store: ViewportStore, by: -1 | 1): void {
  const history = settle(store);
  if (!history) return;
  const [from, to] = by < 0 ? [history.past, history.future] : [history.future, history.past];
  const range = from.pop();
  if (!range) return;
  to.push(history.settled);
  updateViewport(store, (v) => withRange(v, range.startNs, range.endNs));
  history.settled = rangeOf(store);
}
