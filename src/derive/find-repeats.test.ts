import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BitSet } from "@/lib/bitset";
import { spanIndex } from "@/model/indexes";
import type { RepeatFolds } from "@/model/repeat-folds";
import { SpanFlag } from "@/model/span-table";
import type { TraceCore } from "@/model/trace";
import { traces } from "@/testing/arbitraries";
import { traceFromDiagram } from "@/testing/trace-diagram";
import { fewestRepeats, findRepeats } from "./find-repeats";
import { openFoldsOf, rowOfSpan, standIn, visibleTree, type RowChoice } from "./visible-rows";

const membersOf = ({ members, memberOffset }: RepeatFolds, fold: number): number[] => [
  ...members.subarray(memberOffset[fold], memberOffset[fold + 1]),
];

/** Random traces of few names, so that many spans are alike; and what is chosen of them. */
const cases = fc
  .tuple(traces(60), fc.array(fc.nat({ max: 2 }), { minLength: 1 }), fc.nat(), fc.nat())
  .map(([trace, names, openSeed, elideSeed]) => {
    const { length } = trace.spans;
    const name = Uint32Array.from({ length }, (_, row) => (names[row % names.length] ?? 0) % 2);
    const kind = new Uint8Array(length);
    const core: TraceCore = { ...trace, spans: { ...trace.spans, name, kind } };
    const some = (seed: number, every: number) =>
      BitSet.of(
        length,
        Array.from({ length }, (_, row) => row).filter((row) => (row * 7 + seed) % every === 1),
      );
    const elided = elideSeed % 2 === 0 ? undefined : some(elideSeed, 5);
    return { core, elided, opened: some(openSeed, 2), collapsed: some(openSeed, 7) };
  });

/** What a closed fold's row stands for, by the definition; undefined for a row without a fold. */
function stoodFor(row: number, choice: RowChoice): number {
  const { folds, opened } = choice;
  const fold = folds?.ofSpan[row] ?? -1;
  return !folds || fold < 0 || opened?.has(folds.head[fold]!) ? 1 : folds.spanCount[fold]!;
}

