import { describe, expect, it } from "vitest";
import { toRawParams } from "./raw-params";
import {
  changesTimeline,
  formatTimelineParams,
  hidesSpans,
  parseTimelineParams,
  withoutFilters,
  type TimelineParams,
} from "./timeline-params";

describe("the timeline's parameters", () => {
  it("come out of a URL as they went in", () => {
    const all: TimelineParams = {
      critical: "1",
      self: "1",
      gaps: "1",
      clock: "1",
      only: "1",
      skew: "1",
      repeats: "1",
      svcMode: "fold",
      minMode: "fold",
      filter: "slowest",
      svcFilter: "1a2b.5",
      minSpan: "10ms",
      focus: "00000000000000ab",
      color: "attribute:http.route",
    };
    expect(parseTimelineParams(toRawParams(formatTimelineParams(all)))).toEqual(all);
    expect(parseTimelineParams({})).toEqual({});
  });

  it("are left out where they make no sense", () => {
    const nonsense = {
      critical: "yes",
      svcMode: "prune",
      filter: "everything",
      svcFilter: "zz.1",
      minSpan: "soon",
      focus: "x".repeat(500),
      color: "attribute:",
    };
    expect(parseTimelineParams(nonsense)).toEqual({});
  });

  it("say whether they hide or change anything", () => {
    expect(changesTimeline({})).toBe(false);
    expect(changesTimeline({ skew: "1" })).toBe(false);
    expect(hidesSpans({ critical: "1" })).toBe(false);
    expect(changesTimeline({ critical: "1" })).toBe(true);
    expect(changesTimeline({ repeats: "1" })).toBe(true);
    expect(hidesSpans({ svcMode: "fold" })).toBe(false);
    expect(hidesSpans({ filter: "errors" })).toBe(true);
    expect(hidesSpans({ minSpan: "1ms", ...withoutFilters } as TimelineParams)).toBe(false);
  });
});
