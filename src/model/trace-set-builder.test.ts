import { describe, expect, test } from "vitest";
import { clockTime, newBuilder, outline, spanNamed, traceOf } from "@/testing/span-writer";
import { diagramTraceId, emptySpan, traceFromDiagram } from "@/testing/trace-diagram";
import { resourceIndex } from "./indexes";
import { readSpan } from "./read-span";
import { spanIndex } from "./indexes";
import { SpanFlag, SpanKind, StatusCode } from "./span-table";
import type { Trace } from "./trace";

const flagsOf = (trace: Trace, name: string): number =>
  trace.spans.flags[spanNamed(trace, name).index]!;
const at = (ns: number) => ({ start: clockTime(ns) });
const owner = { attributes: [], droppedAttributesCount: 0, schemaUrl: "" };

describe("order", () => {
  test("depth-first, siblings by start, then by input order", () => {
    const trace = traceOf(
      { name: "late", spanId: "3", parentSpanId: "1", ...at(20) },
      { name: "root", spanId: "1", ...at(0) },
      { name: "leaf", spanId: "4", parentSpanId: "5", ...at(15) },
      { name: "early b", spanId: "5", parentSpanId: "1", ...at(10) },
      { name: "early c", spanId: "6", parentSpanId: "1", ...at(10) },
    );
    expect(outline(trace)).toEqual(["root", "  early b", "    leaf", "  early c", "  late"]);
  });
});

describe("parents", () => {
  test("an orphan is a row at root level with the missing id", () => {
    const trace = traceFromDiagram(`
      a root   |=====|
      b lost     |=|     parent=dead
        c kid     ||
    `);
    expect(outline(trace)).toEqual(["root", "lost", "  kid"]);
    expect(flagsOf(trace, "lost") & SpanFlag.Orphan).not.toBe(0);
    expect(spanNamed(trace, "lost")).toMatchObject({
      parentSpanId: "000000000000dead",
      issues: [{ code: "parent-missing", detail: "000000000000dead" }],
    });
    expect(trace.summary.orphanCount).toBe(1);
    expect(trace.issueCounts).toEqual({ "parent-missing": 1 });
  });

  test("the root is the earliest span without a parent id, else the earliest orphan", () => {
    const both = traceFromDiagram(`
      a orphan  |====|   parent=dead
      b second      |=|
      c first     |=|
    `);
    expect(both.summary).toMatchObject({ rootService: "c", rootName: "first" });
    const orphans = traceFromDiagram("a x   |=| parent=dead\nb y |=| parent=beef");
    expect(orphans.summary).toMatchObject({ rootService: "b", rootName: "y", orphanCount: 2 });
  });

  test("a span that is its own parent is a root that says so", () => {
    const trace = traceFromDiagram("a x |==| id=1 parent=1\n  b y |=|");
    expect(outline(trace)).toEqual(["x", "  y"]);
    expect(flagsOf(trace, "x") & SpanFlag.CycleCut).not.toBe(0);
    expect(flagsOf(trace, "x") & SpanFlag.Orphan).toBe(0);
    expect(spanNamed(trace, "x").issues).toEqual([
      { code: "self-parent", detail: "0000000000000001" },
    ]);
    expect(trace.summary.rootName).toBe("x");
  });

  test("a cycle is cut at its earliest span, of equal ones at the first", () => {
    const trace = traceFromDiagram(`
      a x    |==|  id=1 parent=3
      b y  |==|    id=2 parent=1
      c z  |==|    id=3 parent=2
      d w   |=|    id=4 parent=3
    `);
    expect(outline(trace)).toEqual(["y", "  z", "    w", "    x"]);
    expect(spanNamed(trace, "y")).toMatchObject({
      parentSpanId: "0000000000000001",
      issues: [{ code: "cycle-cut", detail: "0000000000000001" }],
    });
    expect(trace.issueCounts).toEqual({ "cycle-cut": 1 });
  });

  test("ids are compared without regard to case and leading zeros", () => {
    const trace = traceOf(
      { name: "p", spanId: "00000000000000AB", ...at(0) },
      { name: "c", spanId: "1", parentSpanId: "ab", ...at(1) },
    );
    expect(outline(trace)).toEqual(["p", "  c"]);
    expect(spanNamed(trace, "c").parentSpanId).toBe("00000000000000ab");
  });

  test("ids that are not hexadecimal work and are shown as they came", () => {
    const trace = traceOf(
      { name: "p", spanId: "Root-1", ...at(0) },
      { name: "c", spanId: "__proto__", parentSpanId: "Root-1", ...at(1) },
      { name: "o", spanId: "x", parentSpanId: "root-1", ...at(2) },
    );
    expect(outline(trace)).toEqual(["p", "  c", "o"]);
    expect(spanNamed(trace, "c")).toMatchObject({ spanId: "__proto__", parentSpanId: "Root-1" });
    expect(spanNamed(trace, "o")).toMatchObject({ parentSpanId: "root-1" });
  });

  test("spans without an id are nobody's parent, and a parent id of zeros is none", () => {
    const zeros = "0".repeat(16);
    const trace = traceOf(
      { name: "a", spanId: "", ...at(0) },
      { name: "b", spanId: zeros, parentSpanId: zeros, ...at(1) },
    );
    expect(outline(trace)).toEqual(["a", "b"]);
    expect(trace.issueCounts).toEqual({ "empty-span-id": 2, "end-missing": 2 });
    expect(spanNamed(trace, "b")).toMatchObject({ spanId: "", parentSpanId: "" });
  });
});

