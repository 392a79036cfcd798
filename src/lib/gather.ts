/**
 * Columns in another order: the value at `rows[i]` goes to place `i`. One function for each width
 * of column: one for all of them, or one that is handed a function, takes several times as long
 * over a million rows, because the engine cannot compile it for one type.
 */
export function gatherUint8(from: Uint8Array, rows: Uint32Array): Uint8Array<ArrayBuffer> {
  const to = new Uint8Array(rows.length);
  for (let i = 0; i < rows.length; i += 1) to[i] = from[rows[i]!]!;
  return to;
}

export function gatherUint32(from: Uint32Array, rows: Uint32Array): Uint32Array<ArrayBuffer> {
  const to = new Uint32Array(rows.length);
  for (let i = 0; i < rows.length; i += 1) to[i] = from[rows[i]!]!;
  return to;
}

export function gatherFloat64(from: Float64Array, rows: Uint32Array): Float64Array<ArrayBuffer> {
  const to = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i += 1) to[i] = from[rows[i]!]!;
  return to;
}

/**
 * Runs of values in another order: the run that begins at `from[i]` goes to the places
 * `[offset[i], offset[i + 1])`.
 */
export function gatherRuns8(
  values: Uint8Array,
  from: Uint32Array,
  offset: Uint32Array,
): Uint8Array<ArrayBuffer> {
  const n = from.length;
  const to = new Uint8Array(offset[n]!);
  for (let i = 0, at = 0; i < n; i += 1) {
    const end = offset[i + 1]!;
    for (let source = from[i]!; at < end; at += 1, source += 1) to[at] = values[source]!;
  }
  return to;
}

export function gatherRuns32(
  values: Uint32Array,
  from: Uint32Array,
  offset: Uint32Array,
): Uint32Array<ArrayBuffer> {
  const n = from.length;
  const to = new Uint32Array(offset[n]!);
  for (let i = 0, at = 0; i < n; i += 1) {
    const end = offset[i + 1]!;
    for (let source = from[i]!; at < end; at += 1, source += 1) to[at] = values[source]!;
  }
  return to;
}

/** The numbers from 0 on. */
export function countUp(length: number): Uint32Array<ArrayBuffer> {
  const to = new Uint32Array(length);
  for (let i = 0; i < length; i += 1) to[i] = i;
  return to;
}
