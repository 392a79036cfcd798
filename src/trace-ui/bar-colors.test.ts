import { expect, it } from "vitest";
import {
  barColor,
  errorStep,
  firstHeatStep,
  heatStepOf,
  heatSteps,
  withBarColors,
} from "./bar-colors";
import { longHex, type CanvasTheme } from "./canvas-theme";
import { serviceColorCount } from "./service-colors";

const theme = {
  service: Array.from({ length: serviceColorCount }, () => "#112233"),
  onService: Array.from({ length: serviceColorCount }, () => "#ffffff"),
  fgMuted: "#566072",
  error: "#c01c28",
  accent: "#000000",
  bg: "#ffffff",
} as unknown as CanvasTheme;

it("gives every step a colour, on the canvas and in the document", () => {
  const { service, onService } = withBarColors(theme);
  expect(service).toHaveLength(firstHeatStep + heatSteps);
  expect(onService).toHaveLength(service.length);
  for (const color of service) expect(color).toMatch(/^#[0-9a-f]{6}$/);
  expect(service[errorStep]).toBe(theme.error);
  expect(service.at(-1)).toBe("#000000");
  expect(new Set(service.map((_, step) => barColor(step))).size).toBe(
    // Ok has the green of the palette.
    service.length - 1,
  );
});

it("takes colours as style sheets shorten them", () => {
  expect(["#fff", "#0a5", "#123456", "12px sans"].map(longHex)).toEqual([
    "#ffffff",
    "#00aa55",
    "#123456",
    "12px sans",
  ]);
});

it("puts shares into steps", () => {
  expect([0, 0.19, 0.2, 0.99, 1].map((share) => heatStepOf(share) - firstHeatStep)).toEqual([
    0, 0, 1, 4, 4,
  ]);
});
