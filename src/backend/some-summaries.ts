import { browserRendered } from "@/lib/browser-idle";
import { createListReader } from "@/lib/json-list-reader";
import { newestFirst } from "@/model/newest-first";
import type { TraceSummary } from "@/model/trace-summary";
import { readSummary } from "./jaeger-v3";

/** An answer that is whole by then is not delayed by showing a part of it. */
const quickMs = 300;
/**
 * Except where so much has come: then there is more to come than is in view, and that is told of at
 * once. Most servers answer about newest first, so that few of these rows move when the rest is
 * there; and nobody has pointed at one so soon after asking.
 */
const longFrom = 400;
/** Told of again at twice as many, and not before so long: what is shown must not keep moving. */
const growth = 2;
const againMs = 500;

export interface SummaryReader {
  /**
   * Reads a piece of the text. Gives a promise where others are to have their turn before more is
   * read.
   */
  read(piece: string): Promise<void> | undefined;
  /** All of the answer; undefined where it has to be parsed as one, which will say what is wrong. */
  end(): readonly TraceSummary[] | undefined;
}

/**
 * Reads the summaries of an answer of version 3 while its text arrives, and tells of the beginning
 * of one that is long on its way.
 */
export function createSummaryReader(
  onSome?: (summaries: readonly TraceSummary[]) => void,
): SummaryReader {
  const list = createListReader("summaries");
  const all: TraceSummary[] = [];
  let isReadable = true;
  let wanted = 1;
  let dueMs: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const take = (read: () => readonly unknown[]): void => {
    try {
      for (const element of read()) all.push(readSummary(element, ""));
    } catch {
      isReadable = false;
    }
  };
  const tell = (): boolean => {
    take(list.flush);
    if (!isReadable || all.length < wanted || list.hasEnded()) return false;
    wanted = all.length * growth;
    dueMs = performance.now() + againMs;
    onSome?.(newestFirst([...all]));
    return true;
  };
  return {
    read(piece) {
      clearTimeout(timer);
      if (isReadable) take(() => list.read(piece));
      if (!isReadable || !onSome) return undefined;
      dueMs ??= performance.now() + quickMs;
      const isLong = wanted === 1 && all.length >= longFrom;
      const waitMs = isLong ? 0 : dueMs - performance.now();
      // Let it be shown: what has been waiting here meanwhile would be read in one go, before the frame.
      if (waitMs <= 0) return tell() ? browserRendered() : undefined;
      // A server that falls silent is waited for with what there is.
      timer = setTimeout(tell, waitMs);
      return undefined;
    },
    end() {
      clearTimeout(timer);
      if (isReadable) take(list.flush);
      return isReadable && list.hasEnded() ? all : undefined;
    },
  };
}
