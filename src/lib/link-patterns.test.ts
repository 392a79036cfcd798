import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linksFor, parametersOf, readLinkPatterns, type LinkQuestion } from "./link-patterns";

const baseUrl = "https://page.example/base/";

function links(
  entries: unknown,
  params: Readonly<Record<string, string>> = {},
  question: Partial<LinkQuestion> = {},
  schemes?: unknown,
) {
  const values = new Map(Object.entries(params));
  return linksFor(readLinkPatterns(entries, schemes), {
    subject: "span",
    key: "id",
    value: values.get("id") ?? "",
    parameter: (name) => values.get(name),
    baseUrl,
    ...question,
  });
}
const pattern = (url: string, rest: object = {}) => [{ key: "id", url, text: "t", ...rest }];
const urls = (url: string, params: Readonly<Record<string, string>>, schemes?: unknown) =>
  links(pattern(url), params, {}, schemes).map((link) => link.url);

describe("which values have links", () => {
  const url = "https://a.example/#{id}";

  it("is told by type, under old and new names", () => {
    for (const [type, subject] of [
      ["tags", "span"],
      ["attributes", "span"],
      ["process", "resource"],
      ["resource", "resource"],
      ["logs", "event"],
      ["events", "event"],
    ] as const) {
      expect(links(pattern(url, { type }), { id: "1" }, { subject })).toHaveLength(1);
      const other = subject === "span" ? "resource" : "span";
      expect(links(pattern(url, { type }), { id: "1" }, { subject: other })).toEqual([]);
    }
    expect(links(pattern(url), { id: "1" }, { subject: "event" })).toHaveLength(1);
    expect(links([{ type: "traces", url, text: "t" }], { id: "1" }, { subject: "trace" })).toEqual([
      { url: "https://a.example/1", text: "t" },
    ]);
  });

  it("is told by tests of key and value", () => {
    const has = (rest: object) => links(pattern(url, rest), { id: "42" }).length === 1;
    expect(has({ key: "other" })).toBe(false);
    expect(has({ key: ["x", "id"] })).toBe(true);
    expect(has({ key: { id: true } })).toBe(true);
    expect(has({ key: { other: true } })).toBe(false);
    expect(has({ key: /^i/g })).toBe(true);
    expect(has({ value: "42" })).toBe(true);
    expect(has({ value: (value: string) => value.startsWith("5") })).toBe(false);
    expect(
      has({
        value: () => {
          throw new Error("broken");
        },
      }),
    ).toBe(false);
  });

  it("needs every parameter", () => {
    const both = pattern("https://a.example/#{id}", { text: "#{name}" });
    expect(links(both, { id: "1" })).toEqual([]);
    expect(links(both, { id: "1", name: "N N" })).toEqual([
      { url: "https://a.example/1", text: "N N" },
    ]);
  });
});

describe("templates", () => {
  it("know Jaeger UI's functions", () => {
    const params = { id: "7b", at: "1768228200000000", ns: "1768228200000000123" };
    expect(urls("https://a/#{at | epoch_micros_to_date_iso}", params)).toEqual([
      "https://a/2026-01-12T14%3A30%3A00.000Z",
    ]);
    expect(urls("https://a/#{id | pad_start 8 0}", params)).toEqual(["https://a/0000007b"]);
    expect(urls("https://a/#{ns|add -124}/#{at | add 1.5}", params)).toEqual([
      "https://a/1768228199999999999/1768228200000001.5",
    ]);
    expect(urls("https://a/#{at | add 1000000 | epoch_micros_to_date_iso}", params)).toEqual([
      "https://a/2026-01-12T14%3A30%3A01.000Z",
    ]);
    expect(urls("https://a/#{id | epoch_micros_to_date_iso}", params)).toEqual([]);
  });

  it("that cannot be read are left out and told of", () => {
    const { patterns, problems } = readLinkPatterns([
      ...[{ url: "https://a/#{id | shout}", text: "t" }, { url: 5, text: "t" }, null],
      ...[
        { url: "https://a/#{id | pad_start x 0}", text: "t" },
        { url: "https://a", text: "t" },
      ],
    ]);
    expect(patterns).toHaveLength(1);
    expect(problems).toEqual([
      "linkPatterns[0]: there is no function shout",
      "linkPatterns[1]: url and text have to be texts",
      "linkPatterns[2]: it is no object",
      "linkPatterns[3]: pad_start needs a length and a character: pad_start x 0",
    ]);
    expect(readLinkPatterns("no list").patterns).toEqual([]);
  });

  it("say what they ask for", () => {
    const { patterns } = readLinkPatterns(pattern("#{a}#{b | add 1}", { text: "#{a}#{c}" }));
    expect([...parametersOf(patterns)]).toEqual(["a", "b", "c"]);
  });
});

describe("safety", () => {
  it("lets no value choose the scheme", () => {
    expect(urls("#{id}:alert(1)", { id: "javascript" })).toEqual([]);
    expect(urls("javascript:alert(#{id})", { id: "1" })).toEqual([]);
    expect(urls("data:text/html,#{id}", { id: "1" }, ["data", "javascript:"])).toEqual([]);
    expect(urls("vscode://file/#{id}", { id: "a" })).toEqual([]);
    expect(urls("vscode://file/#{id}", { id: "a" }, ["VSCode"])).toEqual(["vscode://file/a"]);
    expect(urls("mailto:#{id}", { id: "a@b" })).toEqual(["mailto:a%40b"]);
    expect(urls("/grafana?id=#{id}", { id: "1&x=2" })).toEqual([
      "https://page.example/grafana?id=1%26x%3D2",
    ]);
  });

  it("takes a value as text, not as a template", () => {
    expect(urls("https://a.example/?q=#{id}", { id: "#{secret}", secret: "s" })).toEqual([
      "https://a.example/?q=%23%7Bsecret%7D",
    ]);
  });

  it("lets no value out of its place", () => {
    expect(urls("https://a.example/users/#{id}/edit", { id: ".." })).toEqual([]);
    expect(urls("https://a.example/users/#{id}/edit", { id: "\ud800" })).toEqual([]);
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (id) => {
        for (const url of urls("https://a.example/users/#{id}/edit?q=#{id}#x", { id })) {
          const { origin, pathname, searchParams, hash } = new URL(url);
          expect(origin).toBe("https://a.example");
          expect(pathname.split("/")).toHaveLength(4);
          expect(decodeURIComponent(pathname.split("/")[2] ?? "")).toBe(id);
          expect([...searchParams]).toEqual([["q", id]]);
          expect(hash).toBe("#x");
        }
      }),
    );
  });

  it("makes nothing of a long value", () => {
    expect(urls("https://a.example/#{id}", { id: "x".repeat(3000) })).toEqual([]);
  });
});
