import { describe, expect, it } from "vitest";
import { loadCatalogue, preferredLocale } from "./catalogue";
import { locales } from "./locale";
import { createFormats } from "./formats";
import { pluraliser } from "./messages";

type Leaf = string | ((...args: unknown[]) => string);

/** Every message of a catalogue by its path. */
function leaves(node: object, path = ""): Map<string, Leaf> {
  const found = new Map<string, Leaf>();
  for (const [key, value] of Object.entries(node)) {
    const at = path === "" ? key : `${path}.${key}`;
    if (typeof value === "object" && value !== null) {
      for (const [inner, leaf] of leaves(value, at)) found.set(inner, leaf);
    } else found.set(at, value as Leaf);
  }
  return found;
}

/** Which message is text and which takes parameters, in the order of their paths. */
const kinds = (all: ReadonlyMap<string, Leaf>) =>
  [...all].map(([path, leaf]) => `${path}: ${typeof leaf}`).sort();

const cyrillic = /[а-яё]/i;

describe("the catalogues", () => {
  it("say the same things in every language", async () => {
    const english = leaves(await loadCatalogue("en"));
    expect(english.size).toBeGreaterThan(100);
    for (const locale of locales) {
      const other = leaves(await loadCatalogue(locale));
      expect(kinds(other)).toEqual(kinds(english));
    }
  });

  it("leave no message empty or padded, and no Russian among the English", async () => {
    const odd: string[] = [];
    for (const locale of locales) {
      for (const [path, leaf] of leaves(await loadCatalogue(locale))) {
        if (typeof leaf !== "string") continue;
        const foreign = locale === "en" && cyrillic.test(leaf);
        if (leaf === "" || leaf.trim() !== leaf || foreign) odd.push(`${locale} ${path}: ${leaf}`);
      }
    }
    expect(odd).toEqual([]);
  });

  it("put every problem into words, with and without its facts", async () => {
    const facts = {
      limit: "30 s",
      retryAfter: "5 s",
      status: "503",
      bytes: "12 MB",
      spans: 21,
      expected: "a list",
      found: "a number",
      detail: "out of memory",
    };
    const odd: string[] = [];
    for (const locale of locales) {
      const { problems } = (await loadCatalogue(locale)).app;
      for (const [code, words] of Object.entries(problems)) {
        for (const sentence of [words.title, words.why({}), words.why(facts), words.advice]) {
          const wrong = sentence.length < 4 || /undefined|NaN|\[object|#/.test(sentence);
          if (wrong) odd.push(`${locale} ${code}: ${sentence}`);
        }
      }
      expect(odd).toEqual([]);
      expect(problems.timeout.why(facts)).toContain("30 s");
      expect(problems["rate-limited"].why(facts)).toContain("5 s");
      expect(problems["server-error"].why(facts)).toContain("503");
      expect(problems["cut-off"].why(facts)).toContain("21");
      expect(problems["bad-document"].why(facts)).toContain("a number");
      expect(problems["engine-failed"].why(facts)).toContain("out of memory");
    }
  });
});

describe("preferredLocale", () => {
  it("takes the first language that is spoken here", () => {
    expect(preferredLocale(["de-DE", "ru-RU", "en"])).toBe("ru");
    expect(preferredLocale(["EN-us", "ru"])).toBe("en");
    expect(preferredLocale(["de"])).toBe("en");
    expect(preferredLocale([])).toBe("en");
    expect(preferredLocale(["", "rus", "_proto_"])).toBe("en");
  });
});

describe("pluraliser", () => {
  it("follows the rules of the language and writes the number its way", () => {
    const english = pluraliser("en");
    const forms = { one: "# span", other: "# spans" };
    expect([0, 1, 2, 1234].map((n) => english(n, forms))).toEqual([
      "0 spans",
      "1 span",
      "2 spans",
      "1,234 spans",
    ]);
    const russian = pluraliser("ru");
    const formsRu = { one: "# спан", few: "# спана", many: "# спанов", other: "# спана" };
    expect([1, 2, 5, 11, 21, 22, 112, 1.5].map((n) => russian(n, formsRu))).toEqual([
      "1 спан",
      "2 спана",
      "5 спанов",
      "11 спанов",
      "21 спан",
      "22 спана",
      "112 спанов",
      "1,5 спана",
    ]);
  });
});

describe("formats", () => {
  const en = createFormats("en");
  const ru = createFormats("ru");

  it("write durations with three digits in a unit that fits", () => {
    const durations = [
      0, 1, 999, 1000, 12_345, 999_999, 1.5e6, 2.449e9, 90e9, 3600e9, 86_400e9, -5e6,
    ];
    expect(durations.map((ns) => en.duration(ns))).toEqual([
      "0 ns",
      "1 ns",
      "999 ns",
      "1 µs",
      "12.3 µs",
      "1 ms",
      "1.5 ms",
      "2.45 s",
      "1.5 min",
      "1 h",
      "1 d",
      "-5 ms",
    ]);
    expect(ru.duration(2.449e9)).toBe("2,45 с");
    expect(en.durationExact(1_234_567)).toBe("1,234,567 ns");
  });

  it("write sizes, shares and times", () => {
    expect([0, 999, 1000, 12_140_000, 80e6].map((bytes) => en.bytes(bytes))).toEqual([
      "0 B",
      "999 B",
      "1 kB",
      "12.1 MB",
      "80 MB",
    ]);
    expect(ru.bytes(12_140_000)).toBe("12,1 МБ");
    expect(en.percent(0.1234)).toBe("12.3%");
    const time = 1_768_228_200_123_456_789n;
    expect(en.dateTime(time, "utc")).toBe("2026-01-12 14:30:00.123");
    expect(en.dateTimeExact(time, "utc")).toBe("2026-01-12 14:30:00.123456789");
    expect(en.dateTimeExact(-1n, "utc")).toBe("1969-12-31 23:59:59.999999999");
    expect(en.shortTime(time, "utc", 1_768_228_300_000)).toBe("14:30:00");
    expect(en.shortTime(time, "utc", 1_768_328_300_000)).toBe("2026-01-12 14:30:00");
    expect(en.timeOfDay(time, "utc", { digits: 0 })).toBe("14:30:00");
    expect(en.timeOfDay(time, "utc", { digits: 6, withDay: true })).toBe("01-12 14:30:00.123456");
  });
});
