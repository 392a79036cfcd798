import { beforeAll, describe, expect, it } from "vitest";
import { loadCatalogue, type Catalogue } from "@/i18n/catalogue";
import { createFormats } from "@/i18n/formats";
import { Problem } from "@/lib/problem";
import { problemAddress, problemFacts, problemPlace, problemWords } from "./problem-text";
import { progressShare, progressText } from "./progress-text";

const formats = createFormats("en");
let words: Catalogue["app"];
beforeAll(async () => {
  words = (await loadCatalogue("en")).app;
});

describe("problemFacts", () => {
  it("writes out what is known and leaves out the rest", () => {
    expect(
      problemFacts(
        { limitMs: 30_000, retryAfterSeconds: 90, bytes: 12_140_000, spans: 7 },
        formats,
        words.problem.terms,
      ),
    ).toEqual({
      limit: "30 s",
      retryAfter: "1.5 min",
      bytes: "12.1 MB",
      spans: 7,
    });
    expect(
      problemFacts({ found: "", limitMs: "x", bytes: Number.NaN }, formats, words.problem.terms),
    ).toEqual({});
  });

  it("keeps what came from outside short, on one line and visible", () => {
    const long = `<b>\u202e\n${"x".repeat(5000)}`;
    const { found } = problemFacts({ found: long }, formats, words.problem.terms);
    expect(found?.length).toBeLessThan(400);
    expect(found).toContain("<b>");
    expect(found).not.toMatch(/[\n\u202e]/);
  });
});

describe("what a document was expected to have", () => {
  it("is said in the language in use, and excerpts of the data as they are", async () => {
    const { terms } = (await loadCatalogue("ru")).app.problem;
    const say = (expected: string, found: string) => {
      const facts = problemFacts({ expected, found }, createFormats("ru"), terms);
      return `${facts.expected}; ${facts.found}`;
    };
    expect(say("a span", "[1,2]")).toBe("спан; [1,2]");
    expect(say("array", "object")).toBe("список; объект");
    expect(say("a message of at most 64000000 bytes", "70000000")).toBe(
      "сообщение не длиннее 64 МБ; 70000000",
    );
    expect(say("the end of the message", "12 bytes more")).toBe("конец сообщения; ещё 12 Б");
    expect(say("constructor", "binary data: 0a ff")).toBe("constructor; двоичные данные: 0a ff");
  });

  it("has a term for whatever the readers name", () => {
    const { terms } = words.problem;
    const named = ["a span", "an object", "a list", "a number", "a string", "a field"];
    for (const expected of [...named, "a resource", "a scope", "integer", "count"]) {
      const said = problemFacts({ expected }, formats, terms).expected ?? "";
      expect(Object.values(terms)).toContain(said);
    }
  });
});

describe("problemWords", () => {
  it("does not blame a server for a file", () => {
    expect(problemWords(new Problem("cut-off", { url: "x" }))).toBe("cut-off");
    expect(problemWords(new Problem("cut-off", { file: "x" }))).toBe("cutOffFile");
    expect(problemWords(new Problem("unreachable", { file: "x" }))).toBe("unreadableFile");
    expect(problemWords(new Problem("html-instead-of-json", { file: "x" }))).toBe("pageInFile");
    expect(problemWords(new Problem("empty", { file: "x", byteOffset: 0 }))).toBe("empty");
    expect(problemWords(new Problem("empty", { file: "x" }))).toBe("noSpans");
  });

  it("does not say that reading ended where it went on", () => {
    const place = { where: "document 2: ", byteOffset: 9 };
    expect(problemWords(new Problem("invalid-json", place))).toBe("invalid-json");
    expect(problemWords(new Problem("invalid-json", { ...place, readOn: 1 }))).toBe("leftOut");
  });

  it("does not speak of files, or of a trace, where a server was asked", () => {
    const url = "http://x/";
    expect(problemWords(new Problem("empty", { url, byteOffset: 0 }))).toBe("emptyAnswer");
    expect(problemWords(new Problem("not-found", { url }))).toBe("not-found");
    expect(problemWords(new Problem("not-found", { url, tried: "a, b" }))).toBe("notJaeger");
    const unknown = { url, pathUnknown: 1 };
    expect(problemWords(new Problem("not-found", unknown))).toBe("unknownPath");
    expect(problemWords(new Problem("not-found", { ...unknown, traceId: "1" }))).toBe("not-found");
  });
});

describe("problemPlace", () => {
  it("names the path, the byte, or both", () => {
    expect(problemPlace({}, words.problem, formats)).toBeUndefined();
    expect(problemPlace({ where: "data[0]" }, words.problem, formats)).toBe("data[0]");
    expect(problemPlace({ byteOffset: 12_345 }, words.problem, formats)).toBe("byte 12,345");
    expect(problemPlace({ where: "data[0]", byteOffset: 5 }, words.problem, formats)).toBe(
      "data[0], byte 5",
    );
  });

  it("says which of several documents it is", async () => {
    const place = (where: string) =>
      problemPlace({ where, byteOffset: 298 }, words.problem, formats);
    expect(place("document 2: ")).toBe("document 2, byte 298");
    expect(place("document 12: resourceSpans[0]")).toBe("document 12, resourceSpans[0], byte 298");
    const { problem } = (await loadCatalogue("ru")).app;
    expect(problemPlace({ where: "document 2: " }, problem, formats)).toBe("документ 2");
  });
});

describe("problemAddress", () => {
  it("sets the query apart, and makes it readable", () => {
    expect(problemAddress({})).toEqual({ short: undefined, whole: undefined });
    expect(problemAddress({ url: "http://x/api" })).toEqual({
      short: "http://x/api",
      whole: undefined,
    });
    expect(problemAddress({ url: "http://x/api?a=%7B%22b%22%7D&c=d+e" })).toEqual({
      short: "http://x/api",
      whole: 'http://x/api?a={"b"}&c=d e',
    });
    expect(problemAddress({ url: "http://x/?a=%E0%A4%A" }).whole).toBe("http://x/?a=%E0%A4%A");
  });
});

describe("progress", () => {
  const reading = { phase: "reading", bytes: 12_140_000, spans: 45_000 } as const;

  it("is put into words", () => {
    const text = (progress: Parameters<typeof progressText>[0]) =>
      progressText(progress, words.progress, formats);
    expect(text(undefined)).toBe("Waiting for the server");
    expect(text({ phase: "waiting", bytes: 0, spans: 0 })).toBe("Waiting for the server");
    expect(text({ ...reading, totalBytes: 80e6 })).toBe("12.1 MB of 80 MB, 45,000 spans");
    expect(text(reading)).toBe("12.1 MB read, 45,000 spans");
    expect(text({ ...reading, spans: 1, totalBytes: 80e6 })).toBe("12.1 MB of 80 MB, 1 span");
    expect(text({ ...reading, spans: 0 })).toBe("12.1 MB read");
    expect(text({ ...reading, phase: "building" })).toBe("Putting 45,000 spans together");
  });

  it("is a share only where the whole is known", () => {
    expect(progressShare({ ...reading, totalBytes: 24_280_000 })).toBe(0.5);
    expect(progressShare({ ...reading, totalBytes: 1 })).toBe(1);
    expect(progressShare(reading)).toBeUndefined();
    expect(progressShare({ ...reading, phase: "building", totalBytes: 80e6 })).toBeUndefined();
    expect(progressShare(undefined)).toBeUndefined();
  });
});
