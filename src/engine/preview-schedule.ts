import type { LoadProgress } from "@/model/trace-source";

/** Rows for a few screens: enough to begin with. */
const firstSpans = 1_600;
/** A stream that is slower than that shows what it has after so many milliseconds. */
const firstMs = 250;
/** The next preview has so many times the spans. */
const growth = 6;
/** A slow stream shows more sooner: so many times the spans, after so many milliseconds. */
const slowGrowth = 1.5;
const slowMs = 3_000;
/** Of the time that the load has taken so far. */
const largestShare = 0.1;
/** Milliseconds by span that the next preview is taken to cost at most: the first runs cold code. */
const dearest = 0.005;
/** What is whole before so many milliseconds have gone by needs no preview. */
const soonMs = 100;

/**
 * Decides when a load hands over what has arrived: early for the first time, then at growing
 * intervals, so that all previews together take no more than about a tenth of the load. Times are
 * milliseconds of one clock.
 */
export class PreviewSchedule {
  readonly #startedMs: number;
  #spans = 0;
  #takenMs: number;
  #costMs = 0;
  #costPerSpan = 0;

  /** `startedMs`: when the first bytes came. */
  constructor(startedMs: number) {
    this.#startedMs = startedMs;
    this.#takenMs = startedMs;
  }

  /** True when a preview of what has been read should be made now. */
  isDue({ bytes, totalBytes, spans }: LoadProgress, nowMs: number): boolean {
    const elapsed = nowMs - this.#startedMs;
    if (spans === 0 || isNearlyDone(bytes, totalBytes, elapsed)) return false;
    if (this.#spans === 0) return spans >= firstSpans || elapsed >= firstMs;
    const slow = nowMs - this.#takenMs >= slowMs;
    if (spans < this.#spans * (slow ? slowGrowth : growth)) return false;
    return this.#costMs + this.#costPerSpan * spans <= elapsed * largestShare;
  }

  /** A preview of so many spans was finished just now, and took so long. */
  taken(spans: number, costMs: number, nowMs: number): void {
    this.#spans = spans;
    this.#takenMs = nowMs;
    this.#costMs += costMs;
    this.#costPerSpan = Math.min(dearest, costMs / spans);
  }
}

/** At the pace so far the rest takes no longer than a glance. */
function isNearlyDone(bytes: number, totalBytes: number | undefined, elapsedMs: number): boolean {
  if (totalBytes === undefined || bytes <= 0) return false;
  return bytes >= totalBytes || (elapsedMs * (totalBytes - bytes)) / bytes < soonMs;
}
