import { Problem } from "@/lib/problem";
import {
  BACKSLASH,
  beginsValue,
  CLOSE_ARRAY,
  CLOSE_OBJECT,
  COLON,
  COMMA,
  isSpace,
  OPEN_ARRAY,
  OPEN_OBJECT,
  QUOTE,
} from "./json-bytes";
import { TOO_SHORT } from "./packed-reader";
import { BatchQueue, type SliceHandler } from "./slice-batch";
import { SliceBuffer } from "./slice-buffer";
import { elementPath, joinPath, keyPath, nodePath, openNode, rootNode } from "./slice-tree";
import type { SliceNode } from "./slice-tree";
import { ValueScanner } from "./value-scanner";
import { byteExcerpt } from "./wire";

/** What may come next inside an opened container. */
const VALUE = 0;
const VALUE_OR_END = 1;
const KEY = 2;
const KEY_OR_END = 3;
const AFTER_KEY = 4;
const AFTER_VALUE = 5;
type Expectation = 0 | 1 | 2 | 3 | 4 | 5;

/** An element that is longer than this is not read twice. */
const MOST_CARRIED = 1 << 16;

/** So much of a chunk, at least, is joined with what the last one left over. */
const LEAST_JOINED = 1 << 12;

/** A skeleton that needed more memory than this does not serve again. */
const LARGEST_SPARE = 1 << 14;

/** Stands before each document of a JSON text sequence (RFC 7464). */
const RECORD_SEPARATOR = 0x1e;

interface Frame {
  readonly node: SliceNode;
  /** What is not cut out of an object, as JSON text; arrays have none. */
  readonly skeleton: SliceBuffer | undefined;
  /** Length of the skeleton up to its last whole member. */
  whole: number;
  /** The last key that was read. */
  key: string | undefined;
}

/** How a stream ended. */
export interface SliceEnd {
  /** It ended inside a document. */
  readonly cutOff: boolean;
  /** The first value that was left out because it was not JSON. */
  readonly problem: Problem | undefined;
}

/**
 * Cuts a stream of JSON text, fed in chunks of any size, into values small enough for native
 * `JSON.parse`: the elements of span arrays one by one, and what is around them as skeletons.
 * Nothing is recursive, and nothing grows with the document but what a skeleton holds.
 *
 * Throws a Problem `invalid-json` or `bad-document` with the place where the text cannot be followed
 * any further; what was read before is still handed over by `finish`.
 */
export class JsonSlicer {
  private readonly queue: BatchQueue;
  private readonly scanner = new ValueScanner();
  private readonly frames: Frame[] = [];
  /** Skeletons of containers that were left, to serve again: no more than were ever open at once. */
  private readonly spare: SliceBuffer[] = [];
  private top: Frame = { node: rootNode(), skeleton: undefined, whole: 0, key: undefined };
  private expect: Expectation = VALUE;
  /** What the scanner reads is a key. */
  private readingKey = false;
  private keyStart = 0;
  /** Bytes fed before the current chunk. */
  private offset = 0;
  private failed = false;
  /** The beginning of an element at the end of the last chunk, read again with the next one. */
  private carried: Uint8Array | undefined;
  private mayCarry = true;
  /** Where it is joined with what follows; nobody keeps a chunk for longer than a call. */
  private room = new Uint8Array(0);

  constructor(handler: SliceHandler) {
    this.queue = new BatchQueue(handler);
  }

  push(bytes: Uint8Array): void {
    let rest = bytes;
    while (this.carried !== undefined && rest.length > 0)
      rest = this.readJoined(this.carried, rest);
    if (rest.length > 0) this.read(rest);
  }

  /**
   * Reads what was left over of the last chunk, joined with no more of this one than it may need:
   * a copy of every chunk would cost a third of what it costs to read them. Gives what is to be read
   * after it.
   */
  private readJoined(carried: Uint8Array, bytes: Uint8Array): Uint8Array {
    this.carried = undefined;
    this.offset -= carried.length;
    const taken = Math.min(bytes.length, Math.max(LEAST_JOINED, carried.length));
    const length = carried.length + taken;
    if (this.room.length < length) this.room = new Uint8Array(length);
    this.room.set(carried);
    this.room.set(bytes.subarray(0, taken), carried.length);
    this.read(this.room.subarray(0, length));
    const again = this.carriedBytes;
    // An element that begins in this chunk is read where it stands, as long as there is more of it.
    if (again === 0 || again > taken || taken === bytes.length) return bytes.subarray(taken);
    this.carried = undefined;
    this.offset -= again;
    return bytes.subarray(taken - again);
  }

