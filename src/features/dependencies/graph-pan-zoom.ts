import { select, zoom, zoomIdentity, type ZoomTransform } from "d3";
import { beginActivity } from "@/lib/activity";
import type { SceneBox } from "./graph-scene";

export interface PanZoom {
  /** Shows all of a drawing, never enlarged. */
  fit(box: SceneBox): void;
  /** The same, or the surroundings of a point where all of it could not be made out. */
  open(box: SceneBox, around: readonly [x: number, y: number] | undefined): void;
  /** Pixels of the screen for each of the drawing. */
  scale(): number;
  by(factor: number): void;
  /** Where in the drawing a point of the window is. */
  toDrawing(clientX: number, clientY: number): readonly [x: number, y: number];
  /** Moves a point of the drawing into sight, if it is not. */
  reveal(x: number, y: number): void;
  stop(): void;
}

export interface PanZoomParts {
  /** What the user's gestures are made on; it does not move. */
  readonly frame: HTMLElement;
  /** What is moved, and all that is in it: the drawing, and what lies over it. */
  readonly pictures: readonly (readonly [SVGSVGElement, SVGGElement])[];
}

export interface PanZoomEvents {
  /** The user has moved something. */
  readonly used: () => void;
  /** There is another room for the drawing, or the first. */
  readonly room: () => void;
}

const paddingPx = 24;
const zoomRange = [0.004, 4] as const;
/** Below the first, boxes are dots; at the second, labels can be guessed. */
const [leastFit, closeBy] = [0.04, 0.4] as const;
/** After this long without a movement the drawing is drawn anew, sharp at its new size. */
const settleMs = 140;

/**
 * Pans and zooms a drawing. Nothing is rendered meanwhile: the drawing moves as a picture, which
 * costs the same for five lines and for five thousand, and is drawn anew where it comes to rest.
 * How much room there is, the browser tells of itself: to ask lays out all of the page at once, in
 * the midst of what changes it. Until it is told, nothing is fitted.
 */
export function startPanZoom({ frame, pictures }: PanZoomParts, on: PanZoomEvents): PanZoom {
  let room: [width: number, height: number] = [0, 0];
  let now: ZoomTransform = zoomIdentity;
  /** The transform that the drawing was drawn with. */
  let drawn: ZoomTransform = zoomIdentity;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let settled: (() => void) | undefined;
  const settle = () => {
    clearTimeout(timer);
    timer = undefined;
    drawn = now;
    for (const [svg, group] of pictures) {
      group.setAttribute("transform", now.toString());
      svg.style.transform = "";
    }
    settled?.();
    settled = undefined;
  };
  const moveAsPicture = () => {
    const k = now.k / drawn.k;
    const [x, y] = [now.x - drawn.x * k, now.y - drawn.y * k];
    const transform = `translate(${x}px, ${y}px) scale(${k})`;
    for (const [svg] of pictures) svg.style.transform = transform;
    settled ??= beginActivity();
    clearTimeout(timer);
    timer = setTimeout(settle, settleMs);
  };
  const behaviour = zoom<HTMLElement, unknown>()
    .scaleExtent([...zoomRange])
    .extent(() => [[0, 0], room])
    // A press on a node moves the node, and buttons are buttons.
    .filter((event: MouseEvent | TouchEvent | WheelEvent) => {
      if (event.type === "wheel") return true;
      const { target } = event;
      const isTaken = target instanceof Element && target.closest("[data-node], button");
      return !isTaken && !event.ctrlKey && !("button" in event && event.button !== 0);
    })
    .on("zoom", (event: { transform: ZoomTransform; sourceEvent: unknown }) => {
      now = event.transform;
      if (event.sourceEvent) {
        moveAsPicture();
        on.used();
      } else settle();
    });
  const root = select(frame);
  root.call(behaviour).on("dblclick.zoom", null);
  const observer = new ResizeObserver(([entry]) => {
    if (entry) room = [entry.contentRect.width, entry.contentRect.height];
    on.room();
  });
  observer.observe(frame);
  const fitScale = ({ width, height }: SceneBox): number | undefined => {
    const [across, down] = room;
    if (width <= 0 || height <= 0 || across <= 0 || down <= 0) return undefined;
    return Math.min(1, (across - 2 * paddingPx) / width, (down - 2 * paddingPx) / height);
  };
  const showMiddle = ([x, y]: readonly [number, number], scale: number) => {
    const [across, down] = room;
    const at = zoomIdentity.translate(across / 2 - x * scale, down / 2 - y * scale).scale(scale);
    behaviour.transform(root, at);
  };
  return {
    scale: () => now.k,
    fit(box) {
      const scale = fitScale(box);
      if (scale !== undefined) showMiddle(middleOf(box), Math.max(zoomRange[0], scale));
    },
    open(box, around) {
      const scale = fitScale(box);
      if (scale === undefined) return;
      if (scale >= leastFit || !around) showMiddle(middleOf(box), Math.max(zoomRange[0], scale));
      else showMiddle(around, closeBy);
    },
    by(factor) {
      behaviour.scaleBy(root, factor);
    },
    toDrawing(clientX, clientY) {
      const { left, top } = frame.getBoundingClientRect();
      return now.invert([clientX - left, clientY - top]);
    },
    reveal(x, y) {
      const [px, py] = now.apply([x, y]);
      const [across, down] = room;
      const isInside = px > 0 && py > 0 && px < across && py < down;
      if (!isInside) behaviour.translateTo(root, x, y);
    },
    stop() {
      observer.disconnect();
      root.on(".zoom", null);
      clearTimeout(timer);
      settled?.();
    },
  };
}

const middleOf = ({ left, top, width, height }: SceneBox) =>
  [left + width / 2, top + height / 2] as const;