describe("duplicate ids", () => {
  test("both stay, marked; children go to the one that contains them, else to the first", () => {
    const trace = traceFromDiagram(`
      a first   |====|            id=1
      b second         |====|     id=1
      c in1      |=|              id=2 parent=1
      c in2             |=|       id=3 parent=1
      c out                   ||  id=4 parent=1
    `);
    expect(outline(trace)).toEqual(["first", "  in1", "  out", "second", "  in2"]);
    for (const name of ["first", "second"]) {
      expect(flagsOf(trace, name) & SpanFlag.DuplicateId).not.toBe(0);
      expect(spanNamed(trace, name).issues).toEqual([
        { code: "duplicate-span-id", detail: "0000000000000001" },
      ]);
    }
  });

  test("copies in every respect stay, and are marked as such", () => {
    const builder = newBuilder();
    const add = (value: string, time = 1) => {
      const end = clockTime(9);
      builder.span({ ...emptySpan, name: "a", spanId: "1", ...at(0), end, traceFlags: 1 });
      builder.attribute("size", { type: "double", value: 0.5 });
      builder.attribute("key", { type: "string", value });
      builder.event("e", clockTime(time), 0);
      builder.eventAttribute("k", { type: "bool", value: true });
      builder.link({ ...noLink, traceId: "7", spanId: "8" });
      builder.warning("slow clock");
    };
    add("x");
    add("x");
    add("y");
    add("x", 2);
    add("x");
    const trace = builder.finish()[0]!;
    expect(trace.spans.length).toBe(5);
    expect(trace.events.length).toBe(5);
    expect(trace.issueCounts).toEqual({
      "exact-duplicate": 2,
      "duplicate-span-id": 5,
      warning: 5,
    });
    const marked = [0, 1, 2, 3, 4].filter((row) =>
      readSpan(trace, spanIndex(row)).issues.some(({ code }) => code === "exact-duplicate"),
    );
    expect(marked).toEqual([1, 4]);
  });

  test.each([
    ["a resource", { resource: resourceIndex(1) }],
    ["trace state", { traceState: "a=1" }],
    ["a dropped count", { droppedEventsCount: 1 }],
    ["unknown fields", { unknownFields: "{}" }],
    ["a status message", { statusMessage: "m" }],
    ["a start", at(1)],
    ["a duration", { durationNs: 6 }],
    ["a kind", { kind: SpanKind.Consumer }],
  ])("spans that differ in %s both stay", (_, difference) => {
    const builder = newBuilder();
    builder.resource({ ...owner, service: "other" });
    const span = { ...emptySpan, spanId: "1", durationNs: 5, ...at(0) };
    builder.span(span);
    builder.span({ ...span, ...difference });
    expect(builder.finish()[0]!.spans.length).toBe(2);
  });
});

