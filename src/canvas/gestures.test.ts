// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { attachGestures, wheelPixels, wheelZoomFactor } from "./gestures";

type Intent = readonly [string, ...unknown[]];

let element: HTMLElement;
let intents: Intent[];
let detach: () => void;

beforeEach(() => {
  element = document.createElement("div");
  document.body.append(element);
  intents = [];
  detach = attachGestures(element, {
    area: () => ({ left: 100, top: 50, width: 800, height: 400, rulerHeight: 28 }),
    zoom: (x, factor) => intents.push(["zoom", x, factor]),
    pan: (dx) => intents.push(["pan", dx]),
    scroll: (dy) => intents.push(["scroll", dy]),
    hover: (point) => intents.push(["hover", point]),
    brush: (from, to, phase) => intents.push(["brush", from, to, phase]),
    measure: (from, to, phase) => intents.push(["measure", from, to, phase]),
  });
});

afterEach(() => {
  detach();
  element.remove();
});

function wheel(init: WheelEventInit): boolean {
  const event = new WheelEvent("wheel", {
    clientX: 500,
    clientY: 200,
    bubbles: true,
    cancelable: true,
    ...init,
  });
  element.dispatchEvent(event);
  return event.defaultPrevented;
}

function pointer(type: string, clientX: number, clientY: number, init: PointerEventInit = {}) {
  const event = new PointerEvent(type, {
    clientX,
    clientY,
    pointerId: 1,
    pointerType: "mouse",
    bubbles: true,
    ...init,
  });
  element.dispatchEvent(event);
}

const withoutHover = () => intents.filter(([kind]) => kind !== "hover");

describe("the wheel", () => {
  it("zooms at the pointer with ctrl, meta or alt", () => {
    for (const key of ["ctrlKey", "metaKey", "altKey"]) {
      expect(wheel({ deltaY: 60, [key]: true })).toBe(true);
    }
    expect(intents).toEqual(Array(3).fill(["zoom", 400, wheelZoomFactor(60)]));
    expect(wheelZoomFactor(60)).toBeGreaterThan(1);
    expect(wheelZoomFactor(60) * wheelZoomFactor(-60)).toBeCloseTo(1, 12);
  });

  it("zooms over the ruler without any key", () => {
    expect(wheel({ deltaY: -60, clientY: 60 })).toBe(true);
    expect(intents[0]?.[0]).toBe("zoom");
  });

  it("is left to the browser when it is plain, so that it scrolls", () => {
    expect(wheel({ deltaY: 120 })).toBe(false);
    expect(intents).toEqual([]);
  });

  it("pans with shift or sideways", () => {
    expect(wheel({ deltaY: 120, shiftKey: true })).toBe(true);
    expect(wheel({ deltaX: -40, deltaY: 3 })).toBe(true);
    expect(intents).toEqual([
      ["pan", 120],
      ["pan", -40],
    ]);
  });

  it("means nothing outside of the area", () => {
    expect(wheel({ deltaY: 120, ctrlKey: true, clientX: 20 })).toBe(false);
    expect(intents).toEqual([]);
  });

  it("counts lines and pages in pixels", () => {
    expect(wheelPixels(3, 0, 400)).toBe(3);
    expect(wheelPixels(3, 1, 400)).toBe(48);
    expect(wheelPixels(1, 2, 400)).toBe(400);
  });
});

describe("the pointer", () => {
  it("pans and scrolls by dragging, against the movement", () => {
    pointer("pointerdown", 500, 200);
    pointer("pointermove", 520, 190);
    pointer("pointermove", 530, 190);
    pointer("pointerup", 530, 190);
    pointer("pointermove", 600, 190);
    expect(withoutHover()).toEqual([
      ["pan", -20],
      ["scroll", 10],
      ["pan", -10],
    ]);
  });

  it("selects a range on the ruler, and measures one with shift", () => {
    pointer("pointerdown", 200, 60);
    pointer("pointermove", 300, 300);
    pointer("pointerup", 300, 300);
    expect(withoutHover()).toEqual([
      ["brush", 100, 200, "move"],
      ["brush", 100, 200, "end"],
    ]);
    intents.length = 0;
    pointer("pointerdown", 200, 160, { shiftKey: true });
    pointer("pointermove", 300, 300);
    pointer("pointercancel", 300, 300);
    expect(withoutHover().at(-1)).toEqual(["measure", 100, 200, "cancel"]);
  });

  it("clicks when it hardly moves, and does not when it has dragged", () => {
    let clicks = 0;
    element.addEventListener("click", () => (clicks += 1));
    pointer("pointerdown", 500, 200);
    pointer("pointermove", 502, 200);
    pointer("pointerup", 502, 200);
    element.click();
    expect(clicks).toBe(1);
    pointer("pointerdown", 500, 200);
    pointer("pointermove", 540, 200);
    pointer("pointerup", 540, 200);
    element.click();
    expect(clicks).toBe(1);
    pointer("pointerdown", 500, 200);
    pointer("pointerup", 500, 200);
    element.click();
    expect(clicks).toBe(2);
    expect(withoutHover()).toEqual([["pan", -40]]);
  });

  it("hovers inside the area, and leaves", () => {
    pointer("pointermove", 150, 100);
    pointer("pointermove", 20, 100);
    pointer("pointerleave", 20, 100);
    expect(intents).toEqual([
      ["hover", { x: 50, y: 50 }],
      ["hover", undefined],
      ["hover", undefined],
    ]);
  });

  it("does not scroll with a finger: that is the browser's", () => {
    pointer("pointerdown", 500, 200, { pointerType: "touch" });
    pointer("pointermove", 480, 150, { pointerType: "touch" });
    expect(intents).toEqual([["pan", 20]]);
  });

  it("zooms with two fingers", () => {
    const touch = { pointerType: "touch" };
    pointer("pointerdown", 400, 200, { ...touch, pointerId: 1 });
    pointer("pointerdown", 600, 200, { ...touch, pointerId: 2 });
    pointer("pointermove", 800, 200, { ...touch, pointerId: 2 });
    expect(intents).toEqual([
      ["pan", -100],
      ["zoom", 500, 0.5],
    ]);
  });

  it("does nothing once it is detached", () => {
    detach();
    pointer("pointermove", 150, 100);
    wheel({ deltaY: 1, ctrlKey: true });
    expect(intents).toEqual([]);
  });
});
