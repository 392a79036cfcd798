import { describe, expect, it } from "vitest";
import { trace as en } from "@/i18n/en/trace";
import { trace as ru } from "@/i18n/ru/trace";
import { issueNotes } from "./issue-notes";

describe("notes on the data", () => {
  it("count and say everything, codes without words too", () => {
    const counts = { "duplicate-span-id": 2, warning: 1, "parent-missing": 0, brandNew: 3 };
    const { count, notes } = issueNotes(counts, ["clock skew"], en.notes);
    expect(count).toBe(7);
    expect(notes).toEqual([
      "2 spans share their ID with another span; all are shown.",
      "The source warns of 1 span; the warning is in its details.",
      "brandNew: 3",
    ]);
  });

  it("do not trip over names that objects have", () => {
    expect(issueNotes({ constructor: 1 }, [], en.notes).notes).toEqual(["constructor: 1"]);
  });

  it("have words in both languages for every code, in every plural form", () => {
    for (const words of [en.notes, ru.notes]) {
      for (const sentence of Object.values(words.codes)) {
        for (const n of [1, 2, 5, 21, 1000]) expect(sentence(n)).toMatch(/[.]$/);
      }
    }
  });
});
