import { expect, test } from "vitest";
import type { Attribute } from "@/model/attribute";
import type { SpanEventView, SpanLinkView } from "@/model/span-view";
import { compareEvents, compareLinks } from "./event-differences";

const attribute = (key: string, value: string): Attribute => ({
  key,
  value: { type: "string", value },
});
const event = (name: string, timeNs: number, ...attributes: Attribute[]): SpanEventView => ({
  name,
  timeUnixNano: BigInt(timeNs),
  timeNs,
  attributes,
  droppedAttributesCount: 0,
});
const span = (startNs: number, ...events: SpanEventView[]) => ({ startNs, events });

test("events of one name are compared in their order, whatever is between them", () => {
  const a = span(100, event("retry", 110), event("cache miss", 115), event("retry", 120));
  const b = span(
    500,
    event("connect", 501),
    event("retry", 530),
    event("retry", 540, attribute("attempt", "2")),
    event("give up", 550),
  );
  const found = compareEvents(a, b);
  expect(found.map(({ name, aNs, bNs, differs }) => [name, aNs, bNs, differs])).toEqual([
    ["connect", undefined, 1, true],
    ["retry", 10, 30, false],
    ["cache miss", 15, undefined, true],
    ["retry", 20, 40, true],
    ["give up", undefined, 50, true],
  ]);
  expect(found[3]?.attributes).toEqual([{ key: "attempt", a: undefined, b: "2", differs: true }]);
});

test("a span that is missing has no events, and names of the prototype are names", () => {
  expect(compareEvents(undefined, undefined)).toEqual([]);
  const [only] = compareEvents(span(0, event("__proto__", 5)), undefined);
  expect(only).toMatchObject({ name: "__proto__", aNs: 5, bNs: undefined, differs: true });
  const same = span(0, event("constructor", 5, attribute("k", "v")));
  expect(compareEvents(same, same)[0]?.differs).toBe(false);
});

const link = (traceId: string, spanId: string, ...attributes: Attribute[]): SpanLinkView => ({
  relation: "link",
  traceId,
  spanId,
  traceState: "",
  traceFlags: undefined,
  attributes,
  droppedAttributesCount: 0,
  target: -1,
});
const words = { traceId: "Trace ID", spanId: "Span ID", traceState: "Trace state" };

test("links to the same span are compared, then what is left in its order", () => {
  const a = [link("t1", "s1"), link("t2", "s2", attribute("queue", "orders"))];
  const b = [link("t2", "s2", attribute("queue", "returns")), link("t9", "s1"), link("t3", "s3")];
  const [same, other, alone] = compareLinks(a, b, words);
  expect(same?.values.filter(({ differs }) => differs)).toEqual([
    { key: "queue", a: "orders", b: "returns", differs: true },
  ]);
  expect(other?.values).toEqual([
    { key: "Span ID", a: "s1", b: "s1", differs: false },
    { key: "Trace ID", a: "t1", b: "t9", differs: true },
  ]);
  expect(alone?.values[1]).toEqual({ key: "Trace ID", a: undefined, b: "t3", differs: true });
  expect(compareLinks(a, a, words).some(({ differs }) => differs)).toBe(false);
  expect(compareLinks(undefined, undefined, words)).toEqual([]);
});
