import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { insertedText, visibleLine, visibleText } from "./visible-text";

describe("visibleText", () => {
  it("draws control characters", () => {
    expect(visibleText("a\u0000b\u0007c\u007fd\u0085e")).toBe("a␀b␇c␡d⟨U+0085⟩e");
  });

  it("takes away the power of bidirectional overrides and zero-width spaces", () => {
    expect(visibleText("user\u202egnp.exe\u2066x\u200b")).toBe(
      "user⟨U+202E⟩gnp.exe⟨U+2066⟩x⟨U+200B⟩",
    );
  });

  it("shows halves of surrogate pairs and leaves whole ones", () => {
    expect(visibleText("\ud83d 😀 👩‍👩‍👧")).toBe("⟨U+D83D⟩ 😀 👩‍👩‍👧");
  });

  it("leaves line breaks and tabs, but not a return on its own", () => {
    expect(visibleText("a\tb\nc\r\nd\re")).toBe("a\tb\nc\r\nd␍e");
    expect(visibleLine("a\tb\nc\r\nd")).toBe("a␉b␊c␍␊d");
  });

  it("never leaves a control character on a line, and is at rest once applied", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const line = visibleLine(text);
        // oxlint-disable-next-line no-control-regex -- control characters are what this is about
        expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
        expect(visibleLine(line)).toBe(line);
      }),
    );
  });
});

describe("insertedText", () => {
  it("isolates only what could reorder a sentence", () => {
    expect(insertedText("00f067aa0ba902b7")).toBe("00f067aa0ba902b7");
    expect(insertedText("сервис")).toBe("сервис");
    expect(insertedText("שלום")).toBe("\u2068שלום\u2069");
  });
});
