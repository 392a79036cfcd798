import { cssPx, devicePx, type CssPx, type DevicePx } from "@/lib/units";

/** The integer size of a canvas' backing store for a size in CSS pixels. */
export function backingSize(size: CssPx, dpr: number): DevicePx {
  return devicePx(Math.max(1, Math.round(size * dpr)));
}

/**
 * The backing store to have, where there is one already: it only grows, until more than half of it
 * would lie idle. To make one takes the browser longer than to draw into it, and panels come and go.
 */
const storeFor = (size: DevicePx, present: number): number =>
  present >= size && present <= 2 * size ? present : size;

/** One canvas of a surface. */
export interface Layer {
  /** Undefined where the browser refuses a context. */
  readonly context: CanvasRenderingContext2D | undefined;
  /** Wipes the layer and leaves the context in CSS pixels; false when there is nothing to draw on. */
  begin(): boolean;
}

/**
 * Two canvases on top of each other in one host element: `base` for what a frame of a gesture
 * redraws, `overlay` for what follows the pointer. Owns their sizes and the device pixel ratio.
 */
export interface Surface {
  readonly base: Layer;
  readonly overlay: Layer;
  readonly dpr: number;
  readonly width: CssPx;
  readonly height: CssPx;
  /** Sets the size in CSS pixels. When it changes, both layers have to be drawn again. */
  resize(width: CssPx, height: CssPx): void;
  dispose(): void;
}

/**
 * Puts a surface into a host, which may be smaller than it. `onInvalid` is called when everything has
 * to be drawn again: the ratio of device pixels changed (another monitor, page zoom), or a lost
 * context came back.
 */
export function createSurface(host: HTMLElement, onInvalid: () => void): Surface {
  let dpr = globalThis.devicePixelRatio || 1;
  let width = cssPx(0);
  let height = cssPx(0);
  let query: MediaQueryList | undefined;

  const make = (): { canvas: HTMLCanvasElement; layer: Layer } => {
    const canvas = host.ownerDocument.createElement("canvas");
    canvas.setAttribute("aria-hidden", "true");
    canvas.width = canvas.height = 0;
    canvas.style.position = "absolute";
    canvas.style.inset = "0 auto auto 0";
    canvas.style.pointerEvents = "none";
    canvas.addEventListener("contextrestored", onInvalid);
    host.append(canvas);
    const context = canvas.getContext("2d") ?? undefined;
    return {
      canvas,
      layer: {
        context,
        begin() {
          if (!context || width <= 0 || height <= 0) return false;
          context.setTransform(dpr, 0, 0, dpr, 0, 0);
          context.clearRect(0, 0, width + 1, height + 1);
          return true;
        },
      },
    };
  };
  const base = make();
  const overlay = make();

  const applySize = () => {
    for (const { canvas } of [base, overlay]) {
      const storeWidth = storeFor(backingSize(width, dpr), canvas.width);
      const storeHeight = storeFor(backingSize(height, dpr), canvas.height);
      if (canvas.width !== storeWidth) canvas.width = storeWidth;
      if (canvas.height !== storeHeight) canvas.height = storeHeight;
      const [shownWidth, shownHeight] = [storeWidth / dpr, storeHeight / dpr];
      canvas.style.width = `${shownWidth}px`;
      canvas.style.height = `${shownHeight}px`;
      // What lies idle has an old picture. A host that is as high as a head shows rows below it.
      const [right, bottom] = [shownWidth - width, shownHeight - height];
      const isClipped = right >= 1 || bottom >= 1;
      canvas.style.clipPath = isClipped ? `inset(0 ${right}px ${bottom}px 0)` : "";
    }
  };
  const onRatio = () => {
    dpr = globalThis.devicePixelRatio || 1;
    watchRatio();
    for (const { canvas } of [base, overlay]) canvas.width = canvas.height = 0;
    applySize();
    onInvalid();
  };
  // A query names one ratio, so each change needs a new one.
  const watchRatio = () => {
    query?.removeEventListener("change", onRatio);
    query = globalThis.matchMedia?.(`(resolution: ${dpr}dppx)`);
    query?.addEventListener("change", onRatio);
  };
  watchRatio();

  return {
    base: base.layer,
    overlay: overlay.layer,
    get dpr() {
      return dpr;
    },
    get width() {
      return width;
    },
    get height() {
      return height;
    },
    resize(nextWidth, nextHeight) {
      if (nextWidth === width && nextHeight === height) return;
      width = nextWidth;
      height = nextHeight;
      applySize();
    },
    dispose() {
      query?.removeEventListener("change", onRatio);
      base.canvas.remove();
      overlay.canvas.remove();
    },
  };
}
