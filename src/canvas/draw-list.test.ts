import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RecordingContext } from "@/testing/recording-context";
import { DrawList, replay } from "./draw-list";

const ratios = fc.constantFrom(1, 1.25, 1.5, 2, 3);

describe("replay", () => {
  it("draws rectangles, outlines and labels in their colours", () => {
    const list = new DrawList();
    list.rect(1, 2, { w: 3, h: 4 }, "red");
    list.outline(10, 10, { w: 20, h: 10 }, "blue");
    list.label(5, 6, "text", { color: "green", align: "right" });
    const canvas = new RecordingContext();
    replay(canvas.context, list, 1, "12px x");
    expect(canvas.calls[0]).toEqual({ name: "fillRect", args: [1, 2, 3, 4], fillStyle: "red" });
    expect(canvas.calls.filter((call) => call.fillStyle === "blue")).toHaveLength(4);
    expect(canvas.calls.at(-1)).toEqual({
      name: "fillText",
      args: ["text", 5, 6],
      fillStyle: "green",
    });
    expect(canvas.font).toBe("12px x");
    expect(canvas.textAlign).toBe("right");
  });

  it("puts every edge on a device pixel and never loses a rectangle", () => {
    const coordinate = fc.double({ min: 0, max: 3000, noNaN: true });
    fc.assert(
      fc.property(ratios, coordinate, coordinate, coordinate, (dpr, x, y, size) => {
        const list = new DrawList();
        list.rect(x, y, { w: size, h: size / 100 }, "red");
        const canvas = new RecordingContext();
        replay(canvas.context, list, dpr, "");
        const [left = 0, top = 0, width = 0, height = 0] = canvas.rects()[0] ?? [];
        for (const edge of [left, top, left + width, top + height]) {
          expect(edge * dpr).toBeCloseTo(Math.round(edge * dpr), 6);
        }
        expect(width * dpr).toBeGreaterThanOrEqual(1 - 1e-9);
        expect(height * dpr).toBeGreaterThanOrEqual(1 - 1e-9);
      }),
    );
  });
});
