import { gatherUint32, gatherUint8 } from "@/lib/gather";
import { growable } from "@/lib/growable-column";
import type { AttributeColumns } from "./attribute-columns";
import { linkRelations, type LinkTable } from "./link-table";
import type { PackedLinks } from "./packed-span";
import { gatherSparse, SparseColumnBuilder, sparseRangesEqual } from "./sparse-column";
import { readSpanKey, type SpanKey } from "./span-key";
import type { LinkFields } from "./span-sink";
import type { StringInterner } from "./string-interner";

/** Gives the row of a span of the trace by its id, or -1. */
export type FindRow = (hi: number, lo: number, odd: string | undefined) => number;

/** The links of all spans in input order. */
export class LinkColumns {
  readonly attributes: AttributeColumns;
  readonly #strings: StringInterner;
  readonly #traceId = growable.uint32();
  readonly #hi = growable.uint32();
  readonly #lo = growable.uint32();
  readonly #odd = new Map<number, string>();
  readonly #relation = growable.uint8();
  readonly #traceState = new SparseColumnBuilder();
  readonly #traceFlags = new SparseColumnBuilder();
  readonly #dropped = new SparseColumnBuilder();
  readonly #attributeStart = growable.uint32();
  readonly #key: SpanKey = { hi: 0, lo: 0, odd: undefined };

  constructor(strings: StringInterner, attributes: AttributeColumns) {
    this.#strings = strings;
    this.attributes = attributes;
  }

  get length(): number {
    return this.#hi.length;
  }

  /** Appends a link to a span of the trace with the canonical id `traceId`. */
  push(fields: LinkFields, traceId: string): void {
    const link = this.length;
    const key = readSpanKey(fields.spanId, this.#key);
    this.#traceId.push(this.#strings.intern(traceId));
    this.#hi.push(key.hi);
    this.#lo.push(key.lo);
    if (key.odd !== undefined) this.#odd.set(link, key.odd);
    this.#relation.push(linkRelations.indexOf(fields.relation));
    const traceState = this.#strings.intern(fields.traceState);
    if (traceState !== 0) this.#traceState.push(link, traceState);
    if (fields.traceFlags !== undefined) this.#traceFlags.push(link, fields.traceFlags);
    if (fields.droppedAttributesCount !== 0)
      this.#dropped.push(link, fields.droppedAttributesCount);
    this.#attributeStart.push(this.attributes.length);
  }

  /** The links of a packed span. */
  pushPacked(packed: PackedLinks): void {
    const before = this.attributes.length;
    for (let at = 0; at < packed.count; at += 1) {
      const link = this.length;
      this.#traceId.push(packed.traceId[at]!);
      this.#hi.push(packed.hi[at]!);
      this.#lo.push(packed.lo[at]!);
      this.#relation.push(0);
      if (packed.traceState[at] !== 0) this.#traceState.push(link, packed.traceState[at]!);
      if (packed.flags[at]! >= 0) this.#traceFlags.push(link, packed.flags[at]!);
      this.#attributeStart.push(before + packed.attributeStart[at]!);
    }
    this.attributes.pushPacked(packed.attributes);
  }

  /** Continues a hash over the links `[from, to)` and their attributes. */
  hashRange(hash: number, from: number, to: number): number {
    let h = hash;
    for (let link = from; link < to; link += 1) {
      h = this.attributes.hashRange(h ^ this.#lo.at(link), ...this.#attributesOf(link));
    }
    return h;
  }

  rangesEqual(a: number, b: number, length: number): boolean {
    for (let i = 0; i < length; i += 1) {
      for (const column of [this.#traceId, this.#hi, this.#lo, this.#relation]) {
        if (column.at(a + i) !== column.at(b + i)) return false;
      }
      if (this.#odd.get(a + i) !== this.#odd.get(b + i)) return false;
      const [fromA, toA] = this.#attributesOf(a + i);
      const [fromB, toB] = this.#attributesOf(b + i);
      if (toA - fromA !== toB - fromB) return false;
      if (!this.attributes.rangesEqual(fromA, fromB, toA - fromA)) return false;
    }
    return [this.#traceState, this.#traceFlags, this.#dropped].every((column) =>
      sparseRangesEqual(column.view(), a, b, length),
    );
  }

  /**
   * The links of some spans, in the order of `spans` (rows of the builder); `firstLink` has the
   * first link of every span. Targets are looked up in the trace with the id `traceId`.
   */
  gather(
    firstLink: Uint32Array,
    spans: Uint32Array,
    traceId: string,
    findRow: FindRow,
  ): { table: LinkTable; offset: Uint32Array } {
    // By text: a builder that is about to end no longer finds the ids of the strings it has.
    const isOwn = new Map<number, boolean>();
    const namesTrace = (id: number): boolean => {
      const known = isOwn.get(id);
      if (known !== undefined) return known;
      const answer = this.#strings.textOf(id) === traceId;
      isOwn.set(id, answer);
      return answer;
    };
    const offset = new Uint32Array(spans.length + 1);
    const source = growable.uint32();
    for (let row = 0; this.length > 0 && row < spans.length; row += 1) {
      const span = spans[row]!;
      const end = firstLink[span + 1] ?? this.length;
      for (let link = firstLink[span]!; link < end; link += 1) source.push(link);
      offset[row + 1] = source.length;
    }
    const links = source.view();
    const oddSpanIds = new Map<number, string>();
    const target = new Int32Array(links.length).fill(-1);
    links.forEach((link, at) => {
      const odd = this.#odd.get(link);
      if (odd !== undefined) oddSpanIds.set(at, odd);
      if (!namesTrace(this.#traceId.at(link))) return;
      target[at] = findRow(this.#hi.at(link), this.#lo.at(link), odd);
    });
    const table = {
      length: links.length,
      traceId: gatherUint32(this.#traceId.view(), links),
      spanIdHi: gatherUint32(this.#hi.view(), links),
      spanIdLo: gatherUint32(this.#lo.view(), links),
      oddSpanIds,
      target,
      relation: gatherUint8(this.#relation.view(), links),
      traceState: gatherSparse(this.#traceState.view(), links),
      traceFlags: gatherSparse(this.#traceFlags.view(), links),
      droppedAttributesCount: gatherSparse(this.#dropped.view(), links),
      attributes: this.attributes.gather(this.#attributeStart.view(), links),
    };
    return { table, offset };
  }

  #attributesOf(link: number): [number, number] {
    const start = this.#attributeStart;
    const end = link + 1 < start.length ? start.at(link + 1) : this.attributes.length;
    return [start.at(link), end];
  }
}
