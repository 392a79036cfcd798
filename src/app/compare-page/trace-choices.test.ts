import { expect, test } from "vitest";
import type { TraceSummary } from "@/model/trace-summary";
import { traceLists, type TraceListsInput } from "./trace-choices";

const summary = (traceId: string, rootName: string, durationNs: number): TraceSummary => ({
  traceId,
  rootService: "shop",
  rootName,
  startUnixNano: 7n,
  durationNs,
  spanCount: 1,
  errorCount: 0,
  orphanCount: 0,
  services: [],
});

const found = [
  summary("a", "GET /", 10),
  summary("b", "POST /", 500),
  summary("c", "GET /", 30),
  summary("d", "GET /", 20),
  summary("e", "GET /", 90),
];

const none: TraceListsInput = {
  found: [],
  foundIn: "jaeger",
  inFiles: [],
  recent: [],
  cohort: [],
  cohortIn: "jaeger",
  cohortFound: [],
  own: "",
  other: "",
};
const ids = (list: readonly { readonly traceId: string }[]) => list.map(({ traceId }) => traceId);

test("a typical one is the median of the results with the other side's root, itself left out", () => {
  const { typical } = traceLists({ ...none, found, other: "a" });
  expect(typical?.of).toBe(3);
  expect(typical?.choice.traceId).toBe("c");
  // An even number: the lower of the two in the middle.
  expect(traceLists({ ...none, found: found.slice(0, 4), other: "a" }).typical?.choice).toEqual({
    traceId: "d",
    source: "jaeger",
    about: { service: "shop", name: "GET /", durationNs: 20, startUnixNano: 7n },
  });
});

test("nothing is typical where the other side is not known, or nothing is like it", () => {
  expect(traceLists({ ...none, found }).typical).toBeUndefined();
  expect(traceLists({ ...none, found, other: "unknown" }).typical).toBeUndefined();
  expect(traceLists({ ...none, found, other: "b" }).typical).toBeUndefined();
});

test("the other side's root may be known from having been looked at", () => {
  const seen = {
    traceId: "x",
    source: "files",
    service: "shop",
    name: "POST /",
    startUnixNano: "1",
    durationNs: 4,
  } as const;
  const lists = traceLists({ ...none, found, recent: [seen], other: "x" });
  expect(lists.typical?.choice.traceId).toBe("b");
  expect(lists.recent).toEqual([]);
});

test("results like the other side come first, and what stands on the sides is not offered", () => {
  const lists = traceLists({ ...none, found, own: "d", other: "b" });
  expect(ids(lists.found.choices)).toEqual(["a", "c", "e"]);
  expect(ids(traceLists({ ...none, found, other: "c" }).found.choices)).toEqual([
    "a",
    "d",
    "e",
    "b",
  ]);
  const many = Array.from({ length: 40 }, (_, at) => summary(`t${at}`, "GET /", at));
  const cut = traceLists({ ...none, found: many }).found;
  expect([cut.choices.length, cut.total]).toEqual([12, 40]);
});

test("a cohort is offered with what is known of it, in its order", () => {
  const lists = traceLists({ ...none, found, cohort: ["e", "z", "a", "b"], own: "a", other: "b" });
  expect(lists.cohort.map(({ traceId, about }) => [traceId, about?.durationNs])).toEqual([
    ["e", 90],
    ["z", undefined],
  ]);
});

test("traces of files are a list of their own, unless they were searched", () => {
  expect(ids(traceLists({ ...none, inFiles: found }).files.choices)).toHaveLength(5);
  expect(
    traceLists({ ...none, found, foundIn: "files", inFiles: found }).files.choices,
  ).toHaveLength(0);
});
