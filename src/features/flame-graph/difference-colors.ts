import { readableOn, type CanvasTheme } from "@/trace-ui/canvas-theme";
import type { SideColors } from "@/trace-ui/side-colors";

/** Changes below this share of the greater side are none that one would look at. */
const leastShare = 0.02;
/** Steps from a small change to one that is the whole node, and how much colour each has. */
const steps = [
  { upTo: 0.1, colour: 0.35 },
  { upTo: 0.34, colour: 0.6 },
  { upTo: 0.67, colour: 0.8 },
  { upTo: Number.POSITIVE_INFINITY, colour: 1 },
] as const;

export type Change = "more" | "less" | "onlyA" | "onlyB" | "none";

/** What has become of a node: its times with all below, and its spans, in A and in B. */
export function changeOf(
  below: readonly [number, number],
  count: readonly [number, number],
): Change {
  if (count[0] === 0) return "onlyB";
  if (count[1] === 0) return "onlyA";
  const delta = below[1] - below[0];
  if (Math.abs(delta) < leastShare * Math.max(...below) || delta === 0) return "none";
  return delta > 0 ? "more" : "less";
}

/**
 * The colours of a node: those of B where it has more time there, those of A where it has less,
 * the stronger the greater the change; grey where it has not changed.
 */
export function differenceColors(
  below: readonly [number, number],
  theme: Pick<CanvasTheme, "bg" | "fgMuted">,
  colors: SideColors,
): { readonly fill: string; readonly ink: string } {
  const delta = below[1] - below[0];
  const share = Math.abs(delta) / Math.max(...below, 1);
  const step = steps.find(({ upTo }) => share <= upTo);
  const fill =
    share < leastShare || !step
      ? mixed(theme.fgMuted, theme.bg, 0.2)
      : mixed(delta > 0 ? colors.b : colors.a, theme.bg, step.colour);
  return { fill, ink: readableOn(fill) };
}

/** So much of one "#rrggbb" in another. */
function mixed(color: string, ground: string, share: number): string {
  const hex = /^#[0-9a-f]{6}$/i;
  if (!hex.test(color) || !hex.test(ground)) return color;
  const channel = (at: number): string => {
    const [one, other] = [color, ground].map((text) => Number.parseInt(text.slice(at, at + 2), 16));
    return Math.round((one ?? 0) * share + (other ?? 0) * (1 - share))
      .toString(16)
      .padStart(2, "0");
  };
  return `#${channel(1)}${channel(3)}${channel(5)}`;
}
