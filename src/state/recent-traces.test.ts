import { beforeEach, expect, test } from "vitest";
import { noteTrace, parseRecentTraces, recentTracesStore, type RecentTrace } from "./recent-traces";

const trace = (traceId: string, source: RecentTrace["source"] = "jaeger"): RecentTrace => ({
  traceId,
  source,
  service: "shop",
  name: "GET /",
  startUnixNano: "1700000000000000000",
  durationNs: 5,
});

beforeEach(() => recentTracesStore.setState([], true));

test("the latest comes first, each once per source, and not more than twenty", () => {
  noteTrace(trace("a"));
  noteTrace(trace("b"));
  noteTrace(trace("a"));
  noteTrace(trace("a", "files"));
  const ids = () => recentTracesStore.getState().map(({ traceId, source }) => traceId + source);
  expect(ids()).toEqual(["afiles", "ajaeger", "bjaeger"]);
  for (let at = 0; at < 30; at += 1) noteTrace(trace(`t${at}`));
  expect(ids()).toHaveLength(20);
  expect(ids()[0]).toBe("t29jaeger");
});

test("long names are cut, and what is stored comes back", () => {
  noteTrace({ ...trace("a"), name: "n".repeat(1000) });
  const stored = JSON.stringify(recentTracesStore.getState());
  expect(parseRecentTraces(stored)).toEqual(recentTracesStore.getState());
  expect(recentTracesStore.getState()[0]?.name).toHaveLength(200);
});

test("what is broken or no trace is left out", () => {
  expect(parseRecentTraces("{")).toEqual([]);
  expect(parseRecentTraces('{"a":1}')).toEqual([]);
  const bad = [null, 1, { ...trace("a"), startUnixNano: "x" }, { ...trace("a"), source: "moon" }];
  expect(parseRecentTraces(JSON.stringify([...bad, trace("a")]))).toEqual([trace("a")]);
});
