import { gatherRuns32, gatherRuns8 } from "@/lib/gather";
import { growable, type GrowableFloat64 } from "@/lib/growable-column";
import type { Growth } from "@/lib/growth";
import { hashStep } from "@/lib/hash";
import { AttributeType, type AttributeTable } from "./attribute-table";
import type { PackedAttributes } from "./packed-span";
import type { WireValue } from "./span-sink";
import type { ReplacedIds, StringInterner } from "./string-interner";

/** An owner with more attributes than this has them compared through a set. */
const comparedPairwise = 24;
const none: ReadonlySet<number> = new Set();

/** Attributes on their way in, in input order; each owner keeps the row of its first one. */
export class AttributeColumns {
  readonly #strings: StringInterner;
  readonly #numbers: GrowableFloat64;
  readonly #key = growable.uint32();
  readonly #type = growable.uint8();
  readonly #value = growable.uint32();

  /** `numbers` is shared with the columns of other owners. */
  constructor(strings: StringInterner, numbers: GrowableFloat64, growth?: Growth) {
    this.#strings = strings;
    this.#numbers = numbers;
    if (growth) for (const column of [this.#key, this.#type, this.#value]) column.growAs(growth);
  }

  get length(): number {
    return this.#key.length;
  }

  push(key: string, value: WireValue): void {
    this.#key.push(this.#strings.intern(key));
    switch (value.type) {
      case "empty":
        return this.#put(AttributeType.Empty, 0);
      case "bool":
        return this.#put(AttributeType.Bool, value.value ? 1 : 0);
      case "double":
        return this.#put(AttributeType.Double, this.#number(value.value));
      case "int":
        return this.#putInt(value.value);
      case "string":
        return this.#put(AttributeType.String, this.#strings.intern(value.value));
      case "bytes":
        return this.#put(AttributeType.Bytes, this.#strings.intern(value.value));
      case "array":
        return this.#put(AttributeType.Array, this.#strings.intern(value.value));
      case "kvlist":
        return this.#put(AttributeType.KeyValueList, this.#strings.intern(value.value));
    }
  }

  /** Those of a packed span, of its events or of its links. */
  pushPacked(packed: PackedAttributes): void {
    const { count } = packed;
    const first = this.length;
    const keys = this.#key.extend(count);
    const types = this.#type.extend(count);
    const values = this.#value.extend(count);
    for (let at = 0; at < count; at += 1) {
      const type = packed.type[at]!;
      const value = packed.value[at]!;
      const isNumber = type === AttributeType.Int || type === AttributeType.Double;
      keys[first + at] = packed.key[at]!;
      types[first + at] = type;
      values[first + at] = isNumber ? this.#number(value) : value;
    }
  }

  /** Puts other ids in the place of those of texts, from a row on. */
  replaceTexts(from: number, { first, ids }: ReplacedIds): void {
    const types = this.#type.view();
    const values = this.#value.view();
    for (let row = from; row < values.length; row += 1) {
      const type = types[row]!;
      if (type !== AttributeType.String && type !== AttributeType.Bytes) continue;
      const id = values[row]! - first;
      if (id >= 0 && id < ids.length && ids[id] !== 0) values[row] = ids[id]!;
    }
  }

  /** Same keys, types and values in the same order: `[a, a + length)` and `[b, b + length)`. */
  rangesEqual(a: number, b: number, length: number): boolean {
    for (let i = 0; i < length; i += 1) {
      if (this.#key.at(a + i) !== this.#key.at(b + i)) return false;
      if (this.#type.at(a + i) !== this.#type.at(b + i)) return false;
      const left = this.#value.at(a + i);
      const right = this.#value.at(b + i);
      if (left === right) continue;
      if (!this.#isNumber(a + i)) return false;
      if (!Object.is(this.#numbers.at(left), this.#numbers.at(right))) return false;
    }
    return true;
  }

  /** Continues a hash over `[from, to)`; equal ranges give equal hashes. */
  hashRange(hash: number, from: number, to: number): number {
    let h = hashStep(hash, to - from);
    for (let row = from; row < to; row += 1) {
      h = hashStep(hashStep(h, this.#key.at(row)), this.#type.at(row));
      // Numbers are left out: their rows differ where their values do not.
      if (!this.#isNumber(row)) h = hashStep(h, this.#value.at(row));
    }
    return h;
  }

  /**
   * Calls `report` for each key (StringId) that comes again with an equal value among the attributes
   * of one owner, once for each owner and key: with the place of the owner in `owners`. `first` has
   * the first row of every owner of the columns.
   */
  forEachRepeatedKey(
    first: Uint32Array,
    owners: Uint32Array,
    report: (place: number, key: number) => void,
  ): void {
    const keys = this.#key.view();
    for (let place = 0; place < owners.length; place += 1) {
      const from = first[owners[place]!]!;
      const to = first[owners[place]! + 1] ?? keys.length;
      // Most owners have each key once, as one bit for each of 32 sorts of keys mostly shows.
      let seen = 0;
      let mayRepeat = false;
      for (let row = from; row < to; row += 1) {
        const bit = 1 << (Math.imul(keys[row]!, 0x9e3779b1) >>> 27);
        mayRepeat ||= (seen & bit) !== 0;
        seen |= bit;
      }
      if (!mayRepeat) continue;
      for (const key of this.#repeatedKeys(from, to)) report(place, key);
    }
  }

  #repeatedKeys(from: number, to: number): ReadonlySet<number> {
    if (to - from > comparedPairwise) return this.#repeatedAmongMany(from, to);
    let repeated: Set<number> | undefined;
    for (let row = from + 1; row < to; row += 1) {
      for (let earlier = from; earlier < row; earlier += 1) {
        if (this.#key.at(earlier) !== this.#key.at(row)) continue;
        if (this.rangesEqual(earlier, row, 1)) (repeated ??= new Set()).add(this.#key.at(row));
      }
    }
    return repeated ?? none;
  }

  #repeatedAmongMany(from: number, to: number): ReadonlySet<number> {
    const seen = new Set<string>();
    const repeated = new Set<number>();
    for (let row = from; row < to; row += 1) {
      const value = this.#value.at(row);
      const number = this.#isNumber(row) ? this.#numbers.at(value) : value;
      const content = Object.is(number, -0) ? "-0" : number;
      const text = `${this.#key.at(row)} ${this.#type.at(row)} ${content}`;
      if (seen.has(text)) repeated.add(this.#key.at(row));
      else seen.add(text);
    }
    return repeated;
  }

  /**
   * The attributes of some owners, in the order given. `first` has the first row of every owner
   * of the columns, in input order. With `release`, each column is forgotten once it was copied.
   */
  gather(first: Uint32Array, owners: Uint32Array, release = false): AttributeTable {
    const { length } = this;
    const n = owners.length;
    const offset = new Uint32Array(n + 1);
    const from = new Uint32Array(n);
    let total = 0;
    for (let i = 0; i < n; i += 1) {
      const owner = owners[i]!;
      from[i] = first[owner]!;
      total += (owner + 1 < first.length ? first[owner + 1]! : length) - from[i]!;
      offset[i + 1] = total;
    }
    const key = gatherRuns32(release ? this.#key.take() : this.#key.view(), from, offset);
    const value = gatherRuns32(release ? this.#value.take() : this.#value.view(), from, offset);
    const type = gatherRuns8(release ? this.#type.take() : this.#type.view(), from, offset);
    return { offset, key, type, value, numbers: this.#numbers.view() };
  }

  #put(type: AttributeType, value: number): void {
    this.#type.push(type);
    this.#value.push(value);
  }

  #putInt(value: number | string): void {
    const number = typeof value === "string" ? Number(value) : value;
    // Text that is not the plain form of the number ("007", "+1", beyond 2^53) stays text.
    if (!Number.isSafeInteger(number) || (typeof value === "string" && String(number) !== value)) {
      this.#put(AttributeType.BigInt, this.#strings.intern(String(value)));
    } else if ((number | 0) === number) {
      this.#put(AttributeType.SmallInt, number >>> 0);
    } else {
      this.#put(AttributeType.Int, this.#number(number));
    }
  }

  #number(value: number): number {
    this.#numbers.push(value);
    return this.#numbers.length - 1;
  }

  #isNumber(row: number): boolean {
    const type = this.#type.at(row);
    return type === AttributeType.Int || type === AttributeType.Double;
  }
}
