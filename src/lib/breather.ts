import { abortReason } from "@/lib/deadline";
import { letOthersRun } from "@/lib/let-others-run";

/** How long to work before other tasks of the thread, a cancellation among them, get their turn. */
const sliceMs = 10;

/**
 * For loops over much: `await breathe()` does nothing most of the time, lets the thread go every
 * 10 ms, and throws when the signal is aborted.
 */
export function createBreather(signal: AbortSignal | undefined): () => Promise<void> | undefined {
  let since = performance.now();
  return () => {
    if (signal?.aborted) throw abortReason(signal);
    if (performance.now() - since < sliceMs) return undefined;
    return letOthersRun().then(() => {
      since = performance.now();
      if (signal?.aborted) throw abortReason(signal);
    });
  };
}