describe("repeats", () => {
  const { spans, ...rest } = traceFromDiagram(`
    api list     |====================|
      db get      |=|
      db put        |=|
      db get          |===|
      db put             |!!|
      db get              |=|
        disk seek         |!|
      db get                |==|
      db get                   |=|
      api list    |====|
        api list  |====|
          api list |==|
            api list |=|
              api list |=|
                db get |=|
  `);
  const core = { ...rest, spans };
  const folds = findRepeats(core);

  it("are siblings that are alike wherever they stand, and chains; fewer keep their rows", () => {
    expect(folds.head.length).toBe(2);
    const [chain, calls] = folds.isChain[0] === 1 ? [0, 1] : [1, 0];
    expect(membersOf(folds, calls!)).toHaveLength(5);
    expect(membersOf(folds, chain!).length).toBe(5);
    expect([folds.minNs, folds.medianNs, folds.maxNs].map((column) => column[calls!])).toEqual([
      2e6, 2e6, 4e6,
    ]);
    expect([folds.spanCount[calls!], folds.errorCount[calls!]]).toEqual([6, 1]);
    expect([folds.spanCount[chain!], folds.errorCount[chain!]]).toEqual([5, 0]);
  });

  it("share one row, with what is below a chain still there, at the level that it has then", () => {
    const none = new BitSet(spans.length);
    const { rows, levels } = visibleTree(spans, none, { folds, opened: none });
    const titles = [...rows].map((row, at) => `${levels?.[at]} ${core.names[spans.name[row]!]}`);
    expect(titles).toEqual(["0 list", "1 get", "1 list", "2 get", "1 put", "1 put"]);
  });

  it("of every span there is one row or one fold, and the counts add up", () => {
    fc.assert(
      fc.property(cases, ({ core: trace, elided, opened }) => {
        const found = findRepeats(trace, { elided });
        const choice: RowChoice = { folds: found, elided, opened };
        const { rows, levels } = visibleTree(trace.spans, new BitSet(trace.spans.length), choice);
        const total = [...rows].reduce((sum, row) => sum + stoodFor(row, choice), 0);
        expect(total).toBe(trace.spans.length - (elided?.count() ?? 0));
        const isRow = new Set(rows);
        rows.forEach((row, at) => {
          // Levels are those of a tree: one more than the nearest row above that is an ancestor.
          let above = trace.spans.parent[row]!;
          const has = (span: number) =>
            isRow.has(standIn(trace.spans, spanIndex(span), choice)) && !elided?.has(span);
          while (above >= 0 && !has(above)) above = trace.spans.parent[above]!;
          const parentRow =
            above < 0 ? -1 : rowOfSpan(rows, standIn(trace.spans, spanIndex(above), choice));
          expect(levels![at]).toBe(parentRow < 0 ? 0 : levels![parentRow]! + 1);
        });
        for (let span = 0; span < trace.spans.length; span += 1) {
          if (elided?.has(span)) continue;
          const standing = standIn(trace.spans, spanIndex(span), choice);
          expect(isRow.has(standing)).toBe(true);
          const shown = openFoldsOf(trace.spans, spanIndex(span), choice);
          const after = visibleTree(trace.spans, new BitSet(trace.spans.length), {
            ...choice,
            opened: shown,
          });
          expect(after.rows.includes(span)).toBe(true);
        }
      }),
    );
  });

  it("have the figures of their members, which are alike and enough", () => {
    fc.assert(
      fc.property(cases, ({ core: trace, elided }) => {
        const found = findRepeats(trace, { elided });
        const { spans: table, resourceService } = trace;
        for (let fold = 0; fold < found.head.length; fold += 1) {
          const members = membersOf(found, fold);
          expect(members.length).toBeGreaterThanOrEqual(fewestRepeats);
          expect(members[0]).toBe(found.head[fold]);
          const keys = members.map(
            (row) =>
              `${resourceService[table.resource[row]!]} ${table.name[row]} ${table.kind[row]}`,
          );
          expect(new Set(keys).size).toBe(1);
          const durations = members.map((row) => table.durationNs[row]!).sort((a, b) => a - b);
          expect(found.minNs[fold]).toBe(durations[0]);
          expect(found.maxNs[fold]).toBe(durations.at(-1));
          expect(found.medianNs[fold]).toBe(durations[Math.ceil(durations.length / 2) - 1]);
          const hidden = members.flatMap((row) =>
            found.isChain[fold] === 1
              ? [row]
              : Array.from({ length: table.subtreeEnd[row]! - row }, (_, i) => row + i),
          );
          const counted = hidden.filter((row) => !elided?.has(row));
          expect(found.spanCount[fold]).toBe(counted.length);
          expect(found.errorCount[fold]).toBe(
            counted.filter((row) => (table.flags[row]! & SpanFlag.Error) !== 0).length,
          );
          const busy = found.busyNs.subarray(found.busyOffset[fold], found.busyOffset[fold + 1]);
          for (let i = 1; i < busy.length; i += 1)
            expect(busy[i]).toBeGreaterThanOrEqual(busy[i - 1]!);
          for (const row of members) {
            const isCovered = (time: number) =>
              busy.some((start, i) => i % 2 === 0 && start <= time && time <= busy[i + 1]!);
            expect(isCovered(table.startNs[row]!)).toBe(true);
            expect(isCovered(table.startNs[row]! + table.durationNs[row]!)).toBe(true);
          }
        }
      }),
    );
  });

  it("never hide a row that a collapsed one does not hide, and the other way round", () => {
    fc.assert(
      fc.property(cases, ({ core: trace, collapsed, opened }) => {
        const found = findRepeats(trace);
        const open = visibleTree(trace.spans, collapsed).rows;
        const all = { folds: found, opened: BitSet.of(trace.spans.length, found.head) };
        expect([...visibleTree(trace.spans, collapsed, all).rows]).toEqual([...open]);
        const some = visibleTree(trace.spans, collapsed, { folds: found, opened }).rows;
        expect([...some].filter((row) => !open.includes(row))).toEqual([]);
      }),
    );
  });

  it("go through a chain of a hundred thousand and as many siblings without recursion", () => {
    const length = 100_000;
    const column = (value: (row: number) => number) =>
      Uint32Array.from({ length }, (_, i) => value(i));
    const table = (parent: (row: number) => number, end: (row: number) => number) => ({
      ...spans,
      length,
      parent: Int32Array.from({ length }, (_, i) => parent(i)),
      subtreeEnd: column(end),
      depth: column((row) => (parent(row) === row - 1 ? row : Math.min(row, 1))),
      name: new Uint32Array(length),
      kind: new Uint8Array(length),
      resource: new Uint32Array(length),
      flags: new Uint16Array(length),
      startNs: Float64Array.from({ length }, (_, i) => i),
      durationNs: new Float64Array(length).fill(2),
    });
    const none = new BitSet(length);
    const deep = table(
      (row) => row - 1,
      () => length,
    );
    const chain = findRepeats({ ...core, spans: deep });
    expect([...visibleTree(deep, none, { folds: chain, opened: none }).rows]).toEqual([0]);
    const wide = table(
      (row) => (row === 0 ? -1 : 0),
      (row) => (row === 0 ? length : row + 1),
    );
    const fan = findRepeats({ ...core, spans: wide });
    expect([...visibleTree(wide, none, { folds: fan, opened: none }).rows]).toEqual([0, 1]);
    expect(fan.spanCount[0]).toBe(length - 1);
  });

  it("leave the focus alone, and its siblings out", () => {
    const first = membersOf(folds, folds.isChain[0] === 1 ? 1 : 0)[0]!;
    expect(findRepeats(core, { focus: spanIndex(first) }).head.length).toBe(0);
  });
});
