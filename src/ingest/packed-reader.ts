import type { PackedSink } from "@/model/packed-span";
import { PackedSpan } from "@/model/packed-span";
import { ByteCursor, GIVE_UP } from "./byte-cursor";

/** Keys beyond these are looked at again at each span. */
const MOST_KEYS = 65_536;

/**
 * What the readers of packed spans share: the cursor, the record that is filled, and memories of
 * what the last spans said, because most spans say the same.
 */
export class PackedReader {
  readonly cursor = new ByteCursor();
  readonly span = new PackedSpan();
  readonly sink: PackedSink;
  readonly #keyAction: (key: string) => number;
  readonly #actions = new Map<number, number>();
  readonly #names = new Map<number, number>();
  #traceBytes: Uint8Array = new Uint8Array(0);
  #traceRow = -1;

  /** `keyAction` sorts attribute keys; what it gives for a key is remembered. */
  constructor(sink: PackedSink, keyAction: (key: string) => number) {
    this.sink = sink;
    this.#keyAction = keyAction;
  }

  /** Id of the cursor's last string. */
  intern(): number {
    const { bytes, from, to, hash } = this.cursor;
    return this.sink.internBytes(bytes, from, to, hash);
  }

  /** What is to be done with attributes of this key. */
  action(key: number): number {
    const known = this.#actions.get(key);
    if (known !== undefined) return known;
    const action = this.#keyAction(this.sink.textOf(key));
    if (this.#actions.size < MOST_KEYS) this.#actions.set(key, action);
    return action;
  }

  /** Row of the name that the cursor's last string is. */
  nameRow(): number {
    const id = this.intern();
    const known = this.#names.get(id);
    if (known !== undefined) return known;
    const row = this.sink.nameRow(this.sink.textOf(id));
    if (this.#names.size < MOST_KEYS) this.#names.set(id, row);
    return row;
  }

  /** Row of the trace whose id is the cursor's last string: hexadecimal, `least` digits or more. */
  traceRow(least: number): number {
    const { cursor } = this;
    if (this.#traceRow >= 0 && cursor.isText(this.#traceBytes)) return this.#traceRow;
    if (cursor.to - cursor.from < least || cursor.to - cursor.from > 32) throw GIVE_UP;
    for (let at = cursor.from; at < cursor.to; at += 1) hexDigit(cursor.bytes[at]!);
    this.#traceBytes = cursor.bytes.slice(cursor.from, cursor.to);
    this.#traceRow = this.sink.traceRow(cursor.ascii());
    return this.#traceRow;
  }

  /** True when `bytes[from, to)` of the cursor is the trace id that `traceRow` saw last. */
  isSameTrace(from: number, to: number): boolean {
    const known = this.#traceBytes;
    if (to - from !== known.length) return false;
    for (let i = 0; i < known.length; i += 1) {
      if (this.cursor.bytes[from + i] !== known[i]) return false;
    }
    return true;
  }

  /** The high half of the span id that the last string is, of at most 16 hex digits. */
  idHi(): number {
    const { from, to } = this.cursor;
    if (to - from > 16 || to === from) throw GIVE_UP;
    return this.#hex(from, Math.max(from, to - 8));
  }

  /** The low half; to be asked after `idHi`. */
  idLo(): number {
    const { from, to } = this.cursor;
    return this.#hex(Math.max(from, to - 8), to);
  }

  #hex(from: number, to: number): number {
    let value = 0;
    for (let at = from; at < to; at += 1) {
      value = (value << 4) | hexDigit(this.cursor.bytes[at]!);
    }
    return value >>> 0;
  }
}

function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  if (byte >= 0x61 && byte <= 0x66) return byte - 0x57;
  if (byte >= 0x41 && byte <= 0x46) return byte - 0x37;
  throw GIVE_UP;
}
