import fc from "fast-check";
import { describe, expect, expectTypeOf, it } from "vitest";
import { cssPx, ns, type CssPx, type Nanoseconds } from "@/lib/units";
import {
  centreRow,
  clamp,
  createViewport,
  fit,
  gapTop,
  isInGap,
  isWhole,
  minimumWindow,
  nsToPx,
  pan,
  pxToNs,
  rebase,
  reset,
  resize,
  revealGap,
  revealRow,
  revealTime,
  rowAt,
  rowTop,
  rowsInSight,
  scrollTo,
  wholeHeight,
  withContent,
  withGap,
  withRange,
  zoomAt,
  type Viewport,
} from "./viewport";

const day = 86_400e9;
const row = cssPx(24);

const sized = (limit: number, width = 1000, height = 600): Viewport =>
  resize(createViewport(ns(limit)), cssPx(width), cssPx(height));

const limits = fc.integer({ min: 0, max: 2 ** 53 - 1 });
const widths = fc.integer({ min: 1, max: 4000 });
const shares = fc.double({ min: 0, max: 1, noNaN: true });

const viewports = fc.tuple(limits, widths, shares, shares).map(([limit, width, a, b]) => {
  const v = sized(limit, width);
  return withRange(v, ns(a * v.limitNs), ns(b * v.limitNs));
});

describe("clamp", () => {
  it("keeps the window inside the limits and long enough", () => {
    fc.assert(
      fc.property(viewports, shares, (v, share) => {
        for (const next of [v, pan(v, cssPx((share - 0.5) * 1e6)), zoomAt(v, cssPx(0), share)]) {
          expect(next.startNs).toBeGreaterThanOrEqual(0);
          expect(next.endNs).toBeLessThanOrEqual(next.limitNs);
          const shortest = Math.min(minimumWindow(next.limitNs), next.limitNs);
          expect(next.endNs - next.startNs).toBeGreaterThanOrEqual(shortest * (1 - 1e-9));
        }
      }),
    );
  });

  it("changes nothing that is within the limits", () => {
    fc.assert(
      fc.property(viewports, (v) => {
        const again = clamp(v);
        expect(again.startNs).toBeCloseTo(v.startNs, 0);
        expect(again.scrollTop).toBe(v.scrollTop);
      }),
    );
  });
});

describe("zoomAt", () => {
  it("keeps the time under the pointer, unless an edge is in the way", () => {
    fc.assert(
      fc.property(viewports, shares, fc.double({ min: 0.1, max: 10, noNaN: true }), (v, at, k) => {
        const x = cssPx(at * v.width);
        const next = zoomAt(v, x, k);
        if (next.startNs === 0 || next.endNs === next.limitNs) return;
        const before = pxToNs(v, x);
        const pixel = (next.endNs - next.startNs) / v.width;
        expect(Math.abs(pxToNs(next, x) - before)).toBeLessThanOrEqual(pixel * 0.01 + 1e-6);
      }),
    );
  });

  it("comes back by the same way", () => {
    const v = withRange(sized(60e9), ns(20e9), ns(30e9));
    const back = zoomAt(zoomAt(v, cssPx(300), 0.5), cssPx(300), 2);
    expect(back.startNs).toBeCloseTo(v.startNs, 3);
    expect(back.endNs).toBeCloseTo(v.endNs, 3);
  });

  it("reaches single nanoseconds, and stops where doubles would not tell pixels apart", () => {
    let short = sized(1e9);
    let long = sized(2 ** 53 - 1);
    for (let i = 0; i < 400; i += 1) {
      short = zoomAt(short, cssPx(900), 0.7);
      long = zoomAt(long, cssPx(999), 0.7);
    }
    expect(short.endNs - short.startNs).toBeCloseTo(10, 6);
    const left = nsToPx(long, pxToNs(long, cssPx(500)));
    const right = nsToPx(long, pxToNs(long, cssPx(501)));
    expect(right - left).toBeCloseTo(1, 0);
    expect(pxToNs(long, cssPx(500))).not.toBe(pxToNs(long, cssPx(501)));
  });
});

describe("pan", () => {
  it("moves by its own scale and stops at the ends", () => {
    const v = withRange(sized(1000e6), ns(400e6), ns(500e6));
    expect(pan(v, cssPx(100)).startNs).toBeCloseTo(410e6, 0);
    expect(pan(v, cssPx(1e9))).toMatchObject({ startNs: 900e6, endNs: 1000e6 });
    expect(pan(v, cssPx(-1e9))).toMatchObject({ startNs: 0, endNs: 100e6 });
  });
});

