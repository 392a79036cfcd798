import { after } from "@/lib/after";
import type { Trace } from "@/model/trace";
import type { TraceSetBuilder } from "@/model/trace-set-builder";
import type { LoadProgress } from "@/model/trace-source";
import { PreviewSchedule } from "./preview-schedule";

export interface Previewer {
  /** To be told how far the reading is. */
  consider(progress: LoadProgress): void;
  /** What the reading has to wait for: that what was handed over first has been taken. */
  hold(): Promise<void> | undefined;
  /** The reading is over: nothing is handed over any more. */
  stop(): void;
}

/** A stream that stands still tells no progress; what it has brought is looked at all the same. */
const lookEveryMs = 250;

/** A page that is not looked at draws nothing: the reading waits no longer than this. */
const longestHoldMs = 250;

/**
 * Hands over the traces of what a builder has taken in so far, while it is being filled, at the
 * times of a `PreviewSchedule`. It does so in a task of its own, between two parts of the reading.
 */
export function createPreviewer(
  builder: TraceSetBuilder,
  hand: (traces: readonly Trace[], progress: LoadProgress) => Promise<void> | undefined,
): Previewer {
  const schedule = new PreviewSchedule(performance.now());
  let progress: LoadProgress = { phase: "reading", bytes: 0, spans: 0 };
  let isFirst = true;
  let held: Promise<void> | undefined;
  let waiting: ReturnType<typeof setTimeout> | undefined;

  const take = (): void => {
    waiting = undefined;
    const before = performance.now();
    const spans = builder.spanCount;
    try {
      const taken = hand(builder.finish({ more: true }), { ...progress, spans });
      // Later ones change what is there already.
      if (isFirst && taken) held = Promise.race([taken, after(longestHoldMs)]);
      isFirst = false;
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
    hold() {
      const holding = held;
      held = undefined;
      return holding;
    },
    stop() {
      clearInterval(clock);
      clearTimeout(waiting);
    },
  };
}
