import type { Problem } from "@/lib/problem";
import { isJsonProblem, type JsonSlicer } from "./json-slices";
import { COLON, COMMA, isSpace, OPEN_ARRAY, OPEN_OBJECT } from "./json-bytes";

const LINE_FEED = 0x0a;
/** A line that begins as the stream does, so far, begins a document. */
const SIGN_BYTES = 8;
/** Without a line of this kind among so many, or within so many bytes, the stream has no such lines. */
const LINES_TRIED = 64;
const BYTES_TRIED = 4 << 20;

/**
 * Feeds a stream to a slicer, and goes on with the next line where a line of one document each is
 * torn or is no JSON: a program that was stopped while it wrote leaves such a line behind, and what
 * it wrote when it was started again is whole.
 *
 * A line begins a document when it begins with the same bytes as the stream, and the line before it
 * ends where no document can: text that is JSON never does so inside a document. Of a stream whose
 * documents have been seen to end with their lines, the first bytes alone say it. A stream without
 * such lines is handed on as it comes, after a look at its beginning.
 */
export class TornLines {
  private readonly slicer: JsonSlicer;
  /** The first bytes of the stream; `signLength` of them are known. */
  private readonly sign = new Uint8Array(SIGN_BYTES);
  private signLength = 0;
  private watches = true;
  private linesSeen = 0;
  private matched = false;
  /** A document has been seen to end with its line, and the next one to begin there. */
  private hasLines = false;
  /** Lines inside a document begin as the stream does. */
  private nests = false;
  /** Bytes that were taken in. */
  private offset = 0;
  /** The end of the last chunk, from a line feed on, which is too short to tell. */
  private held: Uint8Array | undefined;
  /** Nothing is read up to the next line that begins a document. */
  private skips = false;
  /** The last byte that is no white space. */
  private lastByte = 0;
  private first: Problem | undefined;
  private resumed = true;

  constructor(slicer: JsonSlicer) {
    this.slicer = slicer;
  }

  /** The first thing that was left out. */
  get problem(): Problem | undefined {
    return this.first;
  }

  /** Reading went on behind something that was left out, or nothing was. */
  get wentOn(): boolean {
    return this.resumed;
  }

  push(chunk: Uint8Array): void {
    if (!this.watches) return this.slicer.push(chunk);
    const { held } = this;
    if (held === undefined) return this.watch(chunk);
    this.held = undefined;
    const joined = new Uint8Array(held.length + chunk.length);
    joined.set(held);
    joined.set(chunk, held.length);
    this.watch(joined);
  }

  /** To be called at the end of the stream, before the slicer's own `finish`. */
  finish(): void {
    const { held } = this;
    this.held = undefined;
    if (held !== undefined) this.feed(held, 0, held.length);
  }

  private watch(chunk: Uint8Array): void {
    const n = chunk.length;
    let from = this.learn(chunk);
    if (!this.watches) return this.feed(chunk, 0, n);
    let begun = 0;
    for (;;) {
      const at = chunk.indexOf(LINE_FEED, from);
      if (at < 0) break;
      if (at + SIGN_BYTES >= n) {
        this.feed(chunk, begun, at);
        this.held = chunk.slice(at);
        return;
      }
      from = at + 1;
      if (!this.beginsDocument(chunk, from)) {
        this.linesSeen += 1;
        if (this.matched || this.linesSeen < LINES_TRIED) continue;
        this.stopWatching();
        break;
      }
      this.matched = true;
      this.feed(chunk, begun, from);
      begun = from;
      this.beginLine(chunk, from);
    }
    this.feed(chunk, begun, n);
    if (!this.matched && this.offset > BYTES_TRIED) this.stopWatching();
  }

  private stopWatching(): void {
    this.watches = false;
    if (this.skips && this.first !== undefined) throw this.first;
  }

  /** Takes the sign from the beginning of the stream; gives the position to look for lines from. */
  private learn(chunk: Uint8Array): number {
    let at = 0;
    if (this.signLength === 0) while (isSpace(chunk[at])) at += 1;
    while (this.signLength < SIGN_BYTES && at < chunk.length) {
      this.sign[this.signLength] = chunk[at]!;
      this.signLength += 1;
      at += 1;
    }
    const [first = 0] = this.sign;
    const isDocument = first === OPEN_OBJECT || first === OPEN_ARRAY;
    // A document in lines of its own is none of one line.
    if (this.signLength > 0 && !isDocument) this.watches = false;
    else if (this.sign.subarray(0, this.signLength).includes(LINE_FEED)) this.watches = false;
    return at;
  }

  private beginsDocument(chunk: Uint8Array, at: number): boolean {
    for (let i = 0; i < SIGN_BYTES; i += 1) if (chunk[at + i] !== this.sign[i]) return false;
    return true;
  }

  /** All before `chunk[at]`, where a line begins a document, has been fed. */
  private beginLine(chunk: Uint8Array, at: number): void {
    if (this.skips) {
      this.skips = false;
      this.resumed = true;
      this.slicer.restart(this.offset);
      return;
    }
    const { slicer } = this;
    if (slicer.isBetween) {
      this.hasLines = !this.nests;
      return;
    }
    try {
      slicer.settle();
    } catch (error) {
      this.leaveOut(error);
    }
    // Within a document a line may end between two values, and nowhere else.
    const { lastByte } = this;
    const mayGoOn = lastByte === COMMA || lastByte === COLON || lastByte === OPEN_ARRAY;
    if (!this.hasLines && !this.skips && mayGoOn && !slicer.inString) {
      this.nests = true;
      return;
    }
    this.first ??= slicer.fault(chunk, at, this.offset);
    this.skips = false;
    this.resumed = true;
    slicer.restart(this.offset);
  }

  private feed(chunk: Uint8Array, from: number, to: number): void {
    const start = this.offset;
    this.offset += to - from;
    if (this.skips) return;
    if (this.watches) {
      let last = to - 1;
      while (last >= from && isSpace(chunk[last])) last -= 1;
      if (last >= from) this.lastByte = chunk[last]!;
    }
    const part = from === 0 && to === chunk.length ? chunk : chunk.subarray(from, to);
    try {
      this.slicer.push(part);
    } catch (error) {
      this.leaveOut(error);
      // What stands before this line was torn: the line itself may be whole.
      const fault = isJsonProblem(error) ? error.params["byteOffset"] : undefined;
      if (fault === start && from > 0 && this.beginsDocument(chunk, from)) {
        this.skips = false;
        this.resumed = true;
        this.slicer.restart(start);
        this.offset = start;
        this.feed(chunk, from, to);
      }
    }
  }

  private leaveOut(error: unknown): void {
    if (!this.watches || !isJsonProblem(error)) throw error;
    if (this.first === undefined) this.resumed = false;
    this.first ??= error;
    this.skips = true;
  }
}
