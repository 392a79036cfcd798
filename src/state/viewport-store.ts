import { createStore, type StoreApi } from "zustand/vanilla";
import { createViewport, sameView, type Viewport } from "@/canvas/viewport";
import type { Nanoseconds } from "@/lib/units";

/** A point of the timeline, in CSS pixels from the top left corner of its ruler. */
export interface TimelinePoint {
  readonly x: number;
  readonly y: number;
}

/**
 * What changes many times a second: read by painters through `subscribe`, never by React. The
 * range is written to the URL once a gesture has come to rest.
 */
export interface ViewportState {
  readonly viewport: Viewport;
  /** Where the pointer is. */
  readonly pointer: TimelinePoint | undefined;
  /** A range that is being selected on the ruler, in pixels. */
  readonly brush: { readonly fromX: number; readonly toX: number } | undefined;
  /** A range that has been measured. */
  readonly measure: MeasuredRange | undefined;
  /** A moment that is pointed out, such as that of an event; nanoseconds from the trace's start. */
  readonly mark: Nanoseconds | undefined;
}

/** A stretch of time, in nanoseconds from the trace's start. */
export interface MeasuredRange {
  readonly startNs: Nanoseconds;
  readonly endNs: Nanoseconds;
}

export type ViewportStore = StoreApi<ViewportState>;

/** One store per open trace; it dies with the view. */
export function createViewportStore(durationNs: Nanoseconds): ViewportStore {
  return createStore<ViewportState>(() => ({
    viewport: createViewport(durationNs),
    pointer: undefined,
    brush: undefined,
    measure: undefined,
    mark: undefined,
  }));
}

/** Changes the viewport; says nothing to anyone when it shows the same as before. */
export function updateViewport(store: ViewportStore, change: (v: Viewport) => Viewport): void {
  const before = store.getState().viewport;
  const viewport = change(before);
  if (sameView(viewport, before) && viewport.contentHeight === before.contentHeight) return;
  store.setState({ viewport });
}
