import { expect, test } from "vitest";
import { spanIndex } from "@/model/indexes";
import { readSpan } from "@/model/read-span";
import { StatusCode } from "@/model/span-table";
import { traceFromDiagram } from "./trace-diagram";

test("reads parents, times, errors, events and attributes from a picture", () => {
  const trace = traceFromDiagram(`
    frontend GET /cart    |==========|
      cart read             |==|
      price quote              |=*==!|   kind=client retry=1 link=2
  `);
  expect(Array.from(trace.spans.depth)).toEqual([0, 1, 1]);
  expect(Array.from(trace.spans.startNs)).toEqual([0, 2e6, 5e6]);
  expect(Array.from(trace.spans.durationNs)).toEqual([11e6, 3e6, 6e6]);
  expect(trace.summary).toMatchObject({
    rootService: "frontend",
    rootName: "GET /cart",
    durationNs: 11e6,
    errorCount: 1,
    services: [
      { name: "cart", spanCount: 1, errorCount: 0 },
      { name: "frontend", spanCount: 1, errorCount: 0 },
      { name: "price", spanCount: 1, errorCount: 1 },
    ],
  });
  const quote = readSpan(trace, spanIndex(2));
  expect(quote).toMatchObject({
    service: "price",
    name: "quote",
    spanId: "0000000000000003",
    parentSpanId: "0000000000000001",
    status: { code: StatusCode.Error },
    attributes: [{ key: "retry", value: { type: "string", value: "1" } }],
    events: [{ name: "event", timeNs: 7e6 }],
    links: [{ relation: "link", spanId: "0000000000000002", target: 1 }],
  });
});

test("units finer than a microsecond are exact", () => {
  const trace = traceFromDiagram("a x |====|\n  b y |==|", { unitNs: 1 });
  expect(Array.from(trace.spans.startNs)).toEqual([0, 2]);
  expect(trace.durationNs).toBe(5);
});
