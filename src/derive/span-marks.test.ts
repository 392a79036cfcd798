import { expect, it } from "vitest";
import { traceFromDiagram } from "@/testing/trace-diagram";
import { categoryMask, linkedHere, SpanCategory, spanMarks } from "./span-marks";

it("marks spans with the most particular of their conventions, and the targets of links", () => {
  const trace = traceFromDiagram(`
    api GET      |=====|  http.request.method=GET id=1
      api call    |==|    rpc.system=grpc http.url=x link=0000000000000006 id=2
      db read     |==|    db.system.name=postgresql http.method=POST id=3
      bus send    |==|    messaging.system=kafka id=4
      ai chat     |==|    gen_ai.request.model=m http.method=POST id=5
      api work    |==|    http.flavor=2 id=6
  `);
  const marks = [...spanMarks(trace)];
  expect(marks.map((mark) => mark & categoryMask)).toEqual([
    SpanCategory.Http,
    SpanCategory.Rpc,
    SpanCategory.Database,
    SpanCategory.Messaging,
    SpanCategory.GenAi,
    SpanCategory.None,
  ]);
  const linked = trace.links.target[0]!;
  expect(marks.map((mark) => (mark & linkedHere) !== 0)).toEqual(
    marks.map((_, row) => row === linked),
  );
});
