import { expect, test } from "vitest";
import type { TraceSummary } from "@/model/trace-summary";
import { withLinked } from "./shown-results";

const trace = (traceId: string): TraceSummary => ({
  traceId,
  rootService: "a",
  rootName: "b",
  startUnixNano: 0n,
  durationNs: 0,
  spanCount: 1,
  errorCount: 0,
  orphanCount: 0,
  services: [],
});

test("traces that a link names join those that were found, each once", () => {
  const answer = {
    summaries: [trace("1"), trace("2")],
    route: "v3-summaries" as const,
    limitReached: true,
  };
  expect(withLinked(answer, undefined)).toBe(answer);
  expect(withLinked(answer, [trace("2")])).toBe(answer);
  const both = withLinked(answer, [trace("2"), trace("3")]);
  expect(both.summaries.map(({ traceId }) => traceId)).toEqual(["1", "2", "3"]);
  expect(both.limitReached).toBe(true);
});
