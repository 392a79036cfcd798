import { gatherUint32 } from "@/lib/gather";
import { growable } from "@/lib/growable-column";
import { sortByKey } from "@/lib/sort-by-key";
import type { AttributeColumns } from "./attribute-columns";
import { clampTime, type TraceClock } from "./draft-times";
import type { EventTable } from "./event-table";
import { gatherSparse, SparseColumnBuilder, sparseRangesEqual } from "./sparse-column";
import type { PackedEvents } from "./packed-span";
import { isZeroTime, usableTime } from "./span-columns";
import type { WireTime } from "./span-sink";
import type { TraceDraft } from "./trace-draft";
import type { StringInterner } from "./string-interner";

/** The events of all spans in input order, as they came. */
export class EventColumns {
  readonly attributes: AttributeColumns;
  readonly #strings: StringInterner;
  /** NaN: no usable time. */
  readonly #micros = growable.float64();
  readonly #nanos = growable.uint16();
  readonly #name = growable.uint32();
  readonly #attributeStart = growable.uint32();
  readonly #dropped = new SparseColumnBuilder();

  constructor(strings: StringInterner, attributes: AttributeColumns) {
    this.#strings = strings;
    this.attributes = attributes;
  }

  get length(): number {
    return this.#micros.length;
  }

  push(name: string, time: WireTime | undefined, droppedAttributesCount: number): void {
    const usable = usableTime(time);
    if (droppedAttributesCount !== 0) this.#dropped.push(this.length, droppedAttributesCount);
    this.#micros.push(usable === undefined ? Number.NaN : usable.micros);
    this.#nanos.push(usable === undefined ? 0 : usable.nanos);
    this.#name.push(this.#strings.intern(name));
    this.#attributeStart.push(this.attributes.length);
  }

  /** The events of a packed span. */
  pushPacked(packed: PackedEvents): void {
    const before = this.attributes.length;
    for (let at = 0; at < packed.count; at += 1) {
      this.#micros.push(packed.micros[at]!);
      this.#nanos.push(packed.nanos[at]!);
      this.#name.push(packed.name[at]!);
      this.#attributeStart.push(before + packed.attributeStart[at]!);
    }
    this.attributes.pushPacked(packed.attributes);
  }

  /** Continues a hash over the events `[from, to)` and their attributes. */
  hashRange(hash: number, from: number, to: number): number {
    let h = hash;
    for (let event = from; event < to; event += 1) {
      h = this.attributes.hashRange(h ^ this.#name.at(event), ...this.#attributesOf(event));
    }
    return h;
  }

  rangesEqual(a: number, b: number, length: number): boolean {
    for (let i = 0; i < length; i += 1) {
      if (this.#name.at(a + i) !== this.#name.at(b + i)) return false;
      if (!Object.is(this.#micros.at(a + i), this.#micros.at(b + i))) return false;
      if (this.#nanos.at(a + i) !== this.#nanos.at(b + i)) return false;
      const [fromA, toA] = this.#attributesOf(a + i);
      const [fromB, toB] = this.#attributesOf(b + i);
      if (toA - fromA !== toB - fromB) return false;
      if (!this.attributes.rangesEqual(fromA, fromB, toA - fromA)) return false;
    }
    return sparseRangesEqual(this.#dropped.view(), a, b, length);
  }

  /**
   * The events of a draft in row order, each span's by time and then input order. `firstEvent` has
   * the first event of every span of the columns.
   */
  gather(
    firstEvent: Uint32Array,
    spanAt: Uint32Array,
    draft: TraceDraft,
    clock: TraceClock,
  ): { table: EventTable; offset: Uint32Array } {
    const offset = new Uint32Array(spanAt.length + 1);
    // Most traces of servers have none.
    if (this.length > 0) {
      for (let row = 0; row < spanAt.length; row += 1) {
        const span = draft.rows[spanAt[row]!]!;
        const end = span + 1 < firstEvent.length ? firstEvent[span + 1]! : this.length;
        offset[row + 1] = offset[row]! + (end - firstEvent[span]!);
      }
    }
    const total = offset[spanAt.length]!;
    const timeNs = new Float64Array(total);
    const source = new Uint32Array(total);
    for (let row = 0; total > 0 && row < spanAt.length; row += 1) {
      const to = offset[row + 1]!;
      const from = offset[row]!;
      if (from === to) continue;
      const first = firstEvent[draft.rows[spanAt[row]!]!]!;
      for (let at = from; at < to; at += 1) {
        source[at] = first + at - from;
        timeNs[at] = this.#time(source[at]!, spanAt[row]!, draft, clock);
      }
      if (to - from > 1) sortRange(timeNs, source, from, to);
    }
    const table = {
      length: total,
      timeNs,
      name: gatherUint32(this.#name.view(), source),
      droppedAttributesCount: gatherSparse(this.#dropped.view(), source),
      attributes: this.attributes.gather(this.#attributeStart.view(), source),
    };
    return { table, offset };
  }

  /** An event without a time is shown at the start of its span. */
  #time(event: number, span: number, draft: TraceDraft, clock: TraceClock): number {
    const time = { micros: this.#micros.at(event), nanos: this.#nanos.at(event) };
    if (Number.isNaN(time.micros) || (clock.isWallClock && isZeroTime(time))) {
      draft.log.add(span, "event-time-missing", this.#strings.textOf(this.#name.at(event)));
      return draft.startNs[span]!;
    }
    return clampTime(clock, time, span, draft.log, false);
  }

  #attributesOf(event: number): [number, number] {
    const start = this.#attributeStart;
    const end = event + 1 < start.length ? start.at(event + 1) : this.attributes.length;
    return [start.at(event), end];
  }
}

function sortRange(timeNs: Float64Array, source: Uint32Array, from: number, to: number): void {
  let sorted = true;
  for (let at = from + 1; at < to && sorted; at += 1) sorted = timeNs[at]! >= timeNs[at - 1]!;
  if (sorted) return;
  const times = timeNs.slice(from, to);
  const events = source.slice(from, to);
  sortByKey(times).forEach((at, place) => {
    timeNs[from + place] = times[at]!;
    source[from + place] = events[at]!;
  });
}
