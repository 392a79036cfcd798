import { expect, test } from "vitest";
import { emptySpan } from "@/testing/trace-diagram";
import { clockTime, newBuilder, outline, spanNamed } from "@/testing/span-writer";
import { SpanFlag } from "./span-table";

const owner = { attributes: [], droppedAttributesCount: 0, schemaUrl: "" };
const at = (ns: number) => ({ start: clockTime(ns), durationNs: 9 });

test("what may still come is not missing", () => {
  const builder = newBuilder();
  const late = builder.lateResource("p3");
  builder.span({ ...emptySpan, name: "child", spanId: "2", parentSpanId: "1", ...at(5) });
  builder.span({
    ...{ ...emptySpan, name: "grandchild", spanId: "3", parentSpanId: "2" },
    ...{ resource: late, ...at(6) },
  });
  const early = builder.finish({ more: true })[0]!;
  expect(outline(early)).toEqual(["child", "  grandchild"]);
  expect(early.issueCounts).toEqual({});
  expect(early.summary.orphanCount).toBe(0);
  expect([...early.spans.flags]).toEqual([0, 0]);
  expect(spanNamed(early, "grandchild")).toMatchObject({ service: "p3", issues: [] });

  // The same at the end is.
  const cut = builder.finish()[0]!;
  expect(cut.issueCounts).toEqual({ "parent-missing": 1, "unknown-process": 1 });
  expect(cut.spans.flags[0]! & SpanFlag.Orphan).not.toBe(0);
  expect(spanNamed(cut, "grandchild").service).toBe("");

  builder.span({ ...emptySpan, name: "root", spanId: "1", ...at(0) });
  builder.describeResource(late, { ...owner, service: "cart" });
  const whole = builder.finish()[0]!;
  expect(outline(whole)).toEqual(["root", "  child", "    grandchild"]);
  expect(whole.issueCounts).toEqual({});
  expect(spanNamed(whole, "grandchild").service).toBe("cart");
  expect(whole.names).not.toContain("p3");
  // What was handed out before has stayed as it was.
  expect(outline(early)).toEqual(["child", "  grandchild"]);
  expect(spanNamed(early, "grandchild").service).toBe("p3");
});

test("an early look leaves no trace in what is built later", () => {
  const take = (peek: boolean) => {
    const builder = newBuilder();
    const late = builder.lateResource("p1");
    for (let id = 1; id <= 20; id += 1) {
      const ids = { spanId: String(id), parentSpanId: String(id + 1) };
      builder.span({ ...emptySpan, name: `n${id}`, ...ids, ...at(id), resource: late });
      if (peek) builder.finish({ more: true });
    }
    builder.describeResource(late, { ...owner, service: "" });
    return builder.finish()[0]!;
  };
  const [peeked, plain] = [take(true), take(false)];
  expect(peeked.spans).toEqual(plain.spans);
  expect(peeked.names).toEqual(plain.names);
  expect(peeked.issueCounts).toEqual(plain.issueCounts);
  expect(spanNamed(peeked, "n3")).toEqual(spanNamed(plain, "n3"));
});

test("the last reading finds what links to its own spans too", () => {
  const builder = newBuilder();
  builder.span({ ...emptySpan, name: "from", spanId: "1", ...at(0) });
  builder.link({
    ...{ relation: "link", traceId: emptySpan.traceId, spanId: "2" },
    ...{ traceState: "", traceFlags: undefined, droppedAttributesCount: 0 },
  });
  builder.span({ ...emptySpan, name: "to", spanId: "2", ...at(5) });
  const trace = builder.finish({ last: true })[0]!;
  expect(spanNamed(trace, "from").links[0]?.target).toBe(1);
});
