import type { StringTable } from "@/model/string-table";
import { foldCase } from "./value-text";

/** Strings decoded together: enough to pay for a call of the decoder, little enough to be quick. */
const chunkStrings = 256;
/** A chunk of strings longer than this is taken one string at a time. */
const chunkBytes = 1 << 24;

const unknown = 0;
const fails = 1;
const passes = 2;

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * What a search has cost, in looks at a span: strings are looked at when a span needs them, so that
 * a few spans may take long, and who takes turns with others has to know.
 */
export interface Effort {
  spent: number;
}

/** Bytes of a string that are looked at as fast as a span. */
const bytesPerUnit = 32;

/** Says of a part of a folded text whether it passes. */
export type FoldedTest = (text: string, from: number, to: number) => boolean;

/** Some strings of a table, decoded as one text, with the place of each in it. */
interface Chunk {
  readonly first: number;
  readonly text: string;
  /** One entry more than there are strings. */
  readonly offset: Uint32Array;
}

/**
 * Which strings of a table pass a test. Each string is looked at once at most, however many spans
 * have it: when it is first asked for, together with its neighbours, which came in beside it and
 * are likely to be asked for next. A byte per string.
 */
export class StringTest {
  readonly #state: Uint8Array;
  readonly #strings: StringTable;
  readonly #effort: Effort;
  readonly #look: (chunk: Chunk, mark: (id: number) => void) => void;

  private constructor(
    strings: StringTable,
    effort: Effort,
    look: (chunk: Chunk, mark: (id: number) => void) => void,
  ) {
    this.#effort = effort;
    this.#state = new Uint8Array(strings.length);
    this.#strings = strings;
    this.#look = look;
  }

  /** Strings for which a function says so. */
  static each(strings: StringTable, effort: Effort, test: (text: string) => boolean): StringTest {
    return new StringTest(strings, effort, ({ first, text, offset }, mark) => {
      for (let at = 0; at + 1 < offset.length; at += 1) {
        if (test(text.slice(offset[at], offset[at + 1]))) mark(first + at);
      }
    });
  }

  /**
   * Strings for which a function of them, folded, says so: a part `[from, to)` of a longer text, so
   * that none has to be cut out.
   */
  static folded(strings: StringTable, effort: Effort, test: FoldedTest): StringTest {
    return new StringTest(strings, effort, ({ first, text, offset }, mark) => {
      const folded = foldCase(text);
      // Folding may lengthen a text (the Turkish İ does); then the places are no longer right.
      const isAligned = folded.length === text.length;
      for (let at = 0; at + 1 < offset.length; at += 1) {
        const from = offset[at]!;
        const to = offset[at + 1]!;
        if (isAligned) {
          if (test(folded, from, to)) mark(first + at);
        } else {
          const own = foldCase(text.slice(from, to));
          if (test(own, 0, own.length)) mark(first + at);
        }
      }
    });
  }

  /** Strings that contain any of the words, which are folded. */
  static includes(strings: StringTable, effort: Effort, words: readonly string[]): StringTest {
    return new StringTest(strings, effort, (chunk, mark) => {
      const folded = foldCase(chunk.text);
      const isAligned = folded.length === chunk.text.length;
      for (const word of words) {
        if (isAligned) markOccurrences(chunk, folded, word, mark);
        else markOneByOne(chunk, word, mark);
      }
    });
  }

  has(id: number): boolean {
    if (this.#state[id] === unknown) this.#lookAround(id);
    return this.#state[id] === passes;
  }

  #lookAround(id: number): void {
    const from = id - (id % chunkStrings);
    const to = Math.min(from + chunkStrings, this.#strings.length);
    this.#state.fill(fails, from, to);
    const bytes = this.#strings.byteOffset(to) - this.#strings.byteOffset(from);
    this.#effort.spent += to - from + bytes / bytesPerUnit;
    const mark = (one: number): void => {
      this.#state[one] = passes;
    };
    for (const chunk of decode(this.#strings, from, to)) this.#look(chunk, mark);
  }
}

function decode(strings: StringTable, from: number, to: number): readonly Chunk[] {
  const bytes = strings.bytesOf(from, to);
  if (bytes.length > chunkBytes && to - from > 1) {
    return Array.from({ length: to - from }, (_, at) => single(strings, from + at));
  }
  const text = decoder.decode(bytes);
  const offset = new Uint32Array(to - from + 1);
  const start = strings.byteOffset(from);
  if (text.length === bytes.length) {
    for (let at = 1; at < offset.length; at += 1) {
      offset[at] = strings.byteOffset(from + at) - start;
    }
    return [{ first: from, text, offset }];
  }
  let byte = 0;
  let unit = 0;
  for (let at = 1; at < offset.length; at += 1) {
    const end = strings.byteOffset(from + at) - start;
    for (; byte < end; byte += 1) {
      const value = bytes[byte]!;
      // A byte that goes on with a character is none; four bytes are a pair of surrogates.
      if ((value & 0xc0) !== 0x80) unit += value >= 0xf0 ? 2 : 1;
    }
    offset[at] = unit;
  }
  // Anything else is not UTF-8.
  if (unit === text.length) return [{ first: from, text, offset }];
  return Array.from({ length: to - from }, (_, at) => single(strings, from + at));
}

function single(strings: StringTable, id: number): Chunk {
  const text = decoder.decode(strings.bytes(id));
  return { first: id, text, offset: Uint32Array.of(0, text.length) };
}

/** Marks the strings that a word occurs in; not those that it only overlaps. */
function markOccurrences(
  { first, offset }: Chunk,
  folded: string,
  word: string,
  mark: (id: number) => void,
): void {
  let string = 0;
  for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at)) {
    while (offset[string + 1]! <= at) string += 1;
    if (at + word.length <= offset[string + 1]!) {
      mark(first + string);
      at = offset[string + 1]!;
    } else at += 1;
  }
}

function markOneByOne({ first, text, offset }: Chunk, word: string, mark: (id: number) => void) {
  for (let at = 0; at + 1 < offset.length; at += 1) {
    if (foldCase(text.slice(offset[at], offset[at + 1])).includes(word)) mark(first + at);
  }
}
