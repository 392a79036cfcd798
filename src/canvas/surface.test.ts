// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { cssPx } from "@/lib/units";
import { RecordingContext } from "@/testing/recording-context";
import { backingSize, createSurface } from "./surface";

let ratioChanged: (() => void) | undefined;

beforeEach(() => {
  vi.stubGlobal("matchMedia", () => ({
    addEventListener: (_: string, listener: () => void) => (ratioChanged = listener),
    removeEventListener: () => (ratioChanged = undefined),
  }));
  const contexts = new Map<unknown, RecordingContext>();
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockImplementation(function (
    this: HTMLCanvasElement,
  ) {
    const known = contexts.get(this) ?? new RecordingContext();
    contexts.set(this, known);
    return known.context as never;
  });
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const atRatio = (ratio: number) => vi.stubGlobal("devicePixelRatio", ratio);

describe("a surface", () => {
  it("has a backing store of whole device pixels", () => {
    expect(backingSize(cssPx(333), 1.25)).toBe(416);
    expect(backingSize(cssPx(100), 2)).toBe(200);
    expect(backingSize(cssPx(0), 1)).toBe(1);
  });

  it.each([1, 1.25, 2, 3])("sizes both layers at a ratio of %d", (ratio) => {
    atRatio(ratio);
    const host = document.createElement("div");
    const surface = createSurface(host, () => undefined);
    surface.resize(cssPx(333), cssPx(101));
    const canvases = [...host.querySelectorAll("canvas")];
    expect(canvases).toHaveLength(2);
    for (const canvas of canvases) {
      expect(canvas.width).toBe(Math.round(333 * ratio));
      expect(canvas.height).toBe(Math.round(101 * ratio));
      expect(Number.parseFloat(canvas.style.width)).toBeCloseTo(canvas.width / ratio, 6);
      expect(canvas.getAttribute("aria-hidden")).toBe("true");
    }
    surface.dispose();
    expect(host.children).toHaveLength(0);
  });

  it("keeps its backing store while panels come and go, and not when most of it is idle", () => {
    atRatio(2);
    const host = document.createElement("div");
    const surface = createSurface(host, () => undefined);
    const canvas = host.querySelector("canvas")!;
    const sizeAfter = (width: number, height: number) => {
      surface.resize(cssPx(width), cssPx(height));
      expect([surface.width, surface.height]).toEqual([width, height]);
      expect(Number.parseFloat(canvas.style.width)).toBe(canvas.width / 2);
      return [canvas.width, canvas.height];
    };
    // What of it is not in use is not seen; the host itself may be smaller than the picture.
    expect(sizeAfter(1000, 500)).toEqual([2000, 1000]);
    expect(canvas.style.clipPath).toBe("");
    expect(sizeAfter(600, 500)).toEqual([2000, 1000]);
    expect(canvas.style.clipPath).toBe("inset(0 400px 0px 0)");
    expect(sizeAfter(1000, 500)).toEqual([2000, 1000]);
    expect(canvas.style.clipPath).toBe("");
    expect(sizeAfter(1100, 400)).toEqual([2200, 1000]);
    expect(canvas.style.clipPath).toBe("inset(0 0px 100px 0)");
    expect(sizeAfter(500, 100)).toEqual([1000, 200]);
    expect(canvas.style.clipPath).toBe("");
    expect(host.style.overflow).toBe("");
    surface.dispose();
  });

  it("sizes itself anew and asks to be drawn when the ratio changes, again and again", () => {
    atRatio(1);
    const host = document.createElement("div");
    let asked = 0;
    const surface = createSurface(host, () => (asked += 1));
    surface.resize(cssPx(100), cssPx(50));
    for (const ratio of [2, 1.25]) {
      atRatio(ratio);
      ratioChanged?.();
      expect(surface.dpr).toBe(ratio);
      expect(host.querySelector("canvas")?.width).toBe(100 * ratio);
    }
    expect(asked).toBe(2);
    surface.dispose();
    expect(ratioChanged).toBeUndefined();
  });

  it("draws nothing before it has a size", () => {
    atRatio(1);
    const surface = createSurface(document.createElement("div"), () => undefined);
    expect(surface.base.begin()).toBe(false);
    surface.resize(cssPx(10), cssPx(10));
    expect(surface.base.begin()).toBe(true);
    surface.dispose();
  });
});
