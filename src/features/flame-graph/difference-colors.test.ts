import { describe, expect, it } from "vitest";
import { relativeLuminance } from "@/trace-ui/canvas-theme";
import { changeOf, differenceColors } from "./difference-colors";

const themes = [
  { theme: { bg: "#ffffff", fgMuted: "#566072" }, colors: { a: "#1565a8", b: "#9c4a06" } },
  { theme: { bg: "#14181f", fgMuted: "#a3adbc" }, colors: { a: "#6cb2f2", b: "#f0a35e" } },
];
const contrast = (one: string, other: string): number => {
  const [a, b] = [relativeLuminance(one), relativeLuminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
};

describe("the change of a call path", () => {
  it.each([
    [[100, 150], [1, 1], "more"],
    [[150, 100], [1, 1], "less"],
    [[100, 101], [1, 1], "none"],
    [[0, 0], [2, 3], "none"],
    [[0, 100], [0, 1], "onlyB"],
    [[100, 0], [1, 0], "onlyA"],
    [[0, 100], [1, 1], "more"],
  ] as const)("from %j with %j spans is %s", (below, count, change) => {
    expect(changeOf(below, count)).toBe(change);
  });
});

describe("the colours of a change", () => {
  it.each(themes)("can be read, and grow with the change", ({ theme, colors }) => {
    const fills = [100, 105, 125, 200, 1000].map((inB) =>
      differenceColors([100, inB], theme, colors),
    );
    expect(new Set(fills.map(({ fill }) => fill)).size).toBe(5);
    expect(fills.at(-1)?.fill).toBe(colors.b);
    expect(differenceColors([100, 0], theme, colors).fill).toBe(colors.a);
    for (const { fill, ink } of fills) expect(contrast(fill, ink)).toBeGreaterThanOrEqual(4.5);
  });
});
