import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { resize, rowTop, scrollTo, withContent, withRange, zoomAt } from "@/canvas/viewport";
import { rowOfSpan } from "@/derive/visible-rows";
import { BitSet } from "@/lib/bitset";
import { cssPx, ns } from "@/lib/units";
import { spanIndex, type SpanIndex } from "@/model/indexes";
import { spanIdText } from "@/model/span-search";
import type { TraceCore } from "@/model/trace";
import { createTraceViewStore, noFind } from "@/state/trace-view-store";
import { createViewportStore, updateViewport } from "@/state/viewport-store";
import { dirtySpans, traceOfSeeds } from "@/testing/arbitraries";
import { traceFromDiagram } from "@/testing/trace-diagram";
import { rowHeight } from "@/trace-ui/span-bars";
import { carryRows, sameSpan, spanKey } from "./carry-rows";
import { anchorsOf, carryOpenRows, carryView, rowsOfView, type Anchor } from "./carry-view";
import { rowsFor } from "./rows";
import type { Timeline } from "./timeline-commands";
import { rulerHeight } from "./waterfall-scene";

const everyRow = (core: TraceCore) => {
  const rows = new BitSet(core.spans.length);
  rows.addRange(0, core.spans.length);
  return rows;
};
const rowNumbers = (core: TraceCore) => Array.from({ length: core.spans.length }, (_, i) => i);
const idsOf = (core: TraceCore) => rowNumbers(core).map((row) => spanIdText(core, spanIndex(row)));

/** Does all steps, each as small as it may be. */
function carry(from: TraceCore, to: TraceCore, wanted: BitSet) {
  const carrier = carryRows(from, to, wanted);
  for (let steps = 0; !carrier.step(3); steps += 1) if (steps > 1e5) throw new Error("no end");
  return carrier;
}

function timelineOf(core: TraceCore, collapsed: readonly number[] = [], height = 120): Timeline {
  const view = createTraceViewStore(core.spans.length, {
    collapsed: BitSet.of(core.spans.length, collapsed),
  });
  const viewport = createViewportStore(ns(core.durationNs));
  const rows = rowsFor(core, view.getState()).length;
  updateViewport(viewport, (v) =>
    withContent(resize(v, cssPx(800), cssPx(height)), cssPx(rows * rowHeight)),
  );
  return { core, view, viewport };
}

const withGapBelow = ({ viewport }: Timeline, row: number) =>
  updateViewport(viewport, (v) => ({ ...v, gap: { row, height: cssPx(50) } }));

const nobody = { selected: undefined, focused: false };
const move = (from: Timeline, to: TraceCore, anchors: readonly Anchor[] = []) => {
  const carrier = carry(from.core, to, rowsOfView(from));
  return carryView(from, to, { carrier, openRows: carryOpenRows(from, to, carrier), anchors });
};
const shownIds = ({ core, view }: Timeline) =>
  Array.from(rowsFor(core, view.getState()), (row) => spanIdText(core, spanIndex(row)));

/** Every span with an id of its own, parents before children or not; and a part of them. */
const readings = dirtySpans(30)
  .map((seeds) =>
    seeds.map((seed, at) => ({ ...seed, id: at + 1, parent: seed.parent % (seeds.length + 2) })),
  )
  .chain((seeds) => fc.tuple(fc.subarray(seeds, { minLength: 1 }), fc.constant(seeds)))
  .map(([part, whole]) => ({ part: traceOfSeeds(part), whole: traceOfSeeds(whole) }));

/** The first spans of a trace whose parents come before their children, and all of them. */
const grown = fc
  .tuple(dirtySpans(30), fc.double({ min: 0.05, max: 1, noNaN: true }))
  .map(([seeds, share]) => {
    const sound = seeds.map((seed, at) => {
      return { ...seed, id: at + 1, parent: seed.parent % (at + 1), start: seed.start ?? 0 };
    });
    const part = sound.slice(0, Math.max(1, Math.round(seeds.length * share)));
    return { part: traceOfSeeds(part), whole: traceOfSeeds(sound) };
  });

