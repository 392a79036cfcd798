import { describe, expect, it } from "vitest";
import { lineCount, readLine, wholeText } from "./json-lines";

function linesOf(...lines: readonly string[]) {
  const encoded = lines.map((line) => new TextEncoder().encode(line));
  const lineOffset = new Uint32Array(lines.length + 1);
  encoded.forEach((line, at) => {
    lineOffset[at + 1] = (lineOffset[at] ?? 0) + line.length;
  });
  return { bytes: Uint8Array.from(encoded.flatMap((line) => [...line])), lineOffset };
}

describe("lines of JSON", () => {
  const lines = linesOf("{", String.raw`  "a \"b\": c": "d\": e",`, `  "é😀"`, "}");

  it("are a key and the rest", () => {
    expect(lineCount(lines)).toBe(4);
    expect(readLine(lines, 0)).toEqual({ key: "", rest: "{", cut: 0 });
    expect(readLine(lines, 1)).toEqual({
      key: String.raw`  "a \"b\": c": `,
      rest: String.raw`"d\": e",`,
      cut: 0,
    });
    expect(readLine(lines, 2)).toEqual({ key: "", rest: `  "é😀"`, cut: 0 });
    expect(readLine(lines, 9)).toEqual({ key: "", rest: "", cut: 0 });
  });

  it("are cut where they are too long, never within a character", () => {
    const long = linesOf(`"${"😀".repeat(1500)}"`);
    const { rest, cut } = readLine(long, 0);
    expect(cut).toBe(3002 - 2000);
    expect(rest.isWellFormed()).toBe(true);
  });

  it("are one text together", () => {
    expect(wholeText(lines)).toBe(`{\n  "a \\"b\\": c": "d\\": e",\n  "é😀"\n}\n`);
    expect(lineCount(linesOf())).toBe(0);
  });
});