describe("shared ids", () => {
  const client = { name: "client", spanId: "2", parentSpanId: "1", kind: SpanKind.Client };
  const server = { name: "server", spanId: "2", parentSpanId: "1", kind: SpanKind.Server };
  const root = { name: "root", spanId: "1", durationNs: 100, ...at(0) };
  const child = { name: "child", spanId: "3", parentSpanId: "2", durationNs: 1, ...at(20) };

  test("the server half goes under the client half, and children of the id under the server", () => {
    const trace = traceOf(
      { ...server, shared: true, durationNs: 50, ...at(15) },
      child,
      { ...client, durationNs: 80, ...at(10) },
      root,
    );
    expect(outline(trace)).toEqual(["root", "  client", "    server", "      child"]);
    expect(flagsOf(trace, "client")).toBe(SpanFlag.SharedHalf);
    expect(flagsOf(trace, "server")).toBe(SpanFlag.SharedHalf | SpanFlag.Warning);
    expect(spanNamed(trace, "server")).toMatchObject({
      spanId: "0000000000000002",
      parentSpanId: "0000000000000001",
      issues: [{ code: "shared-span-id-split", detail: "0000000000000001" }],
    });
  });

  test("a span without a kind is the client half when the server says that the id is shared", () => {
    const halves = [
      { ...client, kind: SpanKind.Unspecified, durationNs: 80, ...at(10) },
      { ...server, durationNs: 50, ...at(15) },
    ];
    const shared = traceOf(root, halves[0]!, { ...halves[1]!, shared: true });
    expect(outline(shared)).toEqual(["root", "  client", "    server"]);
    const unsaid = traceOf(root, ...halves);
    expect(unsaid.issueCounts).toEqual({ "duplicate-span-id": 2 });
  });

  test("with one half only nothing changes", () => {
    const trace = traceOf(root, { ...server, shared: true, durationNs: 50, ...at(15) }, child);
    expect(outline(trace)).toEqual(["root", "  server", "    child"]);
    expect(trace.issueCounts).toEqual({});
  });

  test("of several server halves each child gets the one that contains it", () => {
    const trace = traceOf(
      { ...client, parentSpanId: "", durationNs: 90, ...at(0) },
      { ...server, name: "try 1", durationNs: 9, ...at(10) },
      { ...server, name: "try 2", durationNs: 9, ...at(20) },
      child,
    );
    expect(outline(trace)).toEqual(["client", "  try 1", "  try 2", "    child"]);
    expect(flagsOf(trace, "try 1") & SpanFlag.DuplicateId).not.toBe(0);
    expect(flagsOf(trace, "client") & SpanFlag.DuplicateId).toBe(0);
  });
});

describe("traces", () => {
  test("spans are grouped by trace id in any spelling, in order of first appearance", () => {
    const builder = newBuilder();
    for (const [traceId, name] of [
      ["B", "b1"],
      [diagramTraceId.toUpperCase(), "a1"],
      ["0000000b", "b2"],
      [diagramTraceId, "a2"],
      ["T-1", "t"],
      ["t-1", "u"],
      ["", "none"],
    ] as const) {
      builder.span({ ...emptySpan, traceId, spanId: name.length + name, name, ...at(0) });
    }
    builder.traceWarning("0B", "cut off");
    builder.traceWarning("ffff", "no spans");
    const traces = builder.finish();
    expect(traces.map(({ traceId }) => traceId)).toEqual([
      "b".padStart(32, "0"),
      diagramTraceId,
      "T-1",
      "t-1",
      "0".repeat(32),
    ]);
    expect(traces.map(outline)).toEqual([["b1", "b2"], ["a1", "a2"], ["t"], ["u"], ["none"]]);
    expect(traces[0]!.traceWarnings).toEqual(["cut off"]);
    // What another trace uses is not in this one.
    expect(traces[2]!.names).toEqual(["t", "service"]);
  });

  test("nothing came in, nothing comes out", () => {
    expect(newBuilder().finish()).toEqual([]);
  });

  test("finish may be called again after more spans, and leaves the first trace as it was", () => {
    const builder = newBuilder();
    builder.span({ ...emptySpan, name: "kid", spanId: "2", parentSpanId: "1", ...at(5) });
    builder.attribute("k", { type: "string", value: "v" });
    const [before] = builder.finish();
    builder.span({ ...emptySpan, name: "root", spanId: "1", ...at(0) });
    builder.event("e", clockTime(1), 0);
    const [after] = builder.finish();
    expect(outline(before!)).toEqual(["kid"]);
    expect(before!.summary.orphanCount).toBe(1);
    expect(spanNamed(before!, "kid").issues[0]?.code).toBe("parent-missing");
    expect(outline(after!)).toEqual(["root", "  kid"]);
    expect(after!.issueCounts).toEqual({ "end-missing": 2 });
    expect(spanNamed(after!, "kid").attributes).toHaveLength(1);
    expect(spanNamed(after!, "root").events).toHaveLength(1);
  });
});

