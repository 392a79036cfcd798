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

const progressStore = createStore<ReadonlyMap<string, LoadProgress>>(() => new Map());
const deadlines = new Map<string, Deadline>();

function setProgress(id: string, progress: LoadProgress | undefined): void {
  const next = new Map(progressStore.getState());
  if (progress) next.set(id, progress);
  else next.delete(id);
  progressStore.setState(next, true);
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
  const onProgress = (progress: LoadProgress): void => {
    if (progress.phase === "building") deadline.pause();
    else deadline.touch();
    if (isCurrent()) setProgress(id, progress);
  };
  const attempt = async (): Promise<T> => {
    try {
      return await run({ signal: deadline.signal, onProgress });
    } catch (error) {
      if (deadline.signal.aborted) throw abortReason(deadline.signal);
      throw error;
    } finally {
      deadline.dispose();
      if (isCurrent()) {
        deadlines.delete(id);
        setProgress(id, undefined);
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
