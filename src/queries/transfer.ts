import { useCallback } from "react";
import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import { trackActivity } from "@/lib/activity";
import { abortReason, createDeadline, type Deadline } from "@/lib/deadline";
import type { LoadOptions, LoadProgress } from "@/model/trace-source";
import { preferencesStore } from "@/state/preferences-store";

/*
 * Transfers: what is being fetched or read for a query right now. Progress changes many times a
 * second and is nobody's answer, so it stays out of the query cache.
 */

const progressStore = createStore<Map<string, LoadProgress>>(() => new Map());
const deadlines = new Map<string, Deadline>();

function setProgress(id: string, progress: LoadProgress): void {
  progressStore.setState(new Map(progressStore.getState()).set(id, progress), true);
}

/** Whoever watches a bar sees no more, and every report has the page rendered. */
const reportEveryMs = 100;

interface ProgressReporter {
  report(progress: LoadProgress): void;
  stop(): void;
}

/** Passes progress on now and then; what has settled by then is never told of. */
function createReporter(pass: (progress: LoadProgress) => void): ProgressReporter {
  let latest: LoadProgress | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    timer = undefined;
    if (latest) pass(latest);
  };
  return {
    report(progress) {
      latest = progress;
      timer ??= setTimeout(flush, reportEveryMs);
    },
    stop: () => clearTimeout(timer),
  };
}

export interface TransferOptions {
  /** The query that this is done for, as its hash. */
  readonly id: string;
  readonly signal: AbortSignal;
  /** False for work that is done in this browser: it may take as long as it takes. */
  readonly limited: boolean;
}

/**
 * Runs a request within the time limit of the preferences: silence longer than that rejects with
 * the Problem `timeout`. Counts as activity until it settles.
 */
export function runTransfer<T>(
  { id, signal, limited }: TransferOptions,
  run: (options: LoadOptions) => Promise<T>,
): Promise<T> {
  const limitMs = limited ? preferencesStore.getState().timeLimitMs : Number.POSITIVE_INFINITY;
  const deadline = createDeadline(limitMs, signal);
  const isCurrent = () => deadlines.get(id) === deadline;
  const reporter = createReporter((progress) => {
    if (isCurrent()) setProgress(id, progress);
  });
  const onProgress = (progress: LoadProgress): void => {
    if (progress.phase === "building") deadline.pause();
    else deadline.touch();
    reporter.report(progress);
  };
  const attempt = async (): Promise<T> => {
    try {
      return await run({ signal: deadline.signal, onProgress });
    } catch (error) {
      if (deadline.signal.aborted) throw abortReason(deadline.signal);
      throw error;
    } finally {
      deadline.dispose();
      reporter.stop();
      if (isCurrent()) {
        deadlines.delete(id);
        // Told to nobody: who watched it is told of the answer next, and would be rendered twice.
        progressStore.getState().delete(id);
      }
    }
  };
  deadlines.set(id, deadline);
  return trackActivity(attempt());
}

/** Doubles the silence that the transfer for a query may keep. */
export function keepWaiting(id: string): void {
  deadlines.get(id)?.extend(preferencesStore.getState().timeLimitMs);
}

/** How far the transfer for a query is, and a way to wait longer for it. */
export function useTransfer(id: string): {
  readonly progress: LoadProgress | undefined;
  readonly keepWaiting: () => void;
} {
  const progress = useStore(progressStore, (all) => all.get(id));
  return { progress, keepWaiting: useCallback(() => keepWaiting(id), [id]) };
}
