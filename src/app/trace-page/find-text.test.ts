import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseQuery } from "@/derive/parse-query";
import { excludeText, findText } from "./find-text";

const key = fc.string({ minLength: 1, unit: "grapheme" }).filter((text) => text.trim() === text);

describe("findText", () => {
  it("is read as the search it stands for, whatever the key and the value", () => {
    fc.assert(
      fc.property(key, fc.string({ unit: "binary" }), (name, value) => {
        expect(parseQuery(findText(name, value))).toEqual({
          query: { type: "compare", field: "attribute", key: name, operator: "=", value },
          problem: undefined,
        });
      }),
    );
  });

  it("asks for an attribute also where a field has its name", () => {
    expect(findText("service", "a b")).toBe('"service"="a b"');
  });
});

describe("excludeText", () => {
  it("is added to the search that is there", () => {
    expect(excludeText("", "a.b", "x")).toBe("not a.b=x");
    expect(excludeText("a=1 and b=2", "c", "3")).toBe("a=1 and b=2 and not c=3");
    expect(excludeText("a=1 or b=2", "c", "3")).toBe("(a=1 or b=2) and not c=3");
    expect(excludeText("one two", "c", "3")).toBe("one two and not c=3");
    expect(excludeText("duration>x", "c", "3")).toBe("not c=3");
  });
});
