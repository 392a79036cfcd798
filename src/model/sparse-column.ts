import { lowerBound, upperBound } from "@/lib/bisect";
import { countUp, gatherUint32 } from "@/lib/gather";
import { growable } from "@/lib/growable-column";

/**
 * A column that most rows have nothing in: the rows that have a value, ascending, and the values.
 * A row may be there several times; its values keep their order.
 */
export interface SparseColumn {
  readonly rows: Uint32Array;
  readonly values: Uint32Array;
}

/** The first value of a row, or `fallback` for a row that has none. O(log n). */
export function sparseValue<T>(column: SparseColumn, row: number, fallback: T): number | T {
  const at = lowerBound(column.rows, row);
  return column.rows[at] === row ? column.values[at]! : fallback;
}

/** All values of a row, in order; not copied. O(log n). */
export function sparseValues(column: SparseColumn, row: number): Uint32Array {
  return column.values.subarray(lowerBound(column.rows, row), upperBound(column.rows, row));
}

/** A sparse column on its way: rows are pushed in ascending order. */
export class SparseColumnBuilder {
  readonly #rows = growable.uint32();
  readonly #values = growable.uint32();

  push(row: number, value: number): void {
    this.#rows.push(row);
    this.#values.push(value);
  }

  view(): SparseColumn {
    return { rows: this.#rows.view(), values: this.#values.view() };
  }
}

/**
 * The part of a column that concerns some of its rows, under new row numbers: the value of
 * `from[i]` goes to row `i`. O(m log n), O(1) for an empty column.
 */
export function gatherSparse(column: SparseColumn, from: Uint32Array): SparseColumn {
  if (isDense(column, from)) {
    return { rows: countUp(from.length), values: gatherUint32(column.values, from) };
  }
  const rows = growable.uint32();
  const values = growable.uint32();
  if (column.rows.length > 0) {
    for (let row = 0; row < from.length; row += 1) {
      const wanted = from[row]!;
      let at = firstOf(column.rows, wanted);
      for (; column.rows[at] === wanted; at += 1) {
        rows.push(row);
        values.push(column.values[at]!);
      }
    }
  }
  return { rows: rows.view(), values: values.view() };
}

/**
 * As many rows have exactly one value as are wanted, from the first on, as trace flags often do, and
 * none is wanted beyond them: another trace may have as many rows, without any value.
 */
function isDense({ rows }: SparseColumn, from: Uint32Array): boolean {
  const { length } = from;
  if (rows.length !== length || length === 0) return false;
  for (let at = 0; at < length; at += 1) {
    if (rows[at] !== at || from[at]! >= length) return false;
  }
  return true;
}

/** `lowerBound`, at once where every row has exactly one value, as trace flags often do. */
function firstOf(rows: Uint32Array, wanted: number): number {
  const isThere = rows[wanted] === wanted && (wanted === 0 || rows[wanted - 1]! < wanted);
  return isThere ? wanted : lowerBound(rows, wanted);
}

/** True when the rows `[a, a + length)` have the same values as the rows `[b, b + length)`. */
export function sparseRangesEqual(
  column: SparseColumn,
  a: number,
  b: number,
  length: number,
): boolean {
  let atA = lowerBound(column.rows, a);
  let atB = lowerBound(column.rows, b);
  const endA = lowerBound(column.rows, a + length);
  const endB = lowerBound(column.rows, b + length);
  if (endA - atA !== endB - atB) return false;
  for (; atA < endA; atA += 1, atB += 1) {
    if (column.rows[atA]! - a !== column.rows[atB]! - b) return false;
    if (column.values[atA] !== column.values[atB]) return false;
  }
  return true;
}