  private get carriedBytes(): number {
    return this.carried?.length ?? 0;
  }

  private read(chunk: Uint8Array): void {
    const n = chunk.length;
    let i = 0;
    this.failed = true;
    while (i < n) {
      if (!this.scanner.active) {
        i = this.structure(chunk, i);
        continue;
      }
      i = this.scan(chunk, i);
      if (this.scanner.active) continue;
      if (this.readingKey) this.endKey();
      else this.endValue();
    }
    this.offset += n;
    this.failed = false;
  }

  /** Hands over all that is left, also of containers that were not closed. */
  finish(): SliceEnd {
    const { scanner, queue } = this;
    this.settle();
    if (!this.failed && scanner.inLiteral && this.frames.length === 0) {
      scanner.endLiteral();
      this.endValue();
    }
    const cutOff = scanner.active || this.frames.length > 0;
    this.leaveAll();
    queue.flush();
    return { cutOff, problem: queue.problem };
  }

  /** All documents that were begun have ended. */
  get isBetween(): boolean {
    return this.frames.length === 0 && !this.scanner.active && this.carried === undefined;
  }

  /** What was fed ends inside a string; to be asked after `settle`. */
  get inString(): boolean {
    return this.scanner.inString;
  }

  /** Reads what waits for more of it. */
  settle(): void {
    const { carried } = this;
    if (carried === undefined) return;
    this.offset -= carried.length;
    this.carried = undefined;
    this.mayCarry = false;
    try {
      this.read(carried);
    } finally {
      this.mayCarry = true;
    }
  }

  /**
   * Hands over what is left of a document that is not read any further; what is fed next begins
   * another one, and stands at `offset` in the stream.
   */
  restart(offset: number): void {
    this.carried = undefined;
    this.leaveAll();
    this.readingKey = false;
    this.expect = VALUE;
    this.offset = offset;
    this.failed = false;
  }

  /** The Problem of a document that does not go on at `chunk[at]`, which stands at `offset`. */
  fault(chunk: Uint8Array, at: number, offset: number): Problem {
    return new Problem("invalid-json", {
      where: this.place(this.expect === AFTER_VALUE || this.scanner.active ? 0 : 1),
      byteOffset: offset,
      found: byteExcerpt(chunk, at, 80),
    });
  }

  private leaveAll(): void {
    const { scanner, queue } = this;
    if (scanner.active && this.top.skeleton === undefined) queue.dropElement();
    scanner.stop();
    while (this.frames.length > 0) {
      const { node, skeleton, whole } = this.top;
      if (skeleton !== undefined) {
        skeleton.truncate(whole);
        skeleton.appendByte(CLOSE_OBJECT);
        queue.leave(node, skeleton);
      }
      this.popFrame();
    }
  }

  /** One byte outside of values that are cut whole; gives the position to go on from. */
  private structure(chunk: Uint8Array, at: number): number {
    const c = chunk[at]!;
    if (isSpace(c)) return at + 1;
    const { node, skeleton } = this.top;
    switch (this.expect) {
      case VALUE_OR_END:
        return c === CLOSE_ARRAY ? this.close(at) : this.value(chunk, at);
      case VALUE:
        if (c === RECORD_SEPARATOR && this.frames.length === 0) return at + 1;
        return this.value(chunk, at);
      case KEY_OR_END:
        return c === CLOSE_OBJECT ? this.close(at) : this.beginKey(chunk, at);
      case KEY:
        return this.beginKey(chunk, at);
      case AFTER_KEY:
        if (c !== COLON) break;
        skeleton?.append(chunk, at, at + 1, this.offset + at);
        this.expect = VALUE;
        return at + 1;
      case AFTER_VALUE:
        if (c === (node.isArray ? CLOSE_ARRAY : CLOSE_OBJECT)) return this.close(at);
        if (c !== COMMA) break;
        this.expect = node.isArray ? VALUE : KEY;
        return at + 1;
    }
    throw this.fault(chunk, at, this.offset + at);
  }

  private value(chunk: Uint8Array, at: number): number {
    const c = chunk[at]!;
    const { node, skeleton, key } = this.top;
    if (!beginsValue(c)) throw this.fault(chunk, at, this.offset + at);
    if (c === OPEN_OBJECT && skeleton === undefined) {
      const end = this.queue.decode(node, chunk, at);
      if (end > 0) {
        this.expect = AFTER_VALUE;
        return end;
      }
      if (end === TOO_SHORT && this.mayCarry && chunk.length - at < MOST_CARRIED) {
        this.carried = chunk.slice(at);
        return chunk.length;
      }
    }
    if (c === OPEN_ARRAY || c === OPEN_OBJECT) {
      const inner = openNode(node, node.isArray ? undefined : (key ?? ""), c === OPEN_ARRAY);
      if (inner !== undefined) return this.open(inner, at);
    }
    let target = skeleton;
    if (target === undefined) {
      target = this.queue.beginElement(node, node.count);
      node.count += 1;
    }
    this.readingKey = false;
    this.scanner.begin(target, c);
    return at;
  }

