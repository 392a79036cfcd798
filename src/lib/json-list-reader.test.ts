import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createListReader } from "./json-list-reader";

/** What a reader makes of a text that comes in pieces; undefined where it leaves it to others. */
function readPieces(text: string, cuts: readonly number[]): unknown {
  const reader = createListReader("list");
  const found: unknown[] = [];
  let from = 0;
  try {
    for (const to of [...cuts.toSorted((a, b) => a - b), text.length]) {
      if (to <= from) continue;
      found.push(...reader.read(text.slice(from, to)));
      from = to;
    }
    found.push(...reader.flush());
    return reader.hasEnded() ? found : undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(SyntaxError);
    return undefined;
  }
}

const anyCuts = fc.array(fc.nat(400));
/** Texts in which the ends of objects seem to be, and are not. */
const tricky = fc.constantFrom('"},{"a":1', '},{"a":', "]}", '\\"', "{", "[");
const object = fc.oneof(
  fc.dictionary(fc.oneof(fc.string(), tricky), fc.oneof(fc.jsonValue(), tricky)),
  fc.record({ a: fc.oneof(fc.nat(), tricky), b: fc.array(fc.record({ a: fc.nat() })) }),
);

describe("a reader of a list", () => {
  it("reads in pieces what is in the whole", () => {
    fc.assert(
      fc.property(fc.array(object), anyCuts, fc.constantFrom(0, 1, 2), (list, cuts, space) => {
        const text = JSON.stringify({ list }, undefined, space);
        expect(readPieces(text, cuts)).toEqual(JSON.parse(text).list);
      }),
    );
  });

  it("gives objects as soon as the next one has begun", () => {
    const reader = createListReader("list");
    expect(reader.read('{"list":[{"a":1},{"a":2},{"a":3')).toEqual([{ a: 1 }, { a: 2 }]);
    expect(reader.read("}")).toEqual([]);
    expect(reader.read(',{"a":4},{"a":5}')).toEqual([{ a: 3 }, { a: 4 }]);
    expect(reader.flush()).toEqual([{ a: 5 }]);
    expect(reader.read("]")).toEqual([]);
    expect(reader.hasEnded()).toBe(false);
    expect(reader.read("}\n")).toEqual([]);
    expect(reader.flush()).toEqual([]);
    expect(reader.hasEnded()).toBe(true);
  });

  it("goes on where what stands between two objects also stands within one", () => {
    const list = [{ a: 1 }, { a: 2, b: [{ a: 3 }, { a: 4 }, { a: 5 }] }, { a: '"},{"a":6' }];
    const text = JSON.stringify({ list });
    for (let at = 0; at < text.length; at += 1) expect(readPieces(text, [at])).toEqual(list);
  });

  it.each([
    '{"list":[{"a":1}],"more":1}',
    '{"list":[{"a":1}],"list":[]}',
    '{"other":[{"a":1}]}',
    '{"list":[{"a":1},7]}',
    '{"list":[{"a":1}',
    '{"list":[{"a":1}]',
    '{"list":[{"a":1},]}',
    '{"list":[{"a":1},,{"a":1}]}',
    '{"list":[{"a":1} {"a":1}]}',
    '{"list":[{"a":1},{a:1}]}',
    '{"list":[{"a":1}]} {}',
    "[]",
    "",
  ])("leaves %s to others, wherever it is cut", (text) => {
    for (let at = 0; at < text.length; at += 1) expect(readPieces(text, [at])).toBeUndefined();
  });

  it("takes all but the last objects of an answer that is being written", () => {
    fc.assert(
      fc.property(fc.array(object, { minLength: 3 }), (list) => {
        const text = JSON.stringify({ list });
        const reader = createListReader("list");
        const half = reader.read(text.slice(0, Math.floor(text.length / 2)));
        // As JSON writes them: it has no -0.
        expect(JSON.parse(text).list.slice(0, half.length)).toEqual(half);
      }),
    );
  });

  it("is not slowed down by an object that does not end", () => {
    const reader = createListReader("list");
    reader.read('{"list":[{"a":"');
    const piece = "x".repeat(10_000);
    for (let n = 0; n < 2000; n += 1) expect(reader.read(piece)).toEqual([]);
    expect(reader.hasEnded()).toBe(false);
  });
});
