import type { EdgeBoard } from "./edge-board";
import { EdgeLayer } from "./edge-layer";
import type { EdgeLook } from "./edge-paths";
import styles from "./GraphDrawing.module.css";
import {
  edgesOfMoved,
  moveNodes,
  type GraphScene,
  type SceneEdge,
  type SceneNode,
} from "./graph-scene";

/** Less than this is a click by an unsteady hand. */
const leastPx = 4;

/** A node with more edges drags one plain line for them all: so many shapes take more than a frame. */
const mostShapes = 120;

/** A drawing, as far as a move has to do with it. */
export interface MovedDrawing {
  readonly svg: SVGSVGElement;
  /** A group that lies over the drawing, in a picture of its own. */
  readonly over: SVGGElement;
  readonly edges: EdgeBoard;
  readonly look: EdgeLook;
  readonly scene: GraphScene;
}

/**
 * Moves a node of a drawing, and its edges with it, in the document alone: nothing is rendered
 * until it is dropped, and `end` has been called. What moves is lifted out of the drawing, which
 * is not painted again meanwhile. Nodes are found by position in the scene.
 */
export class NodeMove {
  readonly #drawing: MovedDrawing;
  readonly #node: SceneNode;
  readonly #element: SVGGElement;
  readonly #lifted: SVGGElement;
  readonly #copy: SVGGElement;
  readonly #edges: readonly SceneEdge[];
  readonly #shapes: EdgeLayer;
  /** Stands for the edges while they are many. */
  readonly #plain: SVGPathElement | undefined;
  #at: readonly [number, number];

  constructor(drawing: MovedDrawing, at: number) {
    const { svg, over, scene, edges } = drawing;
    const [node, element] = [
      scene.nodes[at],
      svg.querySelector<SVGGElement>(`[data-node="${at}"]`),
    ];
    if (!node || !element) throw new Error("There is no such node in the drawing");
    this.#drawing = drawing;
    this.#node = node;
    this.#element = element;
    this.#at = [node.x, node.y];
    const taken = new Set<number>();
    scene.edges.forEach(({ edge }, number) => {
      if (edge.from === at || edge.to === at) taken.add(number);
    });
    this.#edges = scene.edges.filter((_, number) => taken.has(number));

    const make = (name: string) => svg.ownerDocument.createElementNS(svg.namespaceURI, name);
    this.#lifted = make("g") as SVGGElement;
    const lines = make("g") as SVGGElement;
    this.#copy = element.cloneNode(true) as SVGGElement;
    this.#copy.removeAttribute("data-node");
    this.#lifted.append(lines, this.#copy);
    this.#shapes = new EdgeLayer(lines);
    if (this.#edges.length > mostShapes) {
      this.#plain = make("path") as SVGPathElement;
      this.#plain.setAttribute("class", styles.plain ?? "");
      lines.append(this.#plain);
    }
    this.by(0, 0);
    over.append(this.#lifted);
    // Not hidden: what is hidden can have neither focus nor pointer.
    element.style.opacity = "0";
    edges.take(taken);
  }

  get key(): string {
    return this.#node.key;
  }

  /** Where the node is now, in whole pixels of the drawing. */
  get place(): readonly [number, number] {
    return this.#at;
  }

  /** Moves it so far from where it was. */
  by(dx: number, dy: number): void {
    // In whole pixels, as it will be kept: a drop then changes nothing that is seen.
    const [x, y] = [Math.round(this.#node.x + dx), Math.round(this.#node.y + dy)];
    this.#at = [x, y];
    this.#copy.setAttribute("transform", `translate(${x} ${y})`);
    if (this.#plain) this.#plain.setAttribute("d", this.#plainLines());
    else {
      const { scene, look } = this.#drawing;
      this.#shapes.draw(edgesOfMoved(scene, this.#edges, { ...this.#node, x, y }), look);
    }
  }

  /** Puts it back into the drawing where it is now; the scene may have become another meanwhile. */
  end(scene: GraphScene = this.#drawing.scene): void {
    const { edges, look } = this.#drawing;
    const [x, y] = this.#at;
    this.#shapes.stop();
    this.#element.setAttribute("transform", `translate(${x} ${y})`);
    edges.show(moveNodes(scene, new Map([[this.key, this.#at]])), look, () => {
      this.#lifted.remove();
      this.#element.style.opacity = "";
    });
  }

  /** From the node to the other end of every edge. */
  #plainLines(): string {
    const [x, y] = this.#at;
    const { nodes } = this.#drawing.scene;
    let lines = "";
    for (const { edge } of this.#edges) {
      const ends = [nodes[edge.from], nodes[edge.to]];
      const other = ends.find((node) => node !== undefined && node.key !== this.key);
      if (other) lines += `M${x} ${y}L${other.x} ${other.y}`;
    }
    return lines;
  }
}

export interface DragOptions {
  /** The node that was pressed. */
  readonly element: SVGGElement;
  /** Begins the move, when it is clear that this is one. */
  readonly start: () => NodeMove | undefined;
  /** Pixels of the screen for each of the drawing. */
  readonly scale: () => number;
  readonly drop: (move: NodeMove) => void;
}

/** Follows a pointer that was pressed on a node. A drag is no click. */
export function dragNode(pressed: PointerEvent, options: DragOptions): void {
  const { element: target, start, scale, drop } = options;
  target.setPointerCapture(pressed.pointerId);
  let move: NodeMove | undefined;
  const onMove = (event: PointerEvent) => {
    if (event.pointerId !== pressed.pointerId) return;
    const [dx, dy] = [event.clientX - pressed.clientX, event.clientY - pressed.clientY];
    if (move === undefined) {
      if (Math.hypot(dx, dy) < leastPx) return;
      move = start();
    }
    move?.by(dx / scale(), dy / scale());
  };
  const onEnd = (event: PointerEvent) => {
    if (event.pointerId !== pressed.pointerId) return;
    target.removeEventListener("pointermove", onMove);
    target.removeEventListener("pointerup", onEnd);
    target.removeEventListener("pointercancel", onEnd);
    if (move === undefined) return;
    drop(move);
    // The click that a release makes comes next, if at all, and is none.
    const swallow = (click: Event) => click.stopPropagation();
    window.addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => window.removeEventListener("click", swallow, { capture: true }));
  };
  target.addEventListener("pointermove", onMove);
  target.addEventListener("pointerup", onEnd);
  target.addEventListener("pointercancel", onEnd);
}