  private endValue(): void {
    this.expect = this.frames.length === 0 ? VALUE : AFTER_VALUE;
    const { skeleton } = this.top;
    if (skeleton === undefined) this.queue.endElement();
    else this.top.whole = skeleton.length;
  }

  private open(node: SliceNode, at: number): number {
    const parent = this.top;
    if (parent.skeleton === undefined) {
      parent.node.count += 1;
    } else {
      // What is read apart leaves an empty container of its kind.
      parent.skeleton.appendByte(node.isArray ? OPEN_ARRAY : OPEN_OBJECT);
      parent.skeleton.appendByte(node.isArray ? CLOSE_ARRAY : CLOSE_OBJECT);
      parent.whole = parent.skeleton.length;
    }
    const skeleton = node.isArray ? undefined : (this.spare.pop() ?? new SliceBuffer());
    skeleton?.appendByte(OPEN_OBJECT);
    this.frames.push(parent);
    this.top = { node, skeleton, whole: skeleton?.length ?? 0, key: undefined };
    this.expect = node.isArray ? VALUE_OR_END : KEY_OR_END;
    return at + 1;
  }

  private close(at: number): number {
    const { node, skeleton } = this.top;
    this.popFrame();
    if (skeleton !== undefined) {
      skeleton.appendByte(CLOSE_OBJECT);
      // The first element had nothing to open: the others are cut whole, many to a batch.
      if (!node.opened && node.parent?.role === "documents") node.parent.whole = true;
      this.queue.leave(node, skeleton);
      if (skeleton.bytes.length <= LARGEST_SPARE) {
        skeleton.clear();
        this.spare.push(skeleton);
      }
    }
    this.expect = this.frames.length === 0 ? VALUE : AFTER_VALUE;
    return at + 1;
  }

  private popFrame(): void {
    this.top = this.frames.pop() ?? this.top;
  }

  private beginKey(chunk: Uint8Array, at: number): number {
    const { skeleton, whole } = this.top;
    if (skeleton === undefined || chunk[at] !== QUOTE)
      throw this.fault(chunk, at, this.offset + at);
    if (whole > 1) skeleton.appendByte(COMMA);
    this.keyStart = skeleton.length;
    this.readingKey = true;
    this.scanner.begin(skeleton, QUOTE);
    return at;
  }

  private endKey(): void {
    this.readingKey = false;
    this.expect = AFTER_KEY;
    const { skeleton } = this.top;
    if (skeleton === undefined) return;
    try {
      this.top.key = plainText(skeleton, this.keyStart);
      this.top.key ??= String(JSON.parse(skeleton.text(this.keyStart)));
    } catch {
      throw new Problem("invalid-json", {
        where: this.place(0),
        byteOffset: skeleton.sourceOffset(this.keyStart),
        found: byteExcerpt(skeleton.bytes.subarray(0, skeleton.length), this.keyStart, 80),
      });
    }
  }

  private scan(chunk: Uint8Array, from: number): number {
    try {
      return this.scanner.scan(chunk, from, this.offset);
    } catch (error) {
      throw error instanceof Problem ? error.with({ where: this.place(0) }) : error;
    }
  }

  /** Path of what is being read; `ahead` is 1 where an element that was not begun is meant. */
  private place(ahead: number): string {
    const { node, key } = this.top;
    if (node.isArray) return elementPath(node, Math.max(0, node.count - 1 + ahead));
    return joinPath([nodePath(node), key === undefined ? "" : keyPath(key)]);
  }
}

/** What a slicer throws of text that it cannot follow any further. */
export function isJsonProblem(error: unknown): error is Problem {
  return error instanceof Problem && error.code === "invalid-json";
}

/** The string at the end of a buffer, which begins at `start`; undefined where it is not plain. */
function plainText({ bytes, length }: SliceBuffer, start: number): string | undefined {
  let text = "";
  for (let at = start + 1; at < length - 1; at += 1) {
    const byte = bytes[at]!;
    if (byte < 0x20 || byte > 0x7e || byte === BACKSLASH) return undefined;
    text += String.fromCharCode(byte);
  }
  return text;
}
