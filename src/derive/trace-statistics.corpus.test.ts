import { expect, test } from "vitest";
import { describeCorpus, readCases } from "@/testing/corpus";
import { corpusTraces } from "@/testing/corpus-traces";
import type { GroupKey } from "./span-groups";
import { traceStatistics, type StatisticsGroup } from "./trace-statistics";

interface GoldenRow {
  readonly name: string;
  readonly isDetail: boolean;
  readonly parent: string;
  readonly count: number;
  readonly total: number;
  readonly avg: number;
  readonly min: number;
  readonly max: number;
  readonly selfTotal: number;
  readonly selfAvg: number;
  readonly selfMin: number;
  readonly selfMax: number;
  readonly percent: number;
}
interface GoldenCase {
  readonly file: string;
  readonly groupBy: readonly string[];
  readonly rows: readonly GoldenRow[];
}

function keyOf(name: string): GroupKey {
  if (name === "Service Name") return { by: "service" };
  return name === "Operation Name" ? { by: "name" } : { by: "attribute", key: name };
}

/** Milliseconds with two decimals, as the table there shows them: halves as binary has them. */
const shown = (ns: number): number => Math.round((ns / 1e6) * 100) / 100;

function rowOf(group: StatisticsGroup, keys: readonly string[], durationNs: number): GoldenRow {
  const isDetail = group.path.length === 2;
  const label = (at: number): string => group.path[at] ?? `Without Tag: ${keys[at]}`;
  return {
    name: label(isDetail ? 1 : 0),
    isDetail,
    parent: isDetail ? label(0) : group.path[0] === undefined ? "" : "none",
    count: group.count,
    total: shown(group.totalNs),
    avg: shown(group.totalNs / group.count),
    min: shown(group.minNs),
    max: shown(group.maxNs),
    selfTotal: shown(group.selfTotalNs),
    selfAvg: shown(group.selfTotalNs / group.count),
    selfMin: shown(group.selfMinNs),
    selfMax: shown(group.selfMaxNs),
    percent: Math.round((group.selfTotalNs * 10_000) / durationNs) / 100,
  };
}

/** There a span whose attribute is empty is in no row below its service: the rows do not add up. */
const losesSpan = ({ file, groupBy }: GoldenCase): boolean =>
  file.endsWith("/spansAmongEachOther.json") && groupBy.join() === "Service Name,sql";

describeCorpus("statistics, Jaeger UI's tables of real traces", () => {
  const { cases } = readCases<{ cases: readonly GoldenCase[] }>("trace-statistics-golden.json");

  test.each(cases.filter((one) => !losesSpan(one)))(
    "$file by $groupBy",
    async ({ file, groupBy, rows }) => {
      const [trace] = await corpusTraces(file);
      const [first = "", second] = groupBy;
      const keys: [GroupKey, GroupKey?] = [keyOf(first)];
      if (second !== undefined) keys.push(keyOf(second));
      const { groups, details } = traceStatistics(trace!, keys);
      // There, spans without the first attribute are not told apart by the second key.
      const shownDetails = details.filter(({ path }) => path[0] !== undefined);
      const found = [...groups, ...shownDetails].map((one) =>
        rowOf(one, groupBy, trace!.durationNs),
      );
      const id = ({ isDetail, parent, name }: GoldenRow): string =>
        JSON.stringify([isDetail, parent, name]);
      const byId = (list: readonly GoldenRow[]) =>
        Object.fromEntries(list.map((row) => [id(row), row]));
      expect(byId(found)).toEqual(byId(rows));
    },
  );

  test("a span whose attribute is empty counts as one without it", async () => {
    const { file, groupBy, rows } = cases.find(losesSpan)!;
    const [trace] = await corpusTraces(file);
    const { details } = traceStatistics(trace!, [keyOf(groupBy[0]!), keyOf(groupBy[1]!)]);
    const counted = details.reduce((sum, { count }) => sum + count, 0);
    expect(counted).toBe(trace!.spans.length);
    const there = rows.filter(({ isDetail }) => isDetail);
    expect(there.reduce((sum, { count }) => sum + count, 0)).toBe(counted - 1);
  });
});
