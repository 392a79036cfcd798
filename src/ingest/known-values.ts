import { hashBytes } from "@/lib/hash";

/** Longer texts are rarely repeated, and more than so many of them are forgotten. */
const longest = 1 << 14;
const most = 1 << 11;

interface KnownValue {
  readonly bytes: Uint8Array;
  readonly value: unknown;
}

/**
 * Values of JSON texts that come again and again, told by their bytes: servers that write each span
 * with its resource and its scope say the same thousands of times.
 */
export class KnownValues {
  /** By hash: the last of those that share one. */
  readonly #values = new Map<number, KnownValue>();

  /** The value that was kept for a text; undefined where there is none. */
  find(bytes: Uint8Array, from: number, to: number): unknown {
    if (to - from > longest) return undefined;
    const known = this.#values.get(hashOf(bytes, from, to));
    return known && isSame(known.bytes, bytes, from, to) ? known.value : undefined;
  }

  /** Whoever finds the value is given this very one: it must not be changed. */
  keep(bytes: Uint8Array, from: number, to: number, value: unknown): void {
    if (to - from > longest) return;
    if (this.#values.size >= most) this.#values.clear();
    this.#values.set(hashOf(bytes, from, to), { bytes: bytes.slice(from, to), value });
  }
}

function hashOf(bytes: Uint8Array, from: number, to: number): number {
  return hashBytes(new DataView(bytes.buffer, bytes.byteOffset), from, to);
}

function isSame(known: Uint8Array, bytes: Uint8Array, from: number, to: number): boolean {
  if (known.length !== to - from) return false;
  for (let at = 0; at < known.length; at += 1) {
    if (known[at] !== bytes[from + at]) return false;
  }
  return true;
}