describe("time and pixels", () => {
  it("are each other's inverse, from a nanosecond to a hundred days", () => {
    for (const limit of [10, 1e3, 1e9, day, 100 * day]) {
      const v = sized(limit, 1777);
      for (const x of [0, 1, 333.5, 1777]) {
        expect(nsToPx(v, pxToNs(v, cssPx(x)))).toBeCloseTo(x, 6);
      }
    }
  });

  it("puts a nanosecond where it belongs at the end of a hundred days", () => {
    const end = 100 * day;
    const v = withRange(sized(end), ns(end - 20_000), ns(end));
    expect(nsToPx(v, ns(end - 10_000))).toBeCloseTo(500, 6);
    expect(nsToPx(v, ns(end - 9_980))).toBeCloseTo(501, 6);
  });

  it("do not mix", () => {
    expectTypeOf(nsToPx).parameter(1).toEqualTypeOf<Nanoseconds>();
    expectTypeOf<CssPx>().not.toExtend<Nanoseconds>();
    // @ts-expect-error a length is no time
    nsToPx(sized(10), cssPx(1));
  });
});

describe("ranges", () => {
  it("shows what is asked for, in either order", () => {
    expect(withRange(sized(1000), ns(900), ns(100))).toMatchObject({ startNs: 100, endNs: 900 });
  });

  it("fits with some room, and around a span without length", () => {
    const v = fit(sized(1000e6), ns(400e6), ns(600e6));
    expect([v.startNs, v.endNs]).toEqual([380e6, 620e6]);
    const point = fit(sized(1000e6), ns(500), ns(500));
    expect(point.endNs - point.startNs).toBeCloseTo(minimumWindow(ns(1000e6)), 6);
    expect(point.startNs).toBeLessThan(500);
    expect(point.endNs).toBeGreaterThan(500);
  });

  it("is whole again after zooming in and out", () => {
    let v = sized(36.5e9);
    for (let i = 0; i < 20; i += 1) v = zoomAt(v, cssPx(321), 0.7);
    for (let i = 0; i < 20; i += 1) v = zoomAt(v, cssPx(654), 1 / 0.7);
    expect(isWhole(v)).toBe(true);
    expect(isWhole(zoomAt(v, cssPx(500), 0.99))).toBe(false);
  });

  it("resets to the whole, also for a trace of no length", () => {
    expect(isWhole(reset(withRange(sized(1000), ns(1), ns(50))))).toBe(true);
    expect(isWhole(sized(0))).toBe(true);
    expect(sized(0).endNs).toBeGreaterThan(0);
  });

  it("brings a time into sight only when it is out of it", () => {
    const v = withRange(sized(1000), ns(0), ns(100));
    expect(revealTime(v, ns(50), ns(60))).toBe(v);
    const moved = revealTime(v, ns(500), ns(520));
    expect(moved.startNs).toBeLessThanOrEqual(500);
    expect(moved.endNs).toBeGreaterThanOrEqual(520);
    expect(moved.endNs - moved.startNs).toBeCloseTo(100, 6);
  });
});

describe("rows", () => {
  const million = withContent(sized(1e9), cssPx(1_000_000 * row));

  it("reach the last of a million", () => {
    const v = scrollTo(million, cssPx(Infinity));
    expect(rowAt(v, cssPx(v.height - 1), row)).toBe(999_999);
    expect(rowTop(v, 999_999, row)).toBe(v.height - row);
  });

  it("are where they are drawn", () => {
    fc.assert(
      fc.property(fc.nat(999_999), fc.integer({ min: 0, max: 24e6 }), (index, top) => {
        const v = scrollTo(million, cssPx(top));
        expect(rowAt(v, cssPx(rowTop(v, index, row) + 12), row)).toBe(index);
      }),
    );
  });

  it("come into sight by the shortest way, or to the middle", () => {
    const v = scrollTo(million, cssPx(2400));
    expect(revealRow(v, 110, row)).toBe(v);
    expect(revealRow(v, 99, row).scrollTop).toBe(99 * 24);
    expect(revealRow(v, 125, row).scrollTop).toBe(126 * 24 - 600);
    expect(centreRow(v, 500, row).scrollTop).toBe(500 * 24 - 288);
    expect(centreRow(v, 110, row)).toBe(v);
  });

  it("scrolls back when rows go", () => {
    const v = scrollTo(million, cssPx(1e6));
    expect(withContent(v, cssPx(700)).scrollTop).toBe(100);
    expect(withContent(v, cssPx(24)).scrollTop).toBe(0);
  });
});

