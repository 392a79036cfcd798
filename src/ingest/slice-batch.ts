import { Problem } from "@/lib/problem";
import { CLOSE_ARRAY, COMMA, OPEN_ARRAY } from "./json-bytes";
import { locateFault } from "./json-locate";
import { KnownValues } from "./known-values";
import { LEFT_OUT } from "./packed-reader";
import { SliceBuffer } from "./slice-buffer";
import { elementPath, joinPath, nodePath, type SliceNode } from "./slice-tree";
import { byteExcerpt } from "./wire";

/** What a document is made of, in the order in which the stream completes it. */
export interface SliceHandler {
  /** The element of that ordinal of an array whose elements are cut whole. */
  element(array: SliceNode, index: number, value: unknown): void;
  /**
   * An object that was opened up has ended: what it holds beside the containers cut out of it, which
   * are left as empty ones. Undefined where that was not JSON.
   */
  leave(node: SliceNode, skeleton: unknown): void;
  /**
   * May read the next element of an array straight from the bytes at `at`; gives the position after
   * it, LEFT_OUT where the element is to be cut and parsed as usual, or TOO_SHORT where more bytes
   * are needed to tell. Hands nothing on by itself.
   */
  decode?(array: SliceNode, bytes: Uint8Array, at: number): number;
  /**
   * Hands on what `decode` has read: all elements before it have been handed over. Objects that
   * were left before it may come after it.
   */
  commit?(array: SliceNode): void;
}

/** Text handed to one call of `JSON.parse`: its cost by call is then of no account. */
const BATCH_BYTES = 1 << 20;
const MAX_ENTRIES = 1 << 10;
/** After so many elements in a row that could not be decoded, as many as `PASSED` are not tried. */
const PATIENCE = 32;
const PASSED = 256;

/**
 * Gathers cut elements and skeletons in the order of the stream and hands them over in batches,
 * each parsed by one call of native `JSON.parse`. An entry that is not JSON is left out, with the
 * first such place kept as `problem`.
 */
export class BatchQueue {
  readonly buffer = new SliceBuffer(1 << 16);
  problem: Problem | undefined;
  private readonly handler: SliceHandler;
  private nodes: SliceNode[] = [];
  /** Ordinal of an element; -1 for a skeleton. */
  private indexes: number[] = [];
  private starts: number[] = [];
  private holdsElements = false;
  private leftOut = 0;
  private passed = 0;
  private readonly known = new KnownValues();

  constructor(handler: SliceHandler) {
    this.handler = handler;
    this.buffer.appendByte(OPEN_ARRAY);
  }

  /** Begins an element; its bytes go into the buffer that is given back. */
  beginElement(array: SliceNode, index: number): SliceBuffer {
    this.begin(array, index);
    return this.buffer;
  }

  /**
   * Lets the handler read the element at `at` from the bytes; gives the position after it, or a
   * negative number as `SliceHandler.decode` does.
   */
  decode(array: SliceNode, bytes: Uint8Array, at: number): number {
    const { handler } = this;
    if (handler.decode === undefined || handler.commit === undefined) return LEFT_OUT;
    if (this.passed > 0) {
      this.passed -= 1;
      return LEFT_OUT;
    }
    const end = handler.decode(array, bytes, at);
    if (end < 0) {
      if (end === LEFT_OUT) this.doubt();
      return end;
    }
    this.leftOut = 0;
    if (this.holdsElements) this.flush();
    handler.commit(array);
    array.count += 1;
    return end;
  }

  /** Where element after element is left out, the next ones are not even tried. */
  private doubt(): void {
    this.leftOut += 1;
    if (this.leftOut < PATIENCE) return;
    this.leftOut = 0;
    this.passed = PASSED;
  }

  endElement(): void {
    this.flushIfFull();
  }

  /** Takes back an element that was begun and not ended. */
  dropElement(): void {
    this.nodes.pop();
    this.indexes.pop();
    const start = this.starts.pop() ?? 1;
    this.buffer.truncate(this.nodes.length === 0 ? 1 : start - 1);
  }

  leave(node: SliceNode, skeleton: SliceBuffer): void {
    if (!this.holdsElements && isDescription(node)) {
      const value = this.known.find(skeleton.bytes, 0, skeleton.length);
      if (value !== undefined) return this.handler.leave(node, value);
    }
    this.begin(node, -1);
    this.buffer.appendBuffer(skeleton);
    this.flushIfFull();
  }

  flush(): void {
    try {
      if (this.nodes.length > 0) this.deliverAll();
    } finally {
      this.buffer.clear();
      this.buffer.appendByte(OPEN_ARRAY);
      this.nodes = [];
      this.indexes = [];
      this.starts = [];
      this.holdsElements = false;
    }
  }

  private deliverAll(): void {
    this.buffer.appendByte(CLOSE_ARRAY);
    let values: unknown;
    try {
      values = JSON.parse(this.buffer.text());
    } catch {
      values = undefined;
    }
    if (Array.isArray(values) && values.length === this.nodes.length) {
      for (let i = 0; i < values.length; i += 1) this.deliver(i, values[i]);
    } else {
      this.deliverOneByOne();
    }
  }

  private begin(node: SliceNode, index: number): void {
    // What a resource or a scope is may be said later; of a document more hangs on the order.
    if (index >= 0 || node.role === "document") this.holdsElements = true;
    if (this.nodes.length > 0) this.buffer.appendByte(COMMA);
    this.nodes.push(node);
    this.indexes.push(index);
    this.starts.push(this.buffer.length);
  }

  private flushIfFull(): void {
    if (this.buffer.length >= BATCH_BYTES || this.nodes.length >= MAX_ENTRIES) this.flush();
  }

  private deliver(entry: number, value: unknown): void {
    const node = this.nodes[entry];
    const index = this.indexes[entry];
    if (node === undefined || index === undefined) return;
    if (index < 0) {
      if (isDescription(node) && value !== undefined) {
        this.known.keep(this.buffer.bytes, this.starts[entry]!, this.endOf(entry), value);
      }
      this.handler.leave(node, value);
    } else this.handler.element(node, index, value);
  }

  /** The byte before the next entry is the comma between them, or the closing bracket. */
  private endOf(entry: number): number {
    return (this.starts[entry + 1] ?? this.buffer.length) - 1;
  }

  private deliverOneByOne(): void {
    for (let i = 0; i < this.nodes.length; i += 1) {
      const from = this.starts[i] ?? 0;
      const to = this.endOf(i);
      let value: unknown;
      try {
        value = JSON.parse(this.buffer.text(from, to));
      } catch {
        this.problem ??= this.describe(i, from, to);
        if (this.indexes[i] !== -1) continue;
      }
      this.deliver(i, value);
    }
  }

  private describe(entry: number, from: number, to: number): Problem {
    const fault = locateFault(this.buffer.bytes, from, to) ?? { position: from, path: "" };
    const node = this.nodes[entry];
    const index = this.indexes[entry] ?? -1;
    const start = node === undefined ? "" : index < 0 ? nodePath(node) : elementPath(node, index);
    return new Problem("invalid-json", {
      where: joinPath([start, fault.path]),
      byteOffset: this.buffer.sourceOffset(fault.position),
      found: byteExcerpt(this.buffer.bytes.subarray(0, to), fault.position, 80),
    });
  }
}

/** Says what spans belong to, when that may be heard at any time; and often says the same again. */
function isDescription({ role }: SliceNode): boolean {
  return role === "resource" || role === "scope";
}
