const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * Bytes gathered from a stream for one call of `JSON.parse`, with a map back to where they stood in
 * the stream, so that an error inside them can be placed. Bytes may be left out or put in between.
 */
export class SliceBuffer {
  length = 0;
  bytes: Uint8Array;
  /** Pairs: from this position on, source offset minus position is the second number. */
  private anchors: number[] = [];
  private delta = Number.NaN;

  constructor(capacity = 256) {
    this.bytes = new Uint8Array(capacity);
  }

  /** Appends `source[from, to)`, whose first byte stands at `offset` in the stream. */
  append(source: Uint8Array, from: number, to: number, offset: number): void {
    if (to <= from) return;
    this.anchorAt(offset - this.length);
    this.reserve(to - from);
    // A copy by hand is cheaper than a view and `set` for the short runs that are the most frequent.
    if (to - from < 32) {
      const target = this.bytes;
      let at = this.length;
      for (let i = from; i < to; i += 1) target[at++] = source[i]!;
    } else {
      this.bytes.set(source.subarray(from, to), this.length);
    }
    this.length += to - from;
  }

  /** Appends a byte that does not stand in the stream. */
  appendByte(byte: number): void {
    this.reserve(1);
    this.bytes[this.length++] = byte;
  }

  /** Appends another buffer, keeping its map. */
  appendBuffer(other: SliceBuffer): void {
    const { anchors } = other;
    const start = anchors[0] ?? other.length;
    this.copyPlain(other, 0, start);
    for (let i = 0; i < anchors.length; i += 2) {
      const from = anchors[i]!;
      const to = anchors[i + 2] ?? other.length;
      this.append(other.bytes, from, Math.min(to, other.length), from + anchors[i + 1]!);
    }
  }

  /**
   * Puts quotes around the integer literal of `digits` digits (and its sign) at the end, so that
   * `JSON.parse` gives its exact text in place of a rounded number.
   */
  quoteTail(digits: number): void {
    let from = this.length - digits;
    if (from > 0 && this.bytes[from - 1] === 0x2d) from -= 1;
    this.reserve(2);
    this.bytes.copyWithin(from + 1, from, this.length);
    this.bytes[from] = 0x22;
    this.length += 1;
    this.bytes[this.length++] = 0x22;
  }

  /** Offset in the stream of the byte at `position`. */
  sourceOffset(position: number): number {
    const { anchors } = this;
    let low = 0;
    let high = anchors.length / 2;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (anchors[middle * 2]! <= position) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? position : position + anchors[low * 2 - 1]!;
  }

  text(from = 0, to = this.length): string {
    return decoder.decode(this.bytes.subarray(from, to));
  }

  truncate(length: number): void {
    this.length = Math.min(this.length, length);
    this.delta = Number.NaN;
    while ((this.anchors.at(-2) ?? -1) >= this.length) this.anchors.splice(-2);
  }

  /** Empties it; keeps the memory unless one huge value has made it large. */
  clear(): void {
    this.length = 0;
    this.anchors = [];
    this.delta = Number.NaN;
    if (this.bytes.length > 1 << 23) this.bytes = new Uint8Array(1 << 20);
  }

  private copyPlain(other: SliceBuffer, from: number, to: number): void {
    for (let i = from; i < to; i += 1) this.appendByte(other.bytes[i]!);
  }

  private anchorAt(delta: number): void {
    if (delta === this.delta) return;
    this.delta = delta;
    this.anchors.push(this.length, delta);
  }

  private reserve(more: number): void {
    const needed = this.length + more;
    if (needed <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(needed, this.bytes.length * 2));
    grown.set(this.bytes.subarray(0, this.length));
    this.bytes = grown;
  }
}
