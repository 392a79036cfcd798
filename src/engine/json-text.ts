import { writeOtlp } from "@/ingest/write-otlp";
import { growable } from "@/lib/growable-column";
import { createBreather } from "@/lib/breather";
import type { ExportableTrace } from "./export-trace";
import type { JsonText } from "./trace-engine";

const quote = 0x22;
const backslash = 0x5c;
const space = 0x20;
const comma = 0x2c;
const colon = 0x3a;
const isOpening = (byte: number): boolean => byte === 0x7b || byte === 0x5b;
const isClosing = (byte: number): boolean => byte === 0x7d || byte === 0x5d;
/** Deeper levels are indented no further. */
const deepestIndent = 40;

/**
 * A trace as OTLP JSON, as it is exported, with a line for each value. Where the document is longer
 * than `mostBytes` in lines, it ends with the piece of the export in which it gets that long.
 */
export async function jsonText(
  { trace, format }: ExportableTrace,
  mostBytes: number,
  signal: AbortSignal | undefined,
): Promise<JsonText> {
  const breathe = createBreather(signal);
  const lines = new LineWriter();
  let spans = 0;
  const parts = writeOtlp(trace, format);
  for (;;) {
    await breathe();
    const { done, value } = parts.next();
    if (done) return { ...lines.take(), spans, isWhole: true };
    lines.write(value.bytes);
    spans = value.spans;
    if (lines.length >= mostBytes) {
      const rest = parts.next();
      return { ...lines.take(), spans, isWhole: rest.done === true };
    }
  }
}

/** Lays JSON without white space out in lines, two spaces a level. Takes it in any pieces. */
export class LineWriter {
  #bytes = new Uint8Array(1 << 16);
  #length = 0;
  readonly #lineOffset = growable.uint32();
  #depth = 0;
  #inString = false;
  #isEscaped = false;
  /** Of an opening bracket: what comes next decides whether anything is in it. */
  #wasOpened = false;

  get length(): number {
    return this.#length;
  }

  write(json: Uint8Array): void {
    for (const byte of json) {
      if (this.#inString) {
        this.#put(byte);
        if (this.#isEscaped) this.#isEscaped = false;
        else if (byte === backslash) this.#isEscaped = true;
        else if (byte === quote) this.#inString = false;
        continue;
      }
      if (byte === space || byte === 0x0a || byte === 0x0d || byte === 0x09) continue;
      if (isClosing(byte)) {
        this.#depth -= 1;
        if (!this.#wasOpened) this.#newLine();
        this.#wasOpened = false;
        this.#put(byte);
        continue;
      }
      if (this.#length === 0 || this.#wasOpened) this.#newLine();
      this.#wasOpened = false;
      this.#put(byte);
      if (isOpening(byte)) {
        this.#depth += 1;
        this.#wasOpened = true;
      } else if (byte === comma) this.#newLine();
      else if (byte === colon) this.#put(space);
      else if (byte === quote) this.#inString = true;
    }
  }

  take(): Pick<JsonText, "bytes" | "lineOffset"> {
    const lineOffset = new Uint32Array(this.#lineOffset.length + 1);
    lineOffset.set(this.#lineOffset.view());
    lineOffset[lineOffset.length - 1] = this.#length;
    return { bytes: this.#bytes.slice(0, this.#length), lineOffset };
  }

  #newLine(): void {
    this.#lineOffset.push(this.#length);
    const indent = 2 * Math.min(deepestIndent, this.#depth);
    for (let at = 0; at < indent; at += 1) this.#put(space);
  }

  #put(byte: number): void {
    if (this.#length === this.#bytes.length) {
      const longer = new Uint8Array(this.#bytes.length * 2);
      longer.set(this.#bytes);
      this.#bytes = longer;
    }
    this.#bytes[this.#length] = byte;
    this.#length += 1;
  }
}
