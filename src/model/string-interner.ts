import { growable, uint8 } from "@/lib/growable-column";
import { hashBytes } from "@/lib/hash";
import { StringTable } from "./string-table";

/** Longer texts are rarely repeated, and would make the front cache heavy. */
const cachedLength = 128;
const cachedTexts = 16_384;
/** Up to here a loop over characters beats the call into the encoder. */
const inlineLength = 48;

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * Gives equal strings one id. Bytes are appended to the blob first and taken back when the string
 * is known already, so that a lookup makes no garbage; known strings are found through an
 * open-addressed table of ids, which goes with the interner and not with the finished trace.
 *
 * Half a surrogate pair, which is not Unicode text, becomes U+FFFD.
 */
export class StringInterner {
  #blob = uint8(4096);
  #used = 0;
  /** End of each string; string 0 is "". */
  readonly #offset = growable.uint32();
  readonly #hash = growable.uint32();
  /** Ids; 0 is a free slot, as "" is never looked up. */
  #slots = new Uint32Array(1024);
  readonly #recent = new Map<string, number>();

  constructor() {
    this.#offset.push(0);
    this.#offset.push(0);
    this.#hash.push(0);
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

  /** The id of a text given as valid UTF-8, `bytes[from, to)`, whose `hashBytes` is `hash`. */
  internBytes(bytes: Uint8Array, from: number, to: number, hash: number): number {
    const length = to - from;
    if (length === 0) return 0;
    const mask = this.#slots.length - 1;
    const blob = this.#blob;
    let slot = hash & mask;
    for (let id = this.#slots[slot]!; id !== 0; id = this.#slots[slot]!) {
      if (this.#hash.at(id) === hash) {
        const start = this.#offset.at(id);
        if (this.#offset.at(id + 1) - start === length) {
          let at = 0;
          while (at < length && blob[start + at] === bytes[from + at]) at += 1;
          if (at === length) return id;
        }
      }
      slot = (slot + 1) & mask;
    }
    const start = this.#used;
    this.#reserve(start + length);
    if (length > inlineLength) this.#blob.set(bytes.subarray(from, to), start);
    else for (let at = 0; at < length; at += 1) this.#blob[start + at] = bytes[from + at]!;
    return this.#keep(start + length, hash, slot);
  }

  /** The text of an id. For rare use: it is decoded each time. */
  textOf(id: number): string {
    return decoder.decode(this.#blob.subarray(this.#offset.at(id), this.#offset.at(id + 1)));
  }

  /** What has been interned so far; strings added later do not change it. */
  table(): StringTable {
    return new StringTable(this.#blob.subarray(0, this.#used), this.#offset.view());
  }

  #find(text: string): number {
    const start = this.#used;
    const end = start + this.#append(text, start);
    const hash = hashBytes(this.#blob, start, end);
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (let id = this.#slots[slot] ?? 0; id !== 0; id = this.#slots[slot] ?? 0) {
      if (this.#hash.at(id) === hash && this.#equals(id, start, end)) return id;
      slot = (slot + 1) & mask;
    }
    return this.#keep(end, hash, slot);
  }

  /** Makes a new string of the bytes up to `end`. */
  #keep(end: number, hash: number, slot: number): number {
    if (end > 0xffffffff) throw new RangeError("More than 4 GiB of distinct text");
    const id = this.#hash.length;
    this.#slots[slot] = id;
    this.#hash.push(hash);
    this.#offset.push(end);
    this.#used = end;
    if (id * 2 > this.#slots.length) this.#rehash();
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
    next.set(this.#blob.subarray(0, this.#used));
    this.#blob = next;
  }

  #equals(id: number, start: number, end: number): boolean {
    const other = this.#offset.at(id);
    const length = end - start;
    if (this.#offset.at(id + 1) - other !== length) return false;
    for (let at = 0; at < length; at += 1) {
      if (this.#blob[other + at] !== this.#blob[start + at]) return false;
    }
    return true;
  }

  #rehash(): void {
    const slots = new Uint32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (let id = 1; id < this.#hash.length; id += 1) {
      let slot = this.#hash.at(id) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = id;
    }
    this.#slots = slots;
  }
}