describe("rows in another reading", () => {
  it("are those of the same ids, in either direction", () => {
    fc.assert(
      fc.property(readings, ({ part, whole }) => {
        for (const [from, to] of [
          [part, whole],
          [whole, part],
        ] as const) {
          const carrier = carry(from, to, everyRow(from));
          const ids = idsOf(to);
          for (const row of rowNumbers(from)) {
            const wanted = ids.indexOf(spanIdText(from, spanIndex(row)));
            expect(carrier.rowOf(row)).toBe(wanted);
            expect(sameSpan(from, spanIndex(row), to) ?? -1).toBe(wanted);
          }
        }
      }),
    );
  });

  it("of spans that share an id are told apart by counting, also where few are wanted", () => {
    const picture = `
      a one    |==|    id=7
      a two     |==|   id=7
      a three    |==|  id=7
    `;
    const from = traceFromDiagram(picture);
    const to = traceFromDiagram(`a before  |==|\n${picture}`);
    const carrier = carry(from, to, BitSet.of(3, [2]));
    const name = (row: number) => to.names[to.spans.name[row] ?? -1];
    expect(name(carrier.rowOf(2))).toBe("three");
    expect(name(sameSpan(from, spanIndex(1), to) ?? -1)).toBe("two");
    expect(carrier.rowOf(5)).toBe(-1);
    expect(carry(to, from, everyRow(to)).rowOf(0)).toBe(-1);
  });

  it("have one key each, and the same one in both where the id is a span's own", () => {
    fc.assert(
      fc.property(readings, dirtySpans(30), ({ part, whole }, dirty) => {
        for (const core of [part, whole, traceOfSeeds(dirty)]) {
          const keys = rowNumbers(core).map((row) => spanKey(core, spanIndex(row)));
          expect(new Set(keys).size).toBe(keys.length);
        }
        for (const row of rowNumbers(part)) {
          const now = sameSpan(part, spanIndex(row), whole);
          if (now !== undefined) expect(spanKey(whole, now)).toBe(spanKey(part, spanIndex(row)));
        }
      }),
    );
  });
});

