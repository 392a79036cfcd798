import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { spanIndex } from "@/model/indexes";
import { spanIdText } from "@/model/span-search";
import { describeCorpus, readCases } from "@/testing/corpus";
import { corpusTrace, sourceSpanIds } from "@/testing/corpus-traces";
import { selfTimes } from "./self-time";

interface SelfTimeCase {
  readonly file: string;
  readonly index: number;
  readonly traceID: string;
  readonly totalSelf: number;
  readonly selfTimes?: readonly (readonly [id: string, micros: number])[];
  readonly selfTimesSha256: string;
}

/** The way in which Jaeger UI tells apart spans that share an id: by their order of display. */
function numberCopies(ids: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return ids.map((id) => {
    const copies = seen.get(id) ?? 0;
    seen.set(id, copies + 1);
    return copies === 0 ? id : `${id}_${copies}`;
  });
}

describeCorpus("self time, Jaeger UI's answers for real traces", () => {
  const { cases } = readCases<{ cases: readonly SelfTimeCase[] }>("self-time-golden.json");

  test.each(cases)(
    "$file $index",
    async (golden) => {
      const trace = await corpusTrace(golden.file, golden.traceID);
      const rename = await sourceSpanIds(golden.file, golden.traceID);
      const self = selfTimes(trace.spans);
      const ids = Array.from(self, (_, row) => rename(spanIdText(trace, spanIndex(row))));
      const all = numberCopies(ids).map((id, row): [string, number] => [id, self[row]! / 1000]);
      expect(all.reduce((sum, [, micros]) => sum + micros, 0)).toBe(golden.totalSelf);
      if (golden.selfTimes) expect(all).toEqual(golden.selfTimes);
      const sha256 = createHash("sha256").update(JSON.stringify(all)).digest("hex");
      expect(sha256).toBe(golden.selfTimesSha256);
    },
    60_000,
  );
});
