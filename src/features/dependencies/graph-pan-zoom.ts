import { select, zoom, zoomIdentity, type ZoomTransform } from "d3";
import type { SceneBox } from "./graph-scene";

export interface PanZoom {
  /** Shows all of a drawing, never enlarged. */
  fit(box: SceneBox): void;
  /** Pixels of the screen for each of the drawing. */
  scale(): number;
  by(factor: number): void;
  /** Moves a point of the drawing into sight, if it is not. */
  reveal(x: number, y: number): void;
  stop(): void;
}

const paddingPx = 24;
const zoomRange = [0.02, 4] as const;

/**
 * Pans and zooms what is in a group of an SVG. The transform stands on the element alone: nothing
 * is rendered anew while it changes. `onUse` is called when the user has moved something.
 */
export function startPanZoom(svg: SVGSVGElement, group: SVGGElement, onUse: () => void): PanZoom {
  let now: ZoomTransform = zoomIdentity;
  const behaviour = zoom<SVGSVGElement, unknown>()
    .scaleExtent([...zoomRange])
    // A press on a node moves the node.
    .filter((event: MouseEvent | TouchEvent | WheelEvent) => {
      if (event.type === "wheel") return true;
      const isOnNode = event.target instanceof Element && event.target.closest("[data-node]");
      return !isOnNode && !event.ctrlKey && !("button" in event && event.button !== 0);
    })
    .on("zoom", (event: { transform: ZoomTransform; sourceEvent: unknown }) => {
      now = event.transform;
      group.setAttribute("transform", now.toString());
      if (event.sourceEvent) onUse();
    });
  const root = select(svg);
  root.call(behaviour).on("dblclick.zoom", null);
  const size = () => [svg.clientWidth, svg.clientHeight] as const;
  return {
    scale: () => now.k,
    fit({ left, top, width, height }) {
      const [across, down] = size();
      if (width <= 0 || height <= 0 || across <= 0 || down <= 0) return;
      const room = [across - 2 * paddingPx, down - 2 * paddingPx] as const;
      const scale = Math.max(zoomRange[0], Math.min(1, room[0] / width, room[1] / height));
      const x = (across - width * scale) / 2 - left * scale;
      const y = (down - height * scale) / 2 - top * scale;
      behaviour.transform(root, zoomIdentity.translate(x, y).scale(scale));
    },
    by(factor) {
      behaviour.scaleBy(root, factor);
    },
    reveal(x, y) {
      const [px, py] = now.apply([x, y]);
      const [across, down] = size();
      const isInside = px > 0 && py > 0 && px < across && py < down;
      if (!isInside) behaviour.translateTo(root, x, y);
    },
    stop() {
      root.on(".zoom", null);
    },
  };
}
