import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { completeObjects, findFirstList } from "./json-prefix";

describe("findFirstList", () => {
  it("finds the list that a document begins with", () => {
    expect(findFirstList('{"summaries":[{"a":1}', "summaries")).toBe(14);
    expect(findFirstList(' {\n"summaries" : [', "summaries")).toBe(18);
  });

  it("leaves alone what begins otherwise, or has not come as far", () => {
    expect(findFirstList('{"summaries":', "summaries")).toBeUndefined();
    expect(findFirstList('{"other":[],"summaries":[', "summaries")).toBeUndefined();
    expect(findFirstList("<!doctype html>", "summaries")).toBeUndefined();
    expect(findFirstList("", "summaries")).toBeUndefined();
  });
});

describe("completeObjects", () => {
  it("gives what is complete, and where to go on", () => {
    const text = '[{"a":"}"},{"b":[1,{"c":"\\""}]},{"d":';
    const { elements, next } = completeObjects(text, 1);
    expect(elements).toEqual([{ a: "}" }, { b: [1, { c: '"' }] }]);
    expect(text.slice(next)).toBe(',{"d":');
    expect(completeObjects(text, next)).toEqual({ elements: [], next: next + 1 });
  });

  it("ends with the list", () => {
    const text = '[{"a":1}],"more":[{"b":2}]}';
    const { elements, next } = completeObjects(text, 1);
    expect(elements).toEqual([{ a: 1 }]);
    expect(completeObjects(text, next).elements).toEqual([]);
  });

  it("refuses what is no JSON", () => {
    expect(() => completeObjects("[{a:1},{", 1)).toThrow(SyntaxError);
  });

  it("finds in pieces what is found in the whole", () => {
    const documents = fc.array(fc.dictionary(fc.string(), fc.jsonValue()));
    fc.assert(
      fc.property(documents, fc.array(fc.nat(400)), (list, cuts) => {
        const whole = JSON.stringify({ list });
        const ends = [...cuts.toSorted((a, b) => a - b), whole.length];
        let next = findFirstList(whole, "list") ?? 0;
        const found: unknown[] = [];
        for (const end of ends) {
          if (end < next) continue;
          const some = completeObjects(whole.slice(0, end), next);
          found.push(...some.elements);
          ({ next } = some);
        }
        expect(found).toEqual(JSON.parse(whole).list);
      }),
    );
  });
});
