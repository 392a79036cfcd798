import { abortReason } from "@/lib/deadline";

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
    return new Promise((resolve, reject) => {
      setTimeout(() => {
        since = performance.now();
        if (signal?.aborted) reject(abortReason(signal));
        else resolve();
      }, 0);
    });
  };
}
