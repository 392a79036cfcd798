import { describe, expect, it } from "vitest";
import { attributeHas } from "./attribute-rows";
import { eventMarks, matchingEvents } from "./event-marks";
import { sampleView, text } from "./span-detail-fixture";

const event = (
  timeNs: number,
  name = "tick",
  attributes = [{ key: "k", value: text("Value") }],
) => ({
  ...{ name, attributes, droppedAttributesCount: 0 },
  ...{ timeUnixNano: BigInt(timeNs), timeNs },
});
const view = { ...sampleView, startNs: 1000, durationNs: 100 };

describe("eventMarks", () => {
  it("places events on the span, exceptions apart", () => {
    const events = [event(1000), event(1001), event(1050), event(1099, "exception"), event(1100)];
    expect(eventMarks({ ...view, events }, 10)).toEqual({
      ...{ fromNs: 0, toNs: 100, plain: [0, 5, 9], exceptions: [9] },
    });
  });

  it("has room for events outside the span, and for a span of no length", () => {
    expect(eventMarks({ ...view, events: [event(900), event(1300)] }, 4)).toEqual({
      ...{ fromNs: -100, toNs: 300, plain: [0, 3], exceptions: [] },
    });
    expect(eventMarks({ ...view, durationNs: 0, events: [event(1000)] }, 4)).toEqual({
      ...{ fromNs: 0, toNs: 0, plain: [0], exceptions: [] },
    });
  });

  it("has no more marks than columns", () => {
    const events = Array.from({ length: 10_000 }, (_, i) => event(1000 + i));
    expect(eventMarks({ ...view, durationNs: 10_000, events }, 300).plain).toHaveLength(300);
  });
});

it("finds events by name, key and value, whatever the case", () => {
  const events = [event(1, "Cache miss"), event(2, "other", [{ key: "x", value: text("CACHE") }])];
  const found = (filter: string) => matchingEvents(events, filter, attributeHas).length;
  expect([found(""), found(" cache "), found("miss"), found("value"), found("z")]).toEqual([
    ...[2, 2, 1, 1, 0],
  ]);
});
