import { frames, type FrameScheduler } from "@/canvas/frame-scheduler";
import { carryRows, type RowCarrier } from "@/features/waterfall/carry-rows";
import { rowsOfView, type OpenRows } from "@/features/waterfall/carry-view";
import { errorsOf } from "@/features/waterfall/rows";
import { traceChecksum } from "@/state/collapsed-code";
import type { TraceViewState } from "@/state/trace-view-store";
import {
  openRowsOf,
  replaceReading,
  type Reading,
  type ReplaceOptions,
  type ShownTrace,
} from "./shown-trace";

/** Rows gone through in one frame: some milliseconds. */
const rowsPerFrame = 250_000;
/** With more spans than this, each part has a frame of its own. */
const smallTrace = 20_000;

export interface ReplacementOptions {
  /** What must be there first, such as the details of the selected span. Never rejects. */
  readonly ready: Promise<void>;
  /** The view as it is in the moment of the change. */
  readonly now: () => Pick<ReplaceOptions, "params" | "focused">;
  /** Shows it at once, so that what the user does next is done to it. */
  readonly show: (next: ShownTrace) => void;
  readonly scheduler?: FrameScheduler;
}

/**
 * Prepares to show another reading of a trace, a part per frame, while the one before stays in use,
 * and then shows it in its place. Returns the function that gives it up.
 */
export function startReplacement(
  before: ShownTrace,
  reading: Reading,
  { ready, now, show, scheduler = frames }: ReplacementOptions,
): () => void {
  const { timeline } = before;
  const { core } = reading.trace;
  const isLarge = core.spans.length > smallTrace;
  let checksum: number | undefined;
  let carrier: RowCarrier | undefined;
  let openRows: OpenRows | undefined;
  let seen: TraceViewState | undefined;
  let isReady = false;
  let givenUp = false;

  const steps = [
    () => {
      if (reading.settled) checksum = traceChecksum(core.spans);
    },
    () => {
      // Kept for whoever draws the rows.
      errorsOf(core);
    },
  ];
  /** What has been collapsed or found meanwhile has to come along. */
  const currentCarrier = (): RowCarrier => {
    const state = timeline.view.getState();
    if (!carrier || !seen || !sameRows(seen, state)) {
      carrier = carryRows(timeline.core, core, rowsOfView(timeline));
      openRows = undefined;
      seen = state;
    }
    return carrier;
  };
  const again = (): void => scheduler.schedule("store", work);
  function work(): void {
    for (const step of steps.splice(0, isLarge ? 1 : steps.length)) step();
    if (steps.length > 0) return again();
    const current = currentCarrier();
    if (!current.step(rowsPerFrame)) return again();
    const options = { ...now(), carrier: current, checksum };
    if (!openRows) {
      openRows = openRowsOf(before, reading, options);
      if (isLarge) return again();
    }
    if (isReady) show(replaceReading(before, reading, { ...options, openRows }));
  }
  void ready.then(() => {
    isReady = true;
    if (!givenUp) again();
  });
  again();
  return () => {
    givenUp = true;
    scheduler.cancel("store", work);
  };
}

const sameRows = (a: TraceViewState, b: TraceViewState): boolean =>
  a.collapsed === b.collapsed && a.opened === b.opened && a.find.matches === b.find.matches;
