import { describe, expect, it } from "vitest";
import { readLinkPatterns } from "@/lib/link-patterns";
import type { Attribute } from "@/model/attribute";
import { readSpan } from "@/model/read-span";
import { spanIndex } from "@/model/indexes";
import { traceFromDiagram } from "@/testing/trace-diagram";
import {
  inheritedText,
  linksOfSpan,
  linksOfTrace,
  spanParameter,
  type LinkContext,
} from "./pattern-links";

const trace = traceFromDiagram(`
  shop GET /cart   |==========|   id=00000000000000aa
    db read          |==|         id=00000000000000bb
`);
const attribute = (key: string, value: string): Attribute => ({
  key,
  value: { type: "string", value },
});
const parent = {
  ...readSpan(trace, spanIndex(0)),
  attributes: [attribute("tenant", "acme"), attribute("only.above", "up")],
};
const child = {
  ...readSpan(trace, spanIndex(1)),
  attributes: [attribute("db", "pg"), attribute("duration", "own")],
  resource: {
    ...readSpan(trace, spanIndex(1)).resource,
    attributes: [attribute("host", "node-7"), attribute("process.pid", "4711")],
  },
};
const inherit = (...names: readonly string[]) =>
  new Map(
    names.flatMap((name) => {
      const text = inheritedText(parent, name, child);
      return text === undefined ? [] : [[name, text] as const];
    }),
  );
const context = (...inherited: readonly string[]): LinkContext => ({
  core: trace,
  view: child,
  inherited: inherit(...inherited),
});

describe("parameters of a span's links", () => {
  it("are looked for where their scope says", () => {
    const read = (name: string) => spanParameter(context(name), name);
    expect(read("trace.traceID")).toBe(trace.traceId);
    expect(read("span.spanID")).toBe("00000000000000bb");
    expect(read("span.db")).toBe("pg");
    expect(read("resource.host")).toBe("node-7");
    expect(read("process.host")).toBe("node-7");
    expect(read("span.resource.host")).toBe("node-7");
    expect(read("resource.serviceName")).toBe("db");
    expect(read("parent.spanID")).toBe("00000000000000aa");
    expect(read("span.parent.tenant")).toBe("acme");
    expect(read("parent.resource.serviceName")).toBe("shop");
    expect(read("ancestor.tenant")).toBe("acme");
    expect(read("span.nothing")).toBeUndefined();
  });

  it("without a scope are found in the span, its resource, and above", () => {
    const read = (name: string) => spanParameter(context(name), name);
    expect(read("spanID")).toBe("00000000000000bb");
    expect(read("serviceName")).toBe("db");
    expect(read("host")).toBe("node-7");
    expect(read("only.above")).toBe("up");
    // A scope may also be the beginning of a key.
    expect(read("process.pid")).toBe("4711");
  });

  it("are asked of the parent alone where that is meant", () => {
    expect(inheritedText(child, "parent.db", child)).toBeUndefined();
    expect(inheritedText(child, "ancestor.db", parent)).toBe("pg");
  });

  it("prefer what stands beside the value", () => {
    const patterns = readLinkPatterns([
      { key: "db", url: "https://a.example/#{duration}", text: "#{serviceName}" },
    ]);
    const linksOf = linksOfSpan(patterns, context(), "https://page.example/");
    const [db] = child.attributes;
    expect(db && linksOf(db, "span", child.attributes)).toEqual([
      { url: "https://a.example/own", text: "db" },
    ]);
  });

  it("of a resource are those of the resource", () => {
    const patterns = readLinkPatterns([
      { type: "process", key: "host", url: "https://a.example/#{host}/#{db}", text: "t" },
      { type: "resource", key: "host", url: "https://a.example/#{serviceName}", text: "t" },
    ]);
    const linksOf = linksOfSpan(patterns, context(), "https://page.example/");
    const [host] = child.resource.attributes;
    expect(host && linksOf(host, "resource", child.resource.attributes)).toEqual([
      { url: "https://a.example/db", text: "t" },
    ]);
  });
});

describe("the links of a trace", () => {
  const linksOf = (...entries: readonly object[]) =>
    linksOfTrace(readLinkPatterns(entries), trace, "https://page.example/base/");

  it("know the trace, with and without the scope", () => {
    const url = "https://logs.example/?id=#{traceID}&from=#{trace.startTime | add -1000}";
    expect(linksOf({ type: "traces", url, text: "#{traceName}" })).toEqual([
      {
        url: `https://logs.example/?id=${trace.traceId}&from=1768228199999000`,
        text: "shop: GET /cart",
      },
    ]);
  });

  it("are left out where they ask for more, are of another type, or are not safe", () => {
    expect(
      linksOf(
        { type: "traces", url: "https://a.example/#{http.route}", text: "t" },
        { type: "tags", key: "k", url: "https://a.example/", text: "t" },
        { type: "traces", url: "javascript:alert(#{traceID})", text: "t" },
      ),
    ).toEqual([]);
  });
});
