import { abortReason } from "./deadline";
import { letOthersRun } from "./let-others-run";

/**
 * For loops over much: `await breathe()` does nothing most of the time, lets other tasks of the
 * thread, a cancellation among them, have their turn every `sliceMs`, and throws when the signal is
 * aborted.
 */
export function createBreather(
  signal: AbortSignal | undefined,
  sliceMs = 10,
): () => Promise<void> | undefined {
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
