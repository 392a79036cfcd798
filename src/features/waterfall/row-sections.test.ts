import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chooseRows } from "@/derive/choose-rows";
import { criticalPath, criticalPaths } from "@/derive/critical-path";
import { findRepeats } from "@/derive/find-repeats";
import { indexPath } from "@/derive/path-index";
import { visibleRows } from "@/derive/visible-rows";
import { BitSet } from "@/lib/bitset";
import { spanIndex } from "@/model/indexes";
import type { SpanTable } from "@/model/span-table";
import type { TraceCore } from "@/model/trace";
import { allRows, type PathColumns, type RowLayout } from "@/state/timeline-look";
import { traces } from "@/testing/arbitraries";
import { traceFromDiagram } from "@/testing/trace-diagram";
import { closedFoldAt } from "./folds";
import { foldSections, rowSections } from "./row-sections";

function pathOf(spans: SpanTable, root?: number): PathColumns {
  const path = root === undefined ? criticalPaths(spans) : criticalPath(spans, root);
  return { ...path, ...indexPath(spans, path, root) };
}

/** The moments of the path at each row: those of the row's own sections, and what it stands for. */
function timesOfRows(
  core: TraceCore,
  layout: RowLayout,
  sets: { collapsed: BitSet; opened: BitSet },
) {
  const { spans } = core;
  const { collapsed, opened } = sets;
  const path = pathOf(spans, layout.focus);
  const of = { spans, path, layout, isCollapsed: (span: number) => collapsed.has(span) };
  const own = (span: number): number[] =>
    Array.from(path.span.keys())
      .filter((section) => path.span[section] === span)
      .flatMap((section) => [path.startNs[section]!, path.endNs[section]!]);
  return Array.from(visibleRows(spans, collapsed, { ...layout, opened }), (span) => {
    const fold = closedFoldAt({ layout, opened }, span);
    const times = fold ? foldSections(of, fold) : (rowSections(of, span) ?? own(span));
    return { span, times: joined([...times]) };
  });
}

/** Stretches that touch are one. */
function joined(times: readonly number[]): number[] {
  const result: number[] = [];
  for (let i = 0; i < times.length; i += 2) {
    if (i > 0 && times[i] === result.at(-1)) result.pop();
    else result.push(times[i]!);
    result.push(times[i + 1]!);
  }
  return result;
}

/** The same from the definition: each section is drawn on the nearest row above it. */
function byDefinition(
  core: TraceCore,
  layout: RowLayout,
  sets: { collapsed: BitSet; opened: BitSet },
) {
  const { spans } = core;
  const path = pathOf(spans, layout.focus);
  const rows = visibleRows(spans, sets.collapsed, { ...layout, opened: sets.opened });
  const sections = new Map<number, [start: number, end: number][]>();
  for (const span of rows) sections.set(span, []);
  path.span.forEach((span, section) => {
    for (let at = span; at >= 0; at = spans.parent[at]!) {
      const fold = layout.folds?.ofSpan[at] ?? -1;
      const head = layout.folds?.head[fold] ?? -1;
      const row = sections.has(at) || sets.opened.has(head) ? at : head;
      const list = sections.get(row);
      if (list) return void list.push([path.startNs[section]!, path.endNs[section]!]);
    }
  });
  return Array.from(sections, ([span, list]) => ({
    span,
    times: joined(list.sort(([a], [b]) => a - b).flat()),
  }));
}

/** A trace of few names, so that spans are alike. */
const alike = traces(50).map((trace): TraceCore => {
  const { length } = trace.spans;
  const spans = { ...trace.spans, name: new Uint32Array(length), kind: new Uint8Array(length) };
  return { ...trace, spans };
});
const views = fc.record({
  wanted: fc.array(fc.nat(49), { maxLength: 30 }),
  collapsed: fc.array(fc.nat(49), { maxLength: 5 }),
  opened: fc.array(fc.nat(49), { maxLength: 5 }),
  focus: fc.option(fc.nat(49), { nil: undefined }),
  filters: fc.boolean(),
  folds: fc.boolean(),
  shortestNs: fc.constantFrom(0, 1000, 1e6, 1e9),
  foldsShort: fc.boolean(),
});

describe("what a row shows of the critical path", () => {
  it("is that of its span and of what is left out below it, whatever the view", () => {
    fc.assert(
      fc.property(alike, views, (core, view) => {
        const { spans } = core;
        const within = (rows: readonly number[]) =>
          BitSet.of(
            spans.length,
            rows.filter((row) => row < spans.length),
          );
        const focus = view.focus === undefined ? undefined : spanIndex(view.focus % spans.length);
        const chosen = view.filters
          ? chooseRows(spans, {
              among: view.wanted.length > 20 ? [] : [within(view.wanted)],
              shortestNs: view.shortestNs,
              foldsShort: view.foldsShort,
              prunedResource: undefined,
              focus,
            })
          : allRows;
        const { shown, elided, context } = chosen;
        const folds = view.folds ? findRepeats(core, { shown, elided, focus }) : undefined;
        const layout = { shown, elided, context, focus, folds };
        const opened = within(view.opened.filter((row) => folds?.head.includes(row)));
        const sets = { collapsed: within(view.collapsed), opened };
        const rows = timesOfRows(core, layout, sets);
        expect(rows).toEqual(byDefinition(core, layout, sets));
        // Asked again, it is the same: what is remembered belongs to this row.
        expect(timesOfRows(core, layout, sets)).toEqual(rows);
      }),
    );
  });

  it("of a chain that shares a row is another than that of its first span alone", () => {
    const core = traceFromDiagram(
      Array.from({ length: 7 }, (_, i) => {
        const name = i < 5 ? "wait" : `work-${i}`;
        const row = `${"  ".repeat(i)}a ${name}`;
        return `${row.padEnd(30)}${" ".repeat(i)}|${"=".repeat(20 - 2 * i)}|`;
      }).join("\n"),
    );
    const { spans } = core;
    const shown = BitSet.of(7, [0, 1, 2, 3, 4]);
    const folds = findRepeats(core, { shown });
    const layout = { ...allRows, shown, folds };
    const of = { spans, path: pathOf(spans), layout, isCollapsed: () => false };
    const fold = closedFoldAt({ layout, opened: new BitSet(7) }, 0);
    expect(fold && [...foldSections(of, fold)]).toEqual([0, spans.durationNs[0]]);
    expect(rowSections(of, 0)).toHaveLength(4);
  });
});
