import { readableOn, type CanvasTheme } from "./canvas-theme";
import { serviceColorCount } from "./service-colors";

/*
 * The steps that bars can have besides those of services: no value, Ok, Error, and five steps from
 * little to much. They go on where the palette of services ends.
 */
export const noValueStep = serviceColorCount;
export const okStep = serviceColorCount + 1;
export const errorStep = serviceColorCount + 2;
export const firstHeatStep = serviceColorCount + 3;

/** How much of the accent is in each step from little to much. */
const heat = [0.3, 0.48, 0.65, 0.82, 1] as const;
export const heatSteps = heat.length;

/** The step of a share, 0 to 1. */
export const heatStepOf = (share: number): number =>
  firstHeatStep + Math.max(0, Math.min(heatSteps - 1, Math.floor(share * heatSteps)));

/** A palette step as CSS. */
export function barColor(step: number): string {
  if (step === noValueStep) return "var(--fg-faint)";
  if (step === okStep) return "var(--service-1)";
  if (step === errorStep) return "var(--error)";
  const share = heat[step - firstHeatStep];
  if (share !== undefined) return `color-mix(in srgb, var(--accent) ${share * 100}%, var(--bg))`;
  return `var(--service-${step})`;
}

/** A theme whose palette has all these steps. */
export function withBarColors(theme: CanvasTheme): CanvasTheme {
  const more = [
    theme.fgMuted,
    theme.service[1] ?? theme.fgMuted,
    theme.error,
    ...heat.map((share) => mixed(theme.accent, theme.bg, share)),
  ];
  return {
    ...theme,
    service: [...theme.service, ...more],
    onService: [...theme.onService, ...more.map(readableOn)],
  };
}

/** So much of one "#rrggbb" in another, as CSS mixes them in sRGB. */
function mixed(color: string, ground: string, share: number): string {
  if (!/^#[0-9a-f]{6}$/i.test(color) || !/^#[0-9a-f]{6}$/i.test(ground)) return color;
  const channel = (at: number): string => {
    const [a, b] = [color, ground].map((one) => Number.parseInt(one.slice(at, at + 2), 16));
    return Math.round((a ?? 0) * share + (b ?? 0) * (1 - share))
      .toString(16)
      .padStart(2, "0");
  };
  return `#${channel(1)}${channel(3)}${channel(5)}`;
}
