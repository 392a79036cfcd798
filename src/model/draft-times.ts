import type { IssueLog } from "./issue-log";
import { isZeroTime, nsBetween, wallClockMicros, type SpanColumns } from "./span-columns";
import { SpanFlag } from "./span-table";
import type { WireTime } from "./span-sink";
import { markSpan, type TraceDraft } from "./trace-draft";

/** Nanoseconds from the epoch that are still exact in a double; about 104 days. */
export const exactNs = Number.MAX_SAFE_INTEGER;

/** Relative time 0 of a trace, and how to read its other times. */
export interface TraceClock {
  readonly epoch: WireTime;
  /** The trace has times of this millennium: 0 among them means that there is none. */
  readonly isWallClock: boolean;
}

/** Wall-clock nanoseconds, exact. */
export function unixNano(time: WireTime): bigint {
  return BigInt(time.micros) * 1000n + BigInt(time.nanos);
}

/**
 * The epoch of a trace: its earliest start, or the earliest end where no span has a start, or 0.
 * Where the starts lie too far apart to be exact, those around the (upper) median are believed and
 * the earlier ones do not count: one clock at 1970 must not push all others out of range.
 */
export function traceClock(columns: SpanColumns, rows: Uint32Array): TraceClock {
  const starts = new Float64Array(rows.length);
  let isWallClock = false;
  for (const row of rows) {
    const end = columns.ends.get(row);
    if (columns.startMicros.at(row) >= wallClockMicros) isWallClock = true;
    if (end !== undefined && end.micros >= wallClockMicros) isWallClock = true;
  }
  let count = 0;
  let min = Infinity;
  let max = -Infinity;
  for (const row of rows) {
    const micros = columns.startMicros.at(row);
    if (Number.isNaN(micros) || (isWallClock && isZeroStart(columns, row))) continue;
    starts[count] = micros;
    count += 1;
    min = Math.min(min, micros);
    max = Math.max(max, micros);
  }
  if (count === 0) return { epoch: earliestEnd(columns, rows, isWallClock), isWallClock };
  if ((max - min) * 1000 > exactNs) {
    const sorted = starts.subarray(0, count).sort();
    const middle = sorted[Math.floor(count / 2)]!;
    min = sorted.find((micros) => micros >= middle - exactNs / 2000)!;
  }
  let nanos = 999;
  for (const row of rows) {
    if (columns.startMicros.at(row) === min) nanos = Math.min(nanos, columns.startNanos.at(row));
  }
  return { epoch: { micros: min, nanos }, isWallClock };
}

/** Fills `startNs` and `durationNs` of a draft: NaN for what is missing, the rest in range. */
export function fillTimes(columns: SpanColumns, clock: TraceClock, draft: TraceDraft): void {
  for (let span = 0; span < draft.length; span += 1) {
    const row = draft.rows[span]!;
    const start = {
      micros: columns.startMicros.at(row),
      nanos: columns.startNanos.at(row),
    };
    const missing = Number.isNaN(start.micros) || (clock.isWallClock && isZeroTime(start));
    draft.startNs[span] = missing ? Number.NaN : clampTime(clock, start, span, draft.log, true);
    const end = columns.ends.get(row);
    draft.durationNs[span] =
      end === undefined || missing ? columns.durationNs.at(row) : nsBetween(start, end);
  }
}

/**
 * Gives every span a start and a duration: a missing start is that of the nearest ancestor that has
 * one (for a root: the earliest known), a missing end gives a duration of 0, and so does a negative
 * one. Parents are final by now and have no cycles. Linear: each chain is walked once.
 */
export function repairTimes(columns: SpanColumns, clock: TraceClock, draft: TraceDraft): void {
  const { startNs, durationNs, parent, log } = draft;
  const chain: number[] = [];
  for (let from = 0; from < draft.length; from += 1) {
    let span = from;
    for (; span >= 0 && Number.isNaN(startNs[span]); span = parent[span]!) chain.push(span);
    const start = span < 0 ? 0 : startNs[span]!;
    for (let at = chain.length - 1; at >= 0; at -= 1) {
      const missing = chain[at]!;
      startNs[missing] = start;
      markSpan(draft, missing, SpanFlag.StartRepaired);
      log.add(missing, "start-missing");
      const end = columns.ends.get(draft.rows[missing]!);
      if (end === undefined || (clock.isWallClock && isZeroTime(end))) continue;
      durationNs[missing] = clampTime(clock, end, missing, log, false) - start;
    }
    chain.length = 0;
  }
  for (let span = 0; span < draft.length; span += 1) repairDuration(draft, span);
}

function repairDuration(draft: TraceDraft, span: number): void {
  const { startNs, durationNs, log } = draft;
  const duration = durationNs[span]!;
  if (Number.isNaN(duration)) {
    durationNs[span] = 0;
    markSpan(draft, span, SpanFlag.EndMissing);
    log.add(span, "end-missing");
  } else if (duration < 0) {
    durationNs[span] = 0;
    markSpan(draft, span, SpanFlag.NegativeDuration);
    log.add(span, "negative-duration", String(duration));
  } else if (startNs[span]! + duration > exactNs) {
    durationNs[span] = exactNs - startNs[span]!;
    log.add(span, "time-out-of-range", String(duration));
  }
}

/**
 * A time relative to the epoch, kept within what is exact; the detail of the issue is the time as
 * it came, in nanoseconds since the Unix epoch. Starts are kept at or after the epoch as well.
 */
export function clampTime(
  clock: TraceClock,
  time: WireTime,
  span: number,
  log: IssueLog,
  isStart: boolean,
): number {
  const relative = nsBetween(clock.epoch, time);
  const least = isStart ? 0 : -exactNs;
  if (relative >= least && relative <= exactNs) return relative;
  log.add(span, "time-out-of-range", String(unixNano(time)));
  return relative < least ? least : exactNs;
}

function isZeroStart(columns: SpanColumns, row: number): boolean {
  return columns.startMicros.at(row) === 0 && columns.startNanos.at(row) === 0;
}

function earliestEnd(columns: SpanColumns, rows: Uint32Array, isWallClock: boolean): WireTime {
  let earliest: WireTime | undefined;
  for (const row of rows) {
    const end = columns.ends.get(row);
    if (end === undefined || (isWallClock && isZeroTime(end))) continue;
    if (earliest === undefined || nsBetween(earliest, end) < 0) earliest = end;
  }
  return earliest ?? { micros: 0, nanos: 0 };
}
