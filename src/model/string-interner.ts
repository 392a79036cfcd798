import { uint8 } from "@/lib/growable-column";
import { hashBytes } from "@/lib/hash";
import { StringTable } from "./string-table";

/** Longer texts are rarely repeated, and would make the front cache heavy. */
const cachedLength = 128;
const cachedTexts = 16_384;
/** Up to here a loop beats a call into the encoder, or into a copy. */
const inlineLength = 48;
const firstSlots = 1024;

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

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
  /** Strings in the slots. */
  #held = 0;
  readonly #recent = new Map<string, number>();

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
    let slot = (hash << 1) & mask;
    for (let id = slots[slot]!; id !== 0; id = slots[slot]!) {
      if (slots[slot + 1] === hash && this.#equals(id, view, from, length)) return id;
      slot = (slot + 2) & mask;
    }
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
    return this.#keep(start + length, hash, slot);
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
    let slot = (hash << 1) & mask;
    for (let id = slots[slot]!; id !== 0; id = slots[slot]!) {
      const isSame = slots[slot + 1] === hash;
      if (isSame && this.#equals(id, this.#view, start, end - start)) return id;
      slot = (slot + 2) & mask;
    }
    return this.#keep(end, hash, slot);
  }

  /** Makes a new string of the bytes up to `end`. */
  #keep(end: number, hash: number, slot: number): number {
    if (end > 0xffffffff) throw new RangeError("More than 4 GiB of distinct text");
    const id = this.#count;
    this.#count = id + 1;
    if (id + 2 > this.#offset.length) this.#offset = doubled(this.#offset);
    this.#offset[id + 1] = end;
    this.#slots[slot] = id;
    this.#slots[slot + 1] = hash;
    this.#held += 1;
    if (this.#held * 4 > this.#slots.length) this.#rehash();
    return id;
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
    const next = uint8(Math.max(bytes, this.#blob.length * 2));
    next.set(this.#blob.subarray(0, this.#offset[this.#count]));
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

  #rehash(): void {
    const old = this.#slots;
    const slots = new Uint32Array(old.length * 2);
    const mask = slots.length - 1;
    for (let from = 0; from < old.length; from += 2) {
      if (old[from] === 0) continue;
      const hash = old[from + 1]!;
      let slot = (hash << 1) & mask;
      while (slots[slot] !== 0) slot = (slot + 2) & mask;
      slots[slot] = old[from]!;
      slots[slot + 1] = hash;
    }
    this.#slots = slots;
  }
}

function doubled(column: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const next = new Uint32Array(column.length * 2);
  next.set(column);
  return next;
}
