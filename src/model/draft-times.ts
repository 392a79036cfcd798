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
  const startMicros = columns.startMicros.view();
  const startNanos = columns.startNanos.view();
  const isWallClock = hasWallClock(columns, rows, startMicros);
  const starts = new Float64Array(rows.length);
  let count = 0;
  let min = Infinity;
  let max = -Infinity;
  for (let i = 0; i < rows.length; i += 1) {
    const row = rows[i]!;
    const micros = startMicros[row]!;
    if (Number.isNaN(micros)) continue;
    if (isWallClock && micros === 0 && startNanos[row] === 0) continue;
    starts[count] = micros;
    count += 1;
    if (micros < min) min = micros;
    if (micros > max) max = micros;
  }
  if (count === 0) return { epoch: earliestEnd(columns, rows, isWallClock), isWallClock };
  if ((max - min) * 1000 > exactNs) {
    const sorted = starts.subarray(0, count).sort();
    const middle = sorted[Math.floor(count / 2)]!;
    min = sorted.find((micros) => micros >= middle - exactNs / 2000)!;
  }
  let nanos = 999;
  for (let i = 0; i < rows.length; i += 1) {
    const row = rows[i]!;
    if (startMicros[row] === min && startNanos[row]! < nanos) nanos = startNanos[row]!;
  }
  return { epoch: { micros: min, nanos }, isWallClock };
}

function hasWallClock(columns: SpanColumns, rows: Uint32Array, startMicros: Float64Array): boolean {
  for (let i = 0; i < rows.length; i += 1) {
    if (startMicros[rows[i]!]! >= wallClockMicros) return true;
  }
  if (columns.ends.size === 0) return false;
  return rows.some((row) => (columns.ends.get(row)?.micros ?? 0) >= wallClockMicros);
}

/** Fills `startNs` and `durationNs` of a draft: NaN for what is missing, the rest in range. */
export function fillTimes(columns: SpanColumns, clock: TraceClock, draft: TraceDraft): void {
  const { rows, startNs, durationNs, log } = draft;
  const { ends } = columns;
  const startMicros = columns.startMicros.view();
  const startNanos = columns.startNanos.view();
  const durations = columns.durationNs.view();
  const { micros: epochMicros, nanos: epochNanos } = clock.epoch;
  for (let span = 0; span < draft.length; span += 1) {
    const row = rows[span]!;
    const micros = startMicros[row]!;
    const nanos = startNanos[row]!;
    const missing = Number.isNaN(micros) || (clock.isWallClock && micros === 0 && nanos === 0);
    const relative = (micros - epochMicros) * 1000 + (nanos - epochNanos);
    if (missing) startNs[span] = Number.NaN;
    else if (relative >= 0 && relative <= exactNs) startNs[span] = relative;
    else startNs[span] = clampTime(clock, { micros, nanos }, span, log, true);
    durationNs[span] = durations[row]!;
    if (missing || ends.size === 0) continue;
    const end = ends.get(row);
    if (end !== undefined) durationNs[span] = nsBetween({ micros, nanos }, end);
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

function earliestEnd(columns: SpanColumns, rows: Uint32Array, isWallClock: boolean): WireTime {
  let earliest: WireTime | undefined;
  for (const row of rows) {
    const end = columns.ends.get(row);
    if (end === undefined || (isWallClock && isZeroTime(end))) continue;
    if (earliest === undefined || nsBetween(earliest, end) < 0) earliest = end;
  }
  return earliest ?? { micros: 0, nanos: 0 };
}
