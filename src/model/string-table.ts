/** Texts up to this many bytes are worth keeping decoded. */
const cachedBytes = 512;
const cachedTexts = 4096;

// A byte order mark at the start of a value is a part of the value.
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * Distinct strings by StringId as one UTF-8 blob, decoded when asked for. A trace's attributes
 * would be millions of JavaScript strings; as one array of bytes they cost what they are long, and
 * can be handed to another thread. The traces of one builder share one table.
 */
export class StringTable {
  readonly #blob: Uint8Array;
  /** length + 1 entries: string i is `blob[offset[i], offset[i + 1])`. */
  readonly #offset: Uint32Array;
  readonly #decoded = new Map<number, string>();

  constructor(blob: Uint8Array, offset: Uint32Array) {
    this.#blob = blob;
    this.#offset = offset;
  }

  get length(): number {
    return this.#offset.length - 1;
  }

  get byteLength(): number {
    return this.#blob.byteLength;
  }

  /** The bytes of a string, not copied. */
  bytes(id: number): Uint8Array {
    return this.#blob.subarray(this.#offset[id] ?? 0, this.#offset[id + 1] ?? 0);
  }

  /** The bytes of the strings `[from, to)`, which lie one after the other, not copied. */
  bytesOf(from: number, to: number): Uint8Array {
    return this.#blob.subarray(this.#offset[from] ?? 0, this.#offset[to] ?? 0);
  }

  /** Where a string begins in the bytes of all strings; for `length`, where the last one ends. */
  byteOffset(id: number): number {
    return this.#offset[id] ?? 0;
  }

  text(id: number): string {
    if (id === 0) return "";
    const known = this.#decoded.get(id);
    if (known !== undefined) return known;
    const bytes = this.bytes(id);
    const text = decoder.decode(bytes);
    if (bytes.length <= cachedBytes) {
      if (this.#decoded.size >= cachedTexts) this.#decoded.clear();
      this.#decoded.set(id, text);
    }
    return text;
  }
}
