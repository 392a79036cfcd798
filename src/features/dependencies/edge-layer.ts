import { frames, type FrameScheduler } from "@/canvas/frame-scheduler";
import signStyles from "./ChangeSign.module.css";
import { EdgePaths, type EdgeLook } from "./edge-paths";
import styles from "./GraphDrawing.module.css";
import type { SceneEdge } from "./graph-scene";

/** How long edges are put together before the frame goes on without them. */
const sliceMs = 6;
/** The clock is not asked at every edge. */
const edgesBetweenLooks = 16;
/** More are put together from the next frame on: what asks for them has work of its own to do. */
const mostAtOnce = 200;

const namespace = "http://www.w3.org/2000/svg";

/**
 * Edges drawn into a group of an SVG, without React: few paths for all of them. What was drawn
 * before stays until the new picture is whole, which may be frames later.
 */
export class EdgeLayer {
  readonly #group: SVGGElement;
  readonly #scheduler: FrameScheduler;
  #work: (() => void) | undefined;

  constructor(group: SVGGElement, scheduler: FrameScheduler = frames) {
    this.#group = group;
    this.#scheduler = scheduler;
  }

  /** Draws these in place of what is there; `then` is called once they are. */
  draw(edges: readonly SceneEdge[], look: EdgeLook, then?: () => void): void {
    this.stop();
    const paths = new EdgePaths(look);
    let next = 0;
    const work = (): void => {
      const until = performance.now() + sliceMs;
      while (next < edges.length) {
        const one = edges[next];
        if (one) paths.add(one);
        next += 1;
        if (next % edgesBetweenLooks === 0 && performance.now() > until) {
          this.#scheduler.schedule("dom", work);
          return;
        }
      }
      this.#work = undefined;
      this.#group.replaceChildren(...elementsOf(paths));
      then?.();
    };
    this.#work = work;
    if (edges.length <= mostAtOnce) work();
    else this.#scheduler.schedule("dom", work);
  }

  /** Gives up what has not been drawn. */
  stop(): void {
    if (this.#work) this.#scheduler.cancel("dom", this.#work);
    this.#work = undefined;
  }
}

function elementsOf(paths: EdgePaths): SVGElement[] {
  const lines = paths.styles().map(({ tone, change, relation, paths: all }) => {
    const group = element("g", styles.edge);
    if (change === undefined) group.dataset["tone"] = tone;
    else group.dataset["change"] = change;
    group.dataset["relation"] = relation;
    for (const { width, d } of all) {
      const path = element("path", width === undefined ? styles.head : styles.line, d);
      path.dataset["part"] = width === undefined ? "head" : "line";
      if (width !== undefined) path.setAttribute("stroke-width", String(width));
      group.append(path);
    }
    return group;
  });
  const signs = paths.signs().map(({ change, outline, stroke }) => {
    const group = element("g", signStyles.sign);
    group.dataset["change"] = change;
    group.append(element("path", signStyles.outline, outline));
    if (stroke !== "") group.append(element("path", signStyles.stroke, stroke));
    return group;
  });
  return [...lines, ...signs];
}

function element(name: "g" | "path", className: string | undefined, d?: string): SVGElement {
  const made = document.createElementNS(namespace, name);
  made.setAttribute("class", className ?? "");
  if (d !== undefined) made.setAttribute("d", d);
  return made;
}
