import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PreviewSchedule } from "./preview-schedule";

const reading = (spans: number, bytes = spans * 700, totalBytes?: number) => ({
  phase: "reading" as const,
  bytes,
  spans,
  ...(totalBytes === undefined ? {} : { totalBytes }),
});

describe("the schedule of previews", () => {
  it("wants the first one at some thousand spans, or from a slow stream after a moment", () => {
    expect(new PreviewSchedule(0).isDue(reading(0), 900)).toBe(false);
    expect(new PreviewSchedule(0).isDue(reading(100), 20)).toBe(false);
    expect(new PreviewSchedule(0).isDue(reading(100), 260)).toBe(true);
    expect(new PreviewSchedule(0).isDue(reading(2000), 15)).toBe(true);
  });

  it("wants none where the whole is nearly there", () => {
    const schedule = new PreviewSchedule(0);
    expect(schedule.isDue(reading(2000, 1_400_000, 1_400_000), 15)).toBe(false);
    expect(schedule.isDue(reading(2000, 1_400_000, 2_800_000), 15)).toBe(false);
    expect(schedule.isDue(reading(2000, 1_400_000, 70_000_000), 15)).toBe(true);
  });

  it("wants the next one at several times the spans, of a slow stream sooner", () => {
    const schedule = new PreviewSchedule(0);
    schedule.taken(2000, 5, 20);
    expect(schedule.isDue(reading(4000), 40)).toBe(false);
    expect(schedule.isDue(reading(12_000), 400)).toBe(true);
    // It would cost 30 ms of 100.
    expect(schedule.isDue(reading(12_000), 100)).toBe(false);
    expect(schedule.isDue(reading(3500), 4000)).toBe(true);
  });

  it("spends about a tenth of any load, whatever its pace", () => {
    const paces = fc.record({
      spansPerMs: fc.double({ min: 2, max: 400, noNaN: true }),
      costPerSpanMs: fc.double({ min: 0.0005, max: 0.005, noNaN: true }),
      totalSpans: fc.integer({ min: 3000, max: 300_000 }),
    });
    fc.assert(
      fc.property(paces, ({ spansPerMs, costPerSpanMs, totalSpans }) => {
        const schedule = new PreviewSchedule(0);
        let cost = 0;
        let first = 0;
        let now = 0;
        for (;;) {
          now += 12;
          const spans = Math.floor((now - cost) * spansPerMs);
          if (spans >= totalSpans) break;
          if (!schedule.isDue(reading(spans, spans * 700, totalSpans * 700), now)) continue;
          const took = spans * costPerSpanMs;
          cost += took;
          now += took;
          first ||= took;
          schedule.taken(spans, took, now);
        }
        expect(cost - first).toBeLessThanOrEqual(now * 0.1 + 1e-6);
      }),
    );
  });
});
