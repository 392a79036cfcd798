import type { Trace } from "@/model/trace";
import type { TraceSetBuilder } from "@/model/trace-set-builder";
import type { LoadProgress } from "@/model/trace-source";
import { PreviewSchedule } from "./preview-schedule";

export interface Previewer {
  /** To be told how far the reading is. */
  consider(progress: LoadProgress): void;
  /** The reading is over: nothing is handed over any more. */
  stop(): void;
}

/** A stream that stands still tells no progress; what it has brought is looked at all the same. */
const lookEveryMs = 250;

/**
 * Hands over the traces of what a builder has taken in so far, while it is being filled, at the
 * times of a `PreviewSchedule`. It does so in a task of its own, between two parts of the reading.
 */
export function createPreviewer(
  builder: TraceSetBuilder,
  hand: (traces: readonly Trace[], progress: LoadProgress) => void,
): Previewer {
  const schedule = new PreviewSchedule(performance.now());
  let progress: LoadProgress = { phase: "reading", bytes: 0, spans: 0 };
  let waiting: ReturnType<typeof setTimeout> | undefined;

  const take = (): void => {
    waiting = undefined;
    const before = performance.now();
    const spans = builder.spanCount;
    try {
      hand(builder.finish({ more: true }), { ...progress, spans });
    } catch {
      // What is wrong will be said of the whole; nothing has been lost but a look ahead.
    }
    const now = performance.now();
    schedule.taken(spans, now - before, now);
  };
  const look = (): void => {
    const spans = builder.spanCount;
    if (waiting === undefined && schedule.isDue({ ...progress, spans }, performance.now())) {
      waiting = setTimeout(take, 0);
    }
  };
  const clock = setInterval(look, lookEveryMs);
  return {
    consider(next) {
      progress = next;
      look();
    },
    stop() {
      clearInterval(clock);
      clearTimeout(waiting);
    },
  };
}
