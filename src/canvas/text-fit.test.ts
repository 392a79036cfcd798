import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTextFit } from "./text-fit";

const perCharacter = (text: string) => text.length * 6;

describe("text fit", () => {
  it("leaves what fits and shortens what does not", () => {
    const { fit } = createTextFit(perCharacter);
    expect(fit("short", 30)).toBe("short");
    expect(fit("a longer text", 30)).toBe("a lo…");
    expect(fit("text", 6)).toBe("…");
    expect(fit("text", 5)).toBe("");
  });

  it("never gives more than fits, nor half a character", () => {
    const texts = fc.string({ unit: "grapheme", maxLength: 60 });
    fc.assert(
      fc.property(texts, fc.nat(300), (text, width) => {
        const fitted = createTextFit(perCharacter).fit(text, width);
        expect(perCharacter(fitted)).toBeLessThanOrEqual(width);
        expect(fitted.isWellFormed()).toBe(true);
      }),
    );
  });

  it("measures a text once, and stays bounded", () => {
    const measured: string[] = [];
    const { width, clear } = createTextFit((text) => {
      measured.push(text);
      return text.length;
    }, 10);
    width("kept");
    width("kept");
    expect(measured).toEqual(["kept"]);
    for (let i = 0; i < 1000; i += 1) {
      width(`text ${i}`);
      width("kept");
    }
    expect(measured.filter((text) => text === "kept")).toHaveLength(1);
    width("text 0");
    expect(measured.filter((text) => text === "text 0")).toHaveLength(2);
    clear();
    width("kept");
    expect(measured.filter((text) => text === "kept")).toHaveLength(2);
  });
});