describe("a view on another reading", () => {
  it("keeps the order of the rows that were there, and what is collapsed", () => {
    fc.assert(
      fc.property(grown, fc.array(fc.nat(29)), ({ part, whole }, collapsed) => {
        const parents = collapsed.filter(
          (row) => (part.spans.subtreeEnd[row] ?? 0) > row + 1 && row < part.spans.length,
        );
        const from = timelineOf(part, parents);
        const to = move(from, whole);
        const before = shownIds(from);
        const after = shownIds(to).filter((id) => before.includes(id));
        expect(after).toEqual(before.filter((id) => after.includes(id)));
        const closed = Array.from(to.view.getState().collapsed, (row) => idsOf(whole)[row]);
        expect(closed.sort()).toEqual([...new Set(parents.map((row) => idsOf(part)[row]))].sort());
      }),
    );
  });

  it("holds the anchor's row where it is on the screen, as far as there are rows", () => {
    const shares = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(readings, shares, fc.option(fc.nat(119)), ({ part, whole }, share, pointerY) => {
        const from = timelineOf(part);
        const { viewport: v } = from.viewport.getState();
        const most = Math.max(0, v.contentHeight - v.height);
        updateViewport(from.viewport, (now) => scrollTo(now, cssPx(share * most)));
        if (pointerY !== null) {
          from.viewport.setState({ pointer: { x: 10, y: rulerHeight + pointerY } });
        }
        const anchors = anchorsOf(from, nobody);
        const to = move(from, whole, anchors);
        const [anchor] = anchors;
        if (!anchor) throw new Error("something is in sight");
        const after = to.viewport.getState().viewport;
        const span = sameSpan(part, anchor.span, whole) ?? spanIndex(-1);
        const row = rowOfSpan(rowsFor(whole, to.view.getState()), span);
        const scroll = row * rowHeight - anchor.top;
        const clamped = Math.max(0, Math.min(after.contentHeight - after.height, scroll));
        expect(after.scrollTop).toBeCloseTo(clamped, 6);
        if (scroll === clamped) expect(rowTop(after, row, rowHeight)).toBeCloseTo(anchor.top, 6);
      }),
    );
  });

  it("takes the row under the pointer, else the selected one in sight, else the top one", () => {
    const core = traceFromDiagram(
      ["a root |===|", ...Array.from({ length: 40 }, (_, i) => `  b leaf-${i} |=|`)].join("\n"),
    );
    const from = timelineOf(core);
    updateViewport(from.viewport, (v) => scrollTo(v, cssPx(10 * rowHeight + 5)));
    const first = (selected?: number, focused = false): Anchor | undefined =>
      anchorsOf(from, {
        selected: selected === undefined ? undefined : spanIndex(selected),
        focused,
      })[0];
    expect(first()).toEqual({ span: 10, top: -5 });
    expect(first(12)).toEqual({ span: 12, top: 2 * rowHeight - 5 });
    expect(first(30)).toEqual({ span: 10, top: -5 });
    from.view.setState({ cursor: spanIndex(13) });
    expect(first(30, true)?.span).toBe(13);
    from.viewport.setState({ pointer: { x: 1, y: rulerHeight + 3 * rowHeight } });
    expect(first(12, true)?.span).toBe(13);
    from.viewport.setState({ pointer: { x: 1, y: rulerHeight + rowHeight } });
    expect(first(12, true)?.span).toBe(11);
    // Over the ruler it points at no row.
    from.viewport.setState({ pointer: { x: 1, y: 4 } });
    expect(first(12, true)?.span).toBe(12);
  });

  it("goes by the next anchor where the first is gone", () => {
    const core = traceFromDiagram(`
      a one     |=|
      a two     |=|
      a three   |=|
      a four    |=|
    `);
    const rest = traceFromDiagram(`
      a new     |=|   id=77
      a newer   |=|   id=78
      a three   |=|   id=3
      a four    |=|   id=4
      a five    |=|   id=5
    `);
    const from = timelineOf(core, [], 2 * rowHeight);
    updateViewport(from.viewport, (v) => scrollTo(v, cssPx(rowHeight)));
    const to = move(from, rest, anchorsOf(from, nobody));
    // "two" was at the top and is gone; "three" stays one row below it.
    expect(to.viewport.getState().viewport.scrollTop).toBe(rowHeight);
  });

  it("shows the same time, wherever the trace begins now; the whole stays the whole", () => {
    const part = traceFromDiagram("a late |====| id=2", { epochMicros: 5_000_000 });
    const whole = traceFromDiagram(`
      a early |====================|   id=1
      a late           |====|          id=2
    `);
    const shift = Number(part.epochUnixNano - whole.epochUnixNano);
    const from = timelineOf(part);
    expect(move(from, whole).viewport.getState().viewport).toMatchObject({
      startNs: 0,
      endNs: whole.durationNs,
    });
    const near = traceFromDiagram("a late |====| id=2", {
      epochMicros: Number(whole.epochUnixNano / 1000n) + 9000,
    });
    expect(shift).not.toBe(9e6);
    const zoomed = timelineOf(near);
    updateViewport(zoomed.viewport, (v) => withRange(v, ns(1e6), ns(3e6)));
    expect(move(zoomed, whole).viewport.getState().viewport).toMatchObject({
      startNs: 10e6,
      endNs: 12e6,
    });
    updateViewport(zoomed.viewport, (v) => zoomAt(v, cssPx(400), 0.01));
    const { startNs, endNs } = zoomed.viewport.getState().viewport;
    const moved = move(zoomed, whole).viewport.getState().viewport;
    expect(moved.startNs - 9e6).toBeCloseTo(startNs, 0);
    expect(moved.endNs - 9e6).toBeCloseTo(endNs, 0);
  });

  it("keeps a measured range at its time, as far as the trace has it", () => {
    const late = traceFromDiagram("a late |====| id=2", { epochMicros: 9000 });
    const early = traceFromDiagram("a late |====| id=2", { epochMicros: 7000 });
    const measured = (startNs: number, endNs: number, to: TraceCore) => {
      const from = timelineOf(late);
      from.viewport.setState({ measure: { startNs: ns(startNs), endNs: ns(endNs) } });
      return move(from, to).viewport.getState().measure;
    };
    expect(measured(1e6, 2e6, early)).toEqual({ startNs: 3e6, endNs: 4e6 });
    expect(measured(1e6, 4e6, early)).toEqual({ startNs: 3e6, endNs: early.durationNs });
    expect(measured(3.5e6, 4e6, early)).toBeUndefined();
    expect(move(timelineOf(late), early).viewport.getState().measure).toBeUndefined();
  });

  it("goes by a link where that says which rows are collapsed and which folds are open", () => {
    const core = traceFromDiagram(`
      a top  |====| id=1
      a leaf  |==|  id=2
    `);
    const from = timelineOf(core);
    const linked = { collapsed: BitSet.of(2, [0]), opened: BitSet.of(2, [1]) };
    const carrier = carry(core, core, rowsOfView(from));
    const { collapsed, opened } = carryOpenRows(from, core, carrier, linked);
    expect([...collapsed, ...opened]).toEqual([0, 1]);
  });

  it("keeps cursor and matches, by their spans", () => {
    fc.assert(
      fc.property(readings, fc.nat(29), fc.array(fc.nat(29)), ({ part, whole }, at, found) => {
        const last = part.spans.length - 1;
        const matches = Uint32Array.from(new Set(found.map((row) => Math.min(row, last)))).sort();
        const cursor = spanIndex(Math.min(at, last));
        const from = timelineOf(part);
        const current = matches.length - 1;
        from.view.setState({ cursor, find: { ...noFind, text: "x", matches, current } });
        const { view } = move(from, whole);
        const id = (core: TraceCore, row: number | undefined) =>
          row === undefined ? undefined : spanIdText(core, row as SpanIndex);
        const { cursor: now, find } = view.getState();
        expect(id(whole, now)).toBe(id(part, cursor));
        expect(Array.from(find.matches, (row) => id(whole, row)).sort()).toEqual(
          Array.from(matches, (row) => id(part, row)).sort(),
        );
        expect([...find.matches]).toEqual([...find.matches].sort((a, b) => a - b));
        expect(id(whole, find.matches[find.current])).toBe(id(part, matches[current]));
      }),
    );
  });
});

describe("room below a row", () => {
  it("stays below the row of the same span", () => {
    const part = traceFromDiagram(`
      a root     |=====|  id=00000000000000aa
        b three      |=|  id=00000000000000dd
    `);
    const whole = traceFromDiagram(`
      a root     |=====|  id=00000000000000aa
        b one    |=|      id=00000000000000bb
        b two      |=|    id=00000000000000cc
        b three      |=|  id=00000000000000dd
    `);
    const from = timelineOf(part);
    withGapBelow(from, 1);
    expect(move(from, whole).viewport.getState().viewport.gap).toEqual({ row: 3, height: 50 });
  });
});