describe("resources and scopes", () => {
  test("equal ones are one row, and those of other traces are left out", () => {
    const builder = newBuilder("first");
    const fields = {
      ...owner,
      service: "second",
      attributes: [["n", { type: "int", value: 1 }]] as const,
    };
    const second = builder.resource(fields);
    expect(builder.resource({ ...fields })).toBe(second);
    expect(builder.resource({ ...fields, schemaUrl: "u" })).not.toBe(second);
    builder.span({ ...emptySpan, spanId: "1", name: "a", resource: second, ...at(0) });
    const trace = builder.finish()[0]!;
    expect(trace.resources.length).toBe(1);
    expect(spanNamed(trace, "a").resource).toEqual({
      service: "second",
      attributes: [{ key: "n", value: { type: "int", value: 1n } }],
      droppedAttributesCount: 0,
      schemaUrl: "",
    });
  });

  test("one that is described later is the same as one that was known before", () => {
    const builder = newBuilder("known");
    const late = builder.lateResource("p1");
    const never = builder.lateResource("p9");
    const scope = builder.lateScope();
    const span = { ...emptySpan, spanId: "1", name: "a", durationNs: 1, ...at(0) };
    builder.span(span);
    builder.span({ ...span, resource: late });
    builder.span({ ...span, name: "b", spanId: "2", resource: never, scope });
    builder.describeResource(late, { ...owner, service: "known" });
    builder.describeScope(scope, { ...owner, name: "lib", version: "1" });
    const trace = builder.finish()[0]!;
    expect(trace.issueCounts).toEqual({
      "exact-duplicate": 1,
      "duplicate-span-id": 2,
      "unknown-process": 1,
    });
    expect(spanNamed(trace, "a").service).toBe("known");
    expect(spanNamed(trace, "b")).toMatchObject({
      service: "",
      scope: { name: "lib", version: "1" },
      issues: [{ code: "unknown-process", detail: "p9" }],
    });
  });
});

test("the summary counts services by name, errors and orphans", () => {
  const trace = traceFromDiagram(`
    web a    |====!|
      db b     |=|
      db c      |!|
    api d    |==|    parent=dead
  `);
  expect(trace.summary).toMatchObject({
    spanCount: 4,
    errorCount: 2,
    orphanCount: 1,
    services: [
      { name: "api", spanCount: 1, errorCount: 0 },
      { name: "db", spanCount: 2, errorCount: 1 },
      { name: "web", spanCount: 1, errorCount: 1 },
    ],
  });
  expect(spanNamed(trace, "a").status.code).toBe(StatusCode.Error);
  expect(flagsOf(trace, "a") & SpanFlag.Error).not.toBe(0);
});

const noLink = {
  relation: "link",
  traceState: "",
  traceFlags: undefined,
  droppedAttributesCount: 0,
} as const;

describe("links", () => {
  test("a link to this trace has its target's row; empty links go, with their attributes", () => {
    const builder = newBuilder();
    builder.span({ ...emptySpan, name: "a", spanId: "1", durationNs: 9, ...at(0) });
    builder.link({ ...noLink, traceId: "0".repeat(32), spanId: "" });
    builder.linkAttribute("lost", { type: "bool", value: true });
    builder.link({ ...noLink, relation: "follows-from", traceId: "ff", spanId: "odd id" });
    builder.linkAttribute("kept", { type: "bool", value: true });
    builder.link({ ...noLink, traceId: diagramTraceId.toUpperCase(), spanId: "02", traceFlags: 3 });
    builder.link({ ...noLink, traceId: "ff", spanId: "2", traceState: "k=v" });
    builder.span({ ...emptySpan, name: "b", spanId: "2", durationNs: 9, ...at(1) });
    const trace = builder.finish()[0]!;
    const { links, issues } = spanNamed(trace, "a");
    expect(issues).toEqual([{ code: "empty-link-removed", detail: "" }]);
    expect(links).toEqual([
      {
        ...noLink,
        relation: "follows-from",
        traceId: "ff".padStart(32, "0"),
        spanId: "odd id",
        target: -1,
        attributes: [{ key: "kept", value: { type: "bool", value: true } }],
      },
      {
        ...noLink,
        traceId: diagramTraceId,
        spanId: "0000000000000002",
        traceFlags: 3,
        target: 1,
        attributes: [],
      },
      {
        ...noLink,
        traceId: "ff".padStart(32, "0"),
        spanId: "0000000000000002",
        traceState: "k=v",
        target: -1,
        attributes: [],
      },
    ]);
  });
});
