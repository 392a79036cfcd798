import { useEffect, useRef, type RefObject } from "react";
import { EdgeBoard } from "./edge-board";
import { EdgeHits } from "./hits-scene";
import type { EdgeLook } from "./edge-paths";
import type { PanZoom } from "./graph-pan-zoom";
import type { GraphScene } from "./graph-scene";

export interface EdgesOptions {
  readonly frame: RefObject<HTMLElement | null>;
  /** Groups for all edges, for those that stand out, and for the ones that are marked. */
  readonly all: RefObject<SVGGElement | null>;
  readonly near: RefObject<SVGGElement | null>;
  readonly over: RefObject<SVGGElement | null>;
  readonly panZoom: RefObject<PanZoom | undefined>;
  readonly scene: GraphScene;
  readonly look: EdgeLook;
  /** By number: what stands out, and what is selected. */
  readonly standOut: ReadonlySet<number> | undefined;
  readonly picked: number | undefined;
  readonly onPick: (pick: readonly string[]) => void;
}

/** How far from a line the pointer still finds it, in pixels of the screen. */
const reachPx = 6;
/** How much of a frame may go into learning where the lines of a large graph are. */
const hoverMs = 4;

/** Draws the edges of a scene and lets the pointer find them; no element stands for an edge. */
export function useEdges(options: EdgesOptions): RefObject<EdgeBoard | undefined> {
  const { scene, look, standOut, picked } = options;
  const board = useRef<EdgeBoard>(undefined);
  const latest = useRef({ ...options, hits: new EdgeHits(scene.edges) });
  useEffect(() => {
    const { hits, scene: before } = latest.current;
    latest.current = { ...options, hits: before === scene ? hits : new EdgeHits(scene.edges) };
  });
  useEffect(() => {
    const { frame, all, near, over } = latest.current;
    if (!frame.current || !all.current || !near.current || !over.current) return undefined;
    const made = new EdgeBoard({ all: all.current, near: near.current, over: over.current });
    board.current = made;
    const stopPointing = followPointer(frame.current, {
      edgeAt(x, y, budgetMs) {
        const { panZoom, hits } = latest.current;
        if (!panZoom.current) return undefined;
        const reach = reachPx / panZoom.current.scale();
        return hits.at(...panZoom.current.toDrawing(x, y), reach, budgetMs);
      },
      onOver: (at) => made.mark(latest.current.picked, at),
      onPick(at) {
        const one = latest.current.scene.edges[at];
        if (one) latest.current.onPick(JSON.parse(one.key) as string[]);
      },
    });
    return () => {
      stopPointing();
      made.stop();
    };
  }, []);
  useEffect(() => board.current?.show(scene, look), [scene, look]);
  useEffect(() => board.current?.standOut(standOut), [standOut]);
  useEffect(() => board.current?.mark(picked), [picked, scene]);
  return board;
}

interface PointerOptions {
  /** The number of the edge at a point of the window; not looked for much longer than that. */
  readonly edgeAt: (x: number, y: number, budgetMs: number) => number | undefined;
  readonly onOver: (at: number | undefined) => void;
  readonly onPick: (at: number) => void;
}

/** Follows the pointer over a drawing in which nodes and buttons go before edges. */
function followPointer(frame: HTMLElement, { edgeAt, onOver, onPick }: PointerOptions): () => void {
  let over: number | undefined;
  const find = ({ target, clientX, clientY }: MouseEvent, budgetMs: number) =>
    target instanceof Element && target.closest("[data-node], button")
      ? undefined
      : edgeAt(clientX, clientY, budgetMs);
  const point = (at: number | undefined) => {
    if (at === over) return;
    over = at;
    if (at === undefined) delete frame.dataset["over"];
    else frame.dataset["over"] = "";
    onOver(at);
  };
  // While a button is down something is moved.
  const onMove = (event: PointerEvent) =>
    point(event.pointerType === "mouse" && event.buttons === 0 ? find(event, hoverMs) : undefined);
  const onLeave = () => point(undefined);
  const onClick = (event: MouseEvent) => {
    const at = find(event, Infinity);
    if (at !== undefined) onPick(at);
  };
  frame.addEventListener("pointermove", onMove);
  frame.addEventListener("pointerleave", onLeave);
  frame.addEventListener("click", onClick);
  return () => {
    frame.removeEventListener("pointermove", onMove);
    frame.removeEventListener("pointerleave", onLeave);
    frame.removeEventListener("click", onClick);
  };
}
