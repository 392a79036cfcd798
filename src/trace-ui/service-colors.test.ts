import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readableOn, relativeLuminance } from "./canvas-theme";
import { serviceColor, serviceColorCount, serviceColorIndex } from "./service-colors";

const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");

/** The custom properties of a style sheet, by theme. */
function themes(css: string): Record<"light" | "dark", Map<string, string>> {
  const block = (selector: RegExp) => {
    const body = selector.exec(css)?.[1] ?? "";
    return new Map([...body.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map((m) => [m[1]!, m[2]!.trim()]));
  };
  return {
    light: block(/:root \{([^}]*)\}/),
    dark: block(/:root\[data-theme="dark"\] \{([^}]*)\}/),
  };
}

const palettes = themes(read("./service-colors.css"));
const tokens = themes(read("../styles/tokens.css"));

const contrast = (a: string, b: string) => {
  const [x, y] = [relativeLuminance(a), relativeLuminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
};

function hue(color: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  const max = Math.max(r, g, b);
  const range = max - Math.min(r, g, b);
  if (range === 0) return 0;
  if (max === r) return (60 * ((g - b) / range) + 360) % 360;
  return max === g ? 60 * ((b - r) / range) + 120 : 60 * ((r - g) / range) + 240;
}

describe.each(["light", "dark"] as const)("the %s palette", (theme) => {
  const colors = Array.from(
    { length: serviceColorCount },
    (_, i) => palettes[theme].get(`--service-${i}`) ?? "missing",
  );

  it("is whole, and every colour is there once", () => {
    expect(palettes[theme].size).toBe(serviceColorCount);
    expect(new Set(colors).size).toBe(serviceColorCount);
  });

  it("shows on every ground that a row can have", () => {
    const grounds = ["--bg", "--bg-stripe", "--bg-hover", "--bg-selected", "--bg-sunken"];
    for (const ground of grounds) {
      for (const color of colors) {
        const on = tokens[theme].get(ground) ?? "missing";
        expect(contrast(color, on), `${color} on ${ground}`).toBeGreaterThanOrEqual(3);
      }
    }
  });

  it("leaves red to errors", () => {
    for (const color of colors) {
      expect(hue(color) > 15 && hue(color) < 345, `${color}, hue ${hue(color)}`).toBe(true);
    }
  });

  it("has a readable colour for text on each", () => {
    for (const color of colors) {
      expect(contrast(readableOn(color), color)).toBeGreaterThanOrEqual(4.5);
    }
  });
});

describe("the colour of a service", () => {
  it("depends on its name alone", () => {
    expect(serviceColorIndex("api-gateway")).toBe(serviceColorIndex("api-gateway"));
    // Links and habits rest on these: a change of the function changes everyone's colours.
    expect(["", "api-gateway", "auth", "__proto__"].map(serviceColorIndex)).toEqual([
      19, 10, 20, 8,
    ]);
    expect(serviceColor("auth")).toBe(`var(--service-${serviceColorIndex("auth")})`);
  });

  it("uses the whole palette evenly", () => {
    const counts = Array.from({ length: serviceColorCount }, () => 0);
    for (let i = 0; i < 24_000; i += 1) counts[serviceColorIndex(`service-${i}`)]! += 1;
    for (const count of counts) {
      expect(count).toBeGreaterThan(800);
      expect(count).toBeLessThan(1200);
    }
  });
});
