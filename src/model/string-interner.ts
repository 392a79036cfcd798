import { uint8 } from "@/lib/growable-column";
import { Growth } from "@/lib/growth";
import { hashBytes } from "@/lib/hash";
import { StringTable } from "./string-table";

/** Longer texts are rarely repeated, and would make the front cache heavy. */
const cachedLength = 128;
const cachedTexts = 16_384;
/** Up to here a loop beats a call into the encoder, or into a copy. */
const inlineLength = 48;
const firstSlots = 1024;
/** At least two slots of two numbers. */
const slotsPerString = 4;
/** Texts that are appended before they are looked up together. */
const mostUnsettled = 1 << 15;
/** Where one of so many appended texts had an id, so many of the next ones are looked up at once. */
const toleratedShare = 8;
const doubtedTexts = 16 * mostUnsettled;

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** Ids to be replaced: `ids[id - first]` is the one to put in place of an id, 0 where it stays. */
export interface ReplacedIds {
  readonly first: number;
  readonly ids: Uint32Array;
}

/**
 * Gives equal strings one id. Bytes of a text are appended to the blob first and taken back when
 * the string is known already, so that a lookup makes no garbage; known strings are found through
 * an open-addressed table of ids, which goes with the interner and not with the finished trace.
 *
 * Half a surrogate pair, which is not Unicode text, becomes U+FFFD.
 */
export class StringInterner {
  #blob = uint8(4096);
  #view = new DataView(this.#blob.buffer);
  /** String i is `blob[offset[i], offset[i + 1])`; string 0 is "". */
  #offset = new Uint32Array(512);
  #count = 1;
  /**
   * An id and its hash after each other, so that both are in the processor's cache at once; id 0 is
   * a free slot, as "" is never looked up.
   */
  #slots = new Uint32Array(firstSlots * 2);
  /** The high bits of a hash are its slot: a larger table has the same order. */
  #shift = shiftFor(firstSlots);
  /** Strings in the slots. */
  #held = 0;
  readonly #recent = new Map<string, number>();
  /** Appended texts that are not in the table yet, and their hashes. */
  #unsettled = new Uint32Array(0);
  #unsettledHashes = new Uint32Array(0);
  #unsettledCount = 0;
  /** So many of the texts to be appended are looked up instead. */
  #doubted = 0;
  readonly #growth: Growth;

  constructor(growth = new Growth()) {
    this.#growth = growth;
  }

