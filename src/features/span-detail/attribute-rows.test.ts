import { describe, expect, it } from "vitest";
import { attributeRows, matchingRows } from "./attribute-rows";
import { exceptionOf } from "./exception";
import { int, text } from "./span-detail-fixture";

const attributes = [
  { key: "b", value: text("One") },
  { key: "a", value: int(42n) },
  { key: "b", value: text("two") },
  { key: "__proto__", value: text("x") },
];

describe("attributeRows", () => {
  it("sorts by key, keeps repeated keys in their order and says that they repeat", () => {
    expect(attributeRows(attributes).map((row) => [row.place, row.isRepeated])).toEqual([
      [3, false],
      [1, false],
      [0, true],
      [2, true],
    ]);
  });
});

describe("matchingRows", () => {
  const rows = attributeRows(attributes);
  const found = (filter: string) => matchingRows(rows, filter).map((row) => row.place);

  it("finds in keys and values, whatever the case", () => {
    expect(found("")).toEqual([3, 1, 0, 2]);
    expect(found(" ONE ")).toEqual([0]);
    expect(found("42")).toEqual([1]);
    expect(found("proto")).toEqual([3]);
    expect(found("nothing")).toEqual([]);
  });
});

describe("exceptionOf", () => {
  it("takes the conventional attributes and leaves the rest", () => {
    const rest = [
      { key: "exception.type", value: text("again") },
      { key: "exception.message", value: int(1n) },
      { key: "thread.id", value: int(7n) },
    ];
    expect(
      exceptionOf([
        { key: "exception.type", value: text("Timeout") },
        { key: "exception.stacktrace", value: text("at x") },
        ...rest,
      ]),
    ).toEqual({
      type: { text: "Timeout", attribute: { key: "exception.type", value: text("Timeout") } },
      message: undefined,
      stackTrace: { text: "at x", attribute: { key: "exception.stacktrace", value: text("at x") } },
      rest,
    });
  });

  it("leaves a text that is empty among the rest, where it is seen", () => {
    const empty = { key: "exception.message", value: text("") };
    expect(exceptionOf([empty])).toBeUndefined();
    expect(exceptionOf([{ key: "exception.type", value: text("E") }, empty])?.rest).toEqual([
      empty,
    ]);
  });

  it("finds none where there is none", () => {
    expect(exceptionOf(attributes)).toBeUndefined();
  });
});
