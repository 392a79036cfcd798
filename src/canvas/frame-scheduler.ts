import { beginActivity } from "@/lib/activity";

/** What a frame does, in this order: input, state that follows from it, the document, the canvas. */
export type FramePhase = "gesture" | "store" | "dom" | "canvas";

const phases: readonly FramePhase[] = ["gesture", "store", "dom", "canvas"];

export interface FrameScheduler {
  /**
   * Runs a task in the next frame. A task that is already waiting in that phase is not added again.
   * A task scheduled by a running frame for a later phase still runs in that frame.
   */
  schedule(phase: FramePhase, task: () => void): void;
  /** Takes back a task that has not run. */
  cancel(phase: FramePhase, task: () => void): void;
  /** Runs what is waiting now; for tests, and for work that must be seen before the next frame. */
  flush(): void;
}

/** Makes a scheduler on top of a source of frames. Waiting work counts as activity. */
export function createFrameScheduler(requestFrame: (callback: () => void) => void): FrameScheduler {
  const waiting: Record<FramePhase, Set<() => void>> = {
    gesture: new Set(),
    store: new Set(),
    dom: new Set(),
    canvas: new Set(),
  };
  let requested = false;
  let endActivity: (() => void) | undefined;

  const request = () => {
    if (requested) return;
    requested = true;
    endActivity ??= beginActivity();
    requestFrame(flush);
  };
  const isEmpty = () => phases.every((phase) => waiting[phase].size === 0);

  function flush(): void {
    requested = false;
    try {
      for (const phase of phases) {
        const tasks = [...waiting[phase]];
        waiting[phase].clear();
        for (const task of tasks) task();
      }
    } finally {
      if (isEmpty()) {
        endActivity?.();
        endActivity = undefined;
      } else {
        request();
      }
    }
  }

  return {
    schedule(phase, task) {
      waiting[phase].add(task);
      request();
    },
    cancel(phase, task) {
      waiting[phase].delete(task);
    },
    flush,
  };
}

/** The scheduler of the page: the only caller of requestAnimationFrame. */
export const frames: FrameScheduler = createFrameScheduler((callback) => {
  globalThis.requestAnimationFrame(() => callback());
});
