import { isAbort, Problem } from "./problem";

/**
 * What a signal was aborted with: a Problem (a time limit, say) stays that; anything else is the
 * AbortError that says "given up on purpose".
 */
export function abortReason(signal: AbortSignal): Problem | DOMException {
  const reason: unknown = signal.reason;
  if (reason instanceof Problem) return reason;
  if (reason instanceof DOMException && isAbort(reason)) return reason;
  return new DOMException("The request was given up", "AbortError");
}

/**
 * A limit on silence: aborts its signal when nothing has been heard for `limitMs`. It can be told
 * that something arrived, extended by a user who wants to wait, and paused for work that makes no
 * sound.
 */
export interface Deadline {
  /** Aborted with Problem("timeout", {limitMs}), or as the outer signal is. */
  readonly signal: AbortSignal;
  /** Something arrived: the silence begins anew. Cheap enough for every chunk. */
  touch(): void;
  /** Allows so much more silence, in milliseconds: the one that is going on and all later ones. */
  extend(ms: number): void;
  /** No limit until the next `touch`. */
  pause(): void;
  /** Milliseconds left; Infinity while there is no limit; 0 once it has passed. */
  remainingMs(): number;
  /** Ends the watch; the signal is then never aborted. */
  dispose(): void;
}

/** Longer than any timer can be set for; browsers take more for 0. */
const longestTimerMs = 2 ** 31 - 1;

/** A deadline of `limitMs` of silence (Infinity: none), within the life of an outer signal. */
export function createDeadline(limitMs: number, outer?: AbortSignal): Deadline {
  const controller = new AbortController();
  let limit = limitMs;
  let heardAt = performance.now();
  let paused = false;
  let ended = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const remainingMs = (): number => {
    if (controller.signal.aborted) return 0;
    return paused ? Number.POSITIVE_INFINITY : Math.max(0, heardAt + limit - performance.now());
  };
  const dispose = (): void => {
    ended = true;
    clearTimeout(timer);
    outer?.removeEventListener("abort", giveUp);
  };
  /**
   * Sets the timer for the moment at which the silence would be too long. `touch` leaves the timer
   * alone: it looks again when it fires.
   */
  const watch = (): void => {
    clearTimeout(timer);
    const left = remainingMs();
    if (left === 0) {
      dispose();
      controller.abort(new Problem("timeout", { limitMs: Math.round(limit) }));
    } else if (Number.isFinite(left)) {
      // A millisecond more, because timers may fire a moment early.
      timer = setTimeout(watch, Math.min(left + 1, longestTimerMs));
    }
  };
  function giveUp(): void {
    dispose();
    if (outer) controller.abort(abortReason(outer));
  }

  if (outer?.aborted) giveUp();
  else {
    outer?.addEventListener("abort", giveUp);
    watch();
  }
  return {
    signal: controller.signal,
    touch() {
      if (ended) return;
      heardAt = performance.now();
      if (!paused) return;
      paused = false;
      watch();
    },
    extend(ms) {
      if (ended) return;
      limit += ms;
      watch();
    },
    pause() {
      if (ended) return;
      paused = true;
      watch();
    },
    remainingMs,
    dispose,
  };
}
