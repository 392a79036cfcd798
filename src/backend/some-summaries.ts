import { completeObjects, findFirstList } from "@/lib/json-prefix";
import { newestFirst } from "@/model/newest-first";
import type { TraceSummary } from "@/model/trace-summary";
import { readSummary } from "./jaeger-v3";

/** An answer that is whole by then is not delayed by showing a part of it. */
const quickMs = 300;
/** Told of again at twice as many, and not before so long: what is shown must not keep moving. */
const growth = 2;
const againMs = 500;

/**
 * Lets what was told of be shown: what has been waiting here meanwhile would be read in one go. By a
 * timer, since that is how a query tells the page that there is something new.
 */
const turn = () =>
  new Promise<void>((resolve) => {
    setTimeout(resolve);
  });

/**
 * Reads the summaries of an answer of version 3 while its text arrives. What cannot be read ends
 * it: the whole answer will say what is wrong. Gives a promise where others are to have their turn
 * before more is read.
 */
export function summariesAsTheyCome(
  onSome: (summaries: readonly TraceSummary[]) => void,
): (text: string) => Promise<void> | undefined {
  let latest = "";
  let next: number | undefined;
  let some: readonly TraceSummary[] = [];
  let wanted = 1;
  let dueMs: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** True when there is enough to tell of that is not the whole. */
  const read = (): boolean => {
    try {
      next ??= findFirstList(latest, "summaries");
      if (next === undefined) return false;
      const { elements, next: end } = completeObjects(latest, next);
      next = end;
      some = [...some, ...elements.map((one) => readSummary(one, ""))];
    } catch {
      dueMs = Infinity;
      return false;
    }
    return some.length >= wanted && !latest.startsWith("]", next);
  };
  const look = (): boolean => {
    if (!read()) return false;
    wanted = some.length * growth;
    dueMs = performance.now() + againMs;
    onSome(newestFirst(some));
    return true;
  };
  return (text) => {
    latest = text;
    dueMs ??= performance.now() + quickMs;
    const waitMs = dueMs - performance.now();
    clearTimeout(timer);
    if (waitMs <= 0) return look() ? turn() : undefined;
    // A server that falls silent is waited for with what there is.
    if (waitMs < Infinity) timer = setTimeout(look, waitMs);
    return undefined;
  };
}