  /** The id of a text. Throws a RangeError past 4 GiB of distinct text. */
  intern(text: string): number {
    if (text === "") return 0;
    if (text.length > cachedLength) return this.#find(text);
    const known = this.#recent.get(text);
    if (known !== undefined) return known;
    const id = this.#find(text);
    if (this.#recent.size >= cachedTexts) this.#recent.clear();
    this.#recent.set(text, id);
    return id;
  }

  /**
   * The id of a text given as valid UTF-8: the bytes `[from, to)` of a view, whose `hashBytes` is
   * `hash`.
   */
  internBytes(view: DataView, from: number, to: number, hash: number): number {
    const length = to - from;
    if (length === 0) return 0;
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = (hash >>> this.#shift) << 1;
    for (let id = slots[slot]!; id !== 0; id = slots[slot]!) {
      if (slots[slot + 1] === hash && this.#equals(id, view, from, length)) return id;
      slot = (slot + 2) & mask;
    }
    const id = this.#copy(view, from, length);
    this.#enter(id, hash, slot);
    return id;
  }

  /**
   * The same for a text that is most likely a new one: it is given a new id without a look. Once
   * `isFull`, and before anybody asks which texts are equal, `settle` has to be called. To look many
   * texts up in one loop takes a fraction of the time: the processor waits for the memory of several
   * of them at once.
   */
  append(view: DataView, from: number, to: number, hash: number): number {
    if (this.#doubted > 0) {
      this.#doubted -= 1;
      return this.internBytes(view, from, to, hash);
    }
    if (to === from) return 0;
    if (this.#unsettled.length === 0) {
      this.#unsettled = new Uint32Array(mostUnsettled);
      this.#unsettledHashes = new Uint32Array(mostUnsettled);
    }
    if (this.#unsettledCount === mostUnsettled) return this.internBytes(view, from, to, hash);
    const id = this.#copy(view, from, to - from);
    this.#unsettled[this.#unsettledCount] = id;
    this.#unsettledHashes[this.#unsettledCount] = hash;
    this.#unsettledCount += 1;
    return id;
  }

  /** True when `settle` should be called. */
  get isFull(): boolean {
    return this.#unsettledCount > mostUnsettled / 2;
  }

  /**
   * Looks up the texts that were appended since the last time. Gives which of their ids to replace,
   * where a text had an id before; it keeps its bytes.
   */
  settle(): ReplacedIds | undefined {
    const count = this.#unsettledCount;
    if (count === 0) return undefined;
    this.#unsettledCount = 0;
    if ((this.#held + count) * slotsPerString > this.#slots.length) this.#rehash(count);
    const first = this.#unsettled[0]!;
    const slots = this.#slots;
    const mask = slots.length - 1;
    let ids: Uint32Array | undefined;
    let known = 0;
    for (let at = 0; at < count; at += 1) {
      const id = this.#unsettled[at]!;
      const hash = this.#unsettledHashes[at]!;
      let slot = (hash >>> this.#shift) << 1;
      let other = slots[slot]!;
      while (other !== 0 && !(slots[slot + 1] === hash && this.#areEqual(other, id))) {
        slot = (slot + 2) & mask;
        other = slots[slot]!;
      }
      if (other === 0) {
        slots[slot] = id;
        slots[slot + 1] = hash;
      } else {
        ids ??= new Uint32Array(this.#count - first);
        ids[id - first] = other;
        known += 1;
      }
    }
    this.#held += count - known;
    if (known * toleratedShare > count) this.#doubted = doubtedTexts;
    return ids && { first, ids };
  }

  #areEqual(a: number, b: number): boolean {
    const start = this.#offset[b]!;
    return this.#equals(a, this.#view, start, this.#offset[b + 1]! - start);
  }

  /** Makes a new string of bytes of a view; gives its id. */
  #copy(view: DataView, from: number, length: number): number {
    const start = this.#offset[this.#count]!;
    this.#reserve(start + length);
    if (length > inlineLength) {
      this.#blob.set(new Uint8Array(view.buffer, view.byteOffset + from, length), start);
    } else {
      const blob = this.#view;
      let at = 0;
      for (; at + 4 <= length; at += 4) {
        blob.setInt32(start + at, view.getInt32(from + at, true), true);
      }
      for (; at < length; at += 1) blob.setUint8(start + at, view.getUint8(from + at));
    }
    return this.#keep(start + length);
  }

  /** The text of an id. For rare use: it is decoded each time. */
  textOf(id: number): string {
    return decoder.decode(this.#blob.subarray(this.#offset[id], this.#offset[id + 1]));
  }

  /** What has been interned so far; strings added later do not change it. */
  table(): StringTable {
    const end = this.#offset[this.#count]!;
    return new StringTable(this.#blob.subarray(0, end), this.#offset.subarray(0, this.#count + 1));
  }

  /** As `table`, in memory of its own without room to grow; nothing may be interned afterwards. */
  lastTable(): StringTable {
    this.dropLookup();
    const { bytes, offset } = this.#trimmed();
    this.#blob = uint8(0);
    this.#offset = new Uint32Array(0);
    return new StringTable(bytes, offset);
  }

  /**
   * Gives up the memory that finds the strings so far: later ones equal to them get ids of their
   * own. For when few strings are still to come.
   */
  dropLookup(): void {
    this.#slots = new Uint32Array(firstSlots * 2);
    this.#shift = shiftFor(firstSlots);
    this.#held = 0;
    this.#recent.clear();
  }

  #trimmed(): { bytes: Uint8Array; offset: Uint32Array } {
    const end = this.#offset[this.#count]!;
    const offset = this.#offset.slice(0, this.#count + 1);
    this.#offset = offset;
    return { bytes: end === this.#blob.length ? this.#blob : this.#blob.slice(0, end), offset };
  }

  #find(text: string): number {
    const start = this.#offset[this.#count]!;
    const end = start + this.#append(text, start);
    const hash = hashBytes(this.#view, start, end);
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = (hash >>> this.#shift) << 1;
    for (let id = slots[slot]!; id !== 0; id = slots[slot]!) {
      const isSame = slots[slot + 1] === hash;
      if (isSame && this.#equals(id, this.#view, start, end - start)) return id;
      slot = (slot + 2) & mask;
    }
    const id = this.#keep(end);
    this.#enter(id, hash, slot);
    return id;
  }

  /** Makes a new string of the bytes up to `end`. */
  #keep(end: number): number {
    if (end > 0xffffffff) throw new RangeError("More than 4 GiB of distinct text");
    const id = this.#count;
    this.#count = id + 1;
    if (id + 2 > this.#offset.length) this.#growOffset(id + 2);
    this.#offset[id + 1] = end;
    return id;
  }

  /** Puts a new string into its slot. */
  #enter(id: number, hash: number, slot: number): void {
    this.#slots[slot] = id;
    this.#slots[slot + 1] = hash;
    this.#held += 1;
    if ((this.#held + 1) * slotsPerString > this.#slots.length) this.#rehash(1);
  }

  /** Writes the bytes of a text past the used part; gives their number. */
  #append(text: string, start: number): number {
    this.#reserve(start + text.length * 3);
    if (text.length <= inlineLength) {
      let at = 0;
      for (; at < text.length; at += 1) {
        const unit = text.charCodeAt(at);
        if (unit > 0x7f) break;
        this.#blob[start + at] = unit;
      }
      if (at === text.length) return at;
    }
    return encoder.encodeInto(text, this.#blob.subarray(start)).written;
  }

  #reserve(bytes: number): void {
    if (bytes <= this.#blob.length) return;
    const used = this.#offset[this.#count]!;
    const next = uint8(this.#growth.capacity(used, bytes));
    next.set(this.#blob.subarray(0, used));
    this.#blob = next;
    this.#view = new DataView(next.buffer);
  }

  #equals(id: number, view: DataView, from: number, length: number): boolean {
    const start = this.#offset[id]!;
    if (this.#offset[id + 1]! - start !== length) return false;
    const blob = this.#view;
    let at = 0;
    for (; at + 4 <= length; at += 4) {
      if (blob.getInt32(start + at, true) !== view.getInt32(from + at, true)) return false;
    }
    for (; at < length; at += 1) {
      if (blob.getUint8(start + at) !== view.getUint8(from + at)) return false;
    }
    return true;
  }

  #growOffset(least: number): void {
    const next = new Uint32Array(this.#growth.capacity(this.#count + 1, least));
    next.set(this.#offset);
    this.#offset = next;
  }

  /** Makes room for `more` strings. */
  #rehash(more: number): void {
    const old = this.#slots;
    const wanted = this.#growth.capacity(this.#held, this.#held + more);
    let length = old.length;
    while (length < wanted * slotsPerString) length *= 2;
    const slots = new Uint32Array(length);
    const mask = length - 1;
    const shift = shiftFor(length / 2);
    for (let from = 0; from < old.length; from += 2) {
      if (old[from] === 0) continue;
      const hash = old[from + 1]!;
      let slot = (hash >>> shift) << 1;
      while (slots[slot] !== 0) slot = (slot + 2) & mask;
      slots[slot] = old[from]!;
      slots[slot + 1] = hash;
    }
    this.#slots = slots;
    this.#shift = shift;
  }
}

/** How far a hash is moved to have as many values as there are slots. */
function shiftFor(slots: number): number {
  return Math.clz32(slots - 1);
}
