import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Trace } from "@/model/trace";
import { TraceSetBuilder } from "@/model/trace-set-builder";
import { clockTime } from "@/testing/span-writer";
import { emptySpan } from "@/testing/trace-diagram";
import { eventListSteps, eventRow, type EventFilter, type EventList } from "./event-list";

interface EventSeed {
  readonly name: string;
  readonly at: number;
  readonly attributes?: Readonly<Record<string, string | number>>;
}

/** Spans called "span 0", "span 1", … with the events given. */
function traceWith(...spans: readonly (readonly EventSeed[])[]): Trace {
  const builder = new TraceSetBuilder();
  const owner = { attributes: [], droppedAttributesCount: 0, schemaUrl: "" };
  const resource = builder.resource({ ...owner, service: "worker" });
  const scope = builder.scope({ ...owner, name: "", version: "" });
  spans.forEach((events, at) => {
    builder.span({
      ...emptySpan,
      spanId: (at + 1).toString(16).padStart(16, "0"),
      name: `span ${at}`,
      start: clockTime(100),
      end: clockTime(200),
      resource,
      scope,
    });
    for (const { name, at: time, attributes = {} } of events) {
      builder.event(name, clockTime(time), 0);
      for (const [key, value] of Object.entries(attributes)) {
        builder.eventAttribute(
          key,
          typeof value === "number" ? { type: "int", value } : { type: "string", value },
        );
      }
    }
  });
  const [trace] = builder.finish();
  if (!trace) throw new Error("No spans");
  return trace;
}

function listOf(trace: Trace, filter: Partial<EventFilter> = {}): EventList {
  const steps = eventListSteps(trace, { text: "", exceptionsOnly: false, ...filter });
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

const namesIn = (trace: Trace, list: EventList): string[] =>
  Array.from(list.event, (event) => eventRow(trace, event).name);

describe("the events of a trace", () => {
  const trace = traceWith(
    [
      { name: "late", at: 190, attributes: { "http.status_code": 503 } },
      { name: "early", at: 110, attributes: { Message: "Cache MISS" } },
    ],
    [
      { name: "before", at: 40 },
      { name: "exception", at: 150, attributes: { "exception.type": "OOM" } },
      { name: "odd", at: 160, attributes: { "exception.message": "no" } },
    ],
  );

  it("come by time, with their spans", () => {
    const list = listOf(trace);
    expect(namesIn(trace, list)).toEqual(["before", "early", "exception", "odd", "late"]);
    expect([...list.span]).toEqual([1, 0, 1, 1, 0]);
    expect([...list.timeNs]).toEqual([-60, 10, 50, 60, 90]);
    expect([list.total, list.exceptions]).toEqual([5, 2]);
  });

  it.each([
    ["miss", ["early"]],
    ["CACHE miss", ["early"]],
    ["cache late", []],
    ["503", ["late"]],
    ["span\t0", ["early", "late"]],
    ["worker oom", ["exception"]],
    ["exception.", ["exception", "odd"]],
    ["nothing", []],
  ])("are found by %j", (text, found) => {
    const list = listOf(trace, { text });
    expect(namesIn(trace, list)).toEqual(found);
    expect(list.total).toBe(5);
  });

  it("are those with an exception, where only those are wanted", () => {
    expect(namesIn(trace, listOf(trace, { exceptionsOnly: true }))).toEqual(["exception", "odd"]);
    expect(namesIn(trace, listOf(trace, { exceptionsOnly: true, text: "oom" }))).toEqual([
      "exception",
    ]);
  });

  it("have their attributes as texts, no more and no longer than a line has room for", () => {
    const many = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`key ${at}`, at]));
    const long = traceWith([
      { name: "x", at: 1, attributes: { ...many, "key 0": "😀".repeat(900) } },
    ]);
    const row = eventRow(long, 0);
    expect(row.attributeCount).toBe(20);
    expect(row.attributes).toHaveLength(12);
    expect(row.attributes[1]).toEqual(["key 1", "1"]);
    expect(row.attributes[0]?.[1]).toBe(`${"😀".repeat(200)}…`);
    expect(row.isException).toBe(false);
  });

  it("are all there once, in order, whatever their times", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.integer({ min: -50, max: 300 }), { maxLength: 6 }), { minLength: 1 }),
        (times) => {
          const some = traceWith(
            ...times.map((own) => own.map((at) => ({ name: "e", at: at + 50 }))),
          );
          const list = listOf(some);
          expect(list.event.toSorted()).toEqual(list.event.map((_, at) => at));
          for (let at = 0; at < list.event.length; at += 1) {
            const event = list.event[at]!;
            const span = list.span[at]!;
            expect(event).toBeGreaterThanOrEqual(some.spans.eventOffset[span]!);
            expect(event).toBeLessThan(some.spans.eventOffset[span + 1]!);
            expect(list.timeNs[at]).toBe(some.eventTimeNs[event]);
            if (at > 0) expect(list.timeNs[at]).toBeGreaterThanOrEqual(list.timeNs[at - 1]!);
          }
        },
      ),
    );
  });
});