describe("on a trace that has been read again", () => {
  const shifts = fc.integer({ min: 0, max: 1e12 });

  it("the window shows the same time, limits permitting", () => {
    fc.assert(
      fc.property(viewports, shifts, (v, shift) => {
        fc.pre(!isWhole(v) && v.limitNs + shift < 2 ** 52);
        const next = rebase(v, ns(v.limitNs + shift), ns(shift));
        const slack = Math.max(minimumWindow(next.limitNs), 1);
        expect(Math.abs(next.startNs - v.startNs - shift)).toBeLessThanOrEqual(slack);
        expect(Math.abs(next.endNs - v.endNs - shift)).toBeLessThanOrEqual(slack);
        expect(next).toMatchObject({
          width: v.width,
          height: v.height,
          limitNs: v.limitNs + shift,
        });
      }),
    );
  });

  it("the whole stays the whole, and what is gone is not shown", () => {
    expect(rebase(sized(1000), ns(5000), ns(700))).toMatchObject({ startNs: 0, endNs: 5000 });
    const late = withRange(sized(10_000), ns(9000), ns(9500));
    expect(rebase(late, ns(4000), ns(0))).toMatchObject({ startNs: 3500, endNs: 4000 });
  });
});

describe("a gap between rows", () => {
  const gapped = fc
    .record({
      count: fc.integer({ min: 1, max: 400 }),
      gapRow: fc.integer({ min: -1, max: 399 }),
      height: fc.integer({ min: 0, max: 700 }),
      top: fc.nat(20_000),
    })
    .map(({ count, gapRow, height, top }) => {
      const whole = withContent(sized(1000), cssPx(count * row));
      const gap = { row: Math.min(gapRow, count - 1), height: cssPx(height) };
      return { count, gap, plain: scrollTo(whole, cssPx(top)) };
    });

  it("lowers the rows below it, and no row is in it", () => {
    fc.assert(
      fc.property(gapped, fc.nat(599), ({ gap, plain }, y) => {
        const v = clamp({ ...plain, gap });
        const at = rowAt(v, cssPx(y), row);
        const top = rowTop(v, at, row);
        if (isInGap(v, cssPx(y), row)) expect(at).toBe(gap.row + 1);
        else {
          expect(top).toBeLessThanOrEqual(y);
          expect(y).toBeLessThan(top + row);
        }
        const below = rowTop(v, gap.row + 1, row) - rowTop(v, gap.row, row);
        expect(below).toBe(row + gap.height);
        expect(gapTop(v, row)).toBe(rowTop(v, gap.row, row) + row);
      }),
    );
  });

  it("counts to what can be scrolled through", () => {
    fc.assert(
      fc.property(gapped, ({ count, gap, plain }) => {
        const v = scrollTo(clamp({ ...plain, gap }), cssPx(1e9));
        const end = rowTop(v, count, row);
        expect(wholeHeight(v)).toBe(count * row + gap.height);
        if (wholeHeight(v) > v.height) expect(end).toBe(v.height);
      }),
    );
  });

  it("has the rows in sight that can be hit", () => {
    fc.assert(
      fc.property(gapped, ({ count, gap, plain }) => {
        const v = clamp({ ...plain, gap });
        const { first, last } = rowsInSight(v, count, row);
        for (let at = 0; at < count; at += 1) {
          const top = rowTop(v, at, row);
          const isSeen = top + row > 0 && top < v.height;
          if (isSeen) expect(at >= first && at < last).toBe(true);
        }
        expect(last - first).toBeLessThanOrEqual(Math.ceil(v.height / row) + 2);
      }),
    );
  });

  it("opens without moving the row that is held, but to be seen", () => {
    fc.assert(
      fc.property(gapped, gapped, ({ gap, plain }, other) => {
        const before = clamp({ ...plain, gap: { ...other.gap, row: gap.row - 1 } });
        const top = rowTop(before, gap.row, row);
        fc.pre(gap.row >= 0 && top >= 0 && top + row + gap.height <= before.height);
        const after = withGap(before, gap, { held: gap.row, rowHeight: row });
        // The ends of what can be scrolled through may be in the way.
        const isAtEnd =
          after.scrollTop === 0 || after.scrollTop >= wholeHeight(after) - after.height;
        if (!isAtEnd) expect(rowTop(after, gap.row, row)).toBe(top);
      }),
    );
  });

  it("comes into sight with the row above it", () => {
    fc.assert(
      fc.property(gapped, ({ gap, plain }) => {
        const v = revealGap(clamp({ ...plain, gap }), row);
        const top = gapTop(v, row) ?? 0;
        if (gap.row >= 0) expect(top - row).toBeGreaterThanOrEqual(0);
        if (gap.row >= 0 && gap.height + row <= v.height) {
          expect(top + gap.height).toBeLessThanOrEqual(v.height);
        }
      }),
    );
  });
});
