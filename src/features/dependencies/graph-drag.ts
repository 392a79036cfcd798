import styles from "./GraphDrawing.module.css";
import { shapeBetween, type GraphScene, type SceneNode } from "./graph-scene";

/** Less than this is a click by an unsteady hand. */
const leastPx = 4;

/** A node with more edges drags one plain line for them all: so many shapes take more than a frame. */
const mostShapes = 120;

/**
 * Moves a node of a drawing, and its edges with it, in the document alone: nothing is rendered
 * until it is dropped, and `end` has been called. `from` and `to` of an edge are found by position
 * in the scene.
 */
export class NodeMove {
  readonly #node: SceneNode;
  readonly #scene: GraphScene;
  readonly #element: SVGGElement;
  readonly #edges: readonly (readonly [number, SVGGElement])[];
  /** Stands for the edges while they are many. */
  readonly #plain: SVGPathElement | undefined;
  #at: readonly [number, number];

  constructor(svg: SVGSVGElement, scene: GraphScene, at: number) {
    const [node, element] = [
      scene.nodes[at],
      svg.querySelector<SVGGElement>(`[data-node="${at}"]`),
    ];
    if (!node || !element) throw new Error("There is no such node in the drawing");
    this.#node = node;
    this.#scene = scene;
    this.#element = element;
    this.#at = [node.x, node.y];
    const drawn = new Map<number, SVGGElement>();
    for (const group of svg.querySelectorAll<SVGGElement>("[data-edge]")) {
      drawn.set(Number(group.dataset["edge"]), group);
    }
    this.#edges = scene.edges.flatMap(({ edge }, number) => {
      if (edge.from !== at && edge.to !== at) return [];
      const group = drawn.get(number);
      return group ? [[number, group] as const] : [];
    });
    const layer = this.#edges[0]?.[1].parentElement;
    if (this.#edges.length <= mostShapes || !layer) return;
    for (const [, group] of this.#edges) group.style.display = "none";
    this.#plain = svg.ownerDocument.createElementNS(svg.namespaceURI, "path") as SVGPathElement;
    this.#plain.setAttribute("class", styles.plain ?? "");
    layer.append(this.#plain);
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
    this.#element.setAttribute("transform", `translate(${x} ${y})`);
    if (this.#plain) this.#plain.setAttribute("d", this.#plainLines());
    else this.#moveShapes({ ...this.#node, x, y });
  }

  /** Gives the edges back that one plain line stood for, where they are to be. */
  end(): void {
    if (!this.#plain) return;
    this.#plain.remove();
    const [x, y] = this.#at;
    this.#moveShapes({ ...this.#node, x, y });
    for (const [, group] of this.#edges) group.style.display = "";
  }

  /** From the node to the other end of every edge. */
  #plainLines(): string {
    const [x, y] = this.#at;
    const { nodes, edges } = this.#scene;
    let lines = "";
    for (const [number] of this.#edges) {
      const { from, to } = edges[number]?.edge ?? {};
      const ends = [nodes[from ?? -1], nodes[to ?? -1]];
      const other = ends.find((node) => node !== undefined && node.key !== this.key);
      if (other) lines += `M${x} ${y}L${other.x} ${other.y}`;
    }
    return lines;
  }

  #moveShapes(moved: SceneNode): void {
    for (const [number, group] of this.#edges) {
      const one = this.#scene.edges[number];
      if (!one) continue;
      const end = (at: number) => {
        const node = this.#scene.nodes[at];
        return node === undefined || node.key === moved.key ? moved : node;
      };
      const { line, head, middle } = shapeBetween(end(one.edge.from), end(one.edge.to), one);
      for (const path of group.querySelectorAll('[data-part="line"]')) path.setAttribute("d", line);
      group.querySelector('[data-part="head"]')?.setAttribute("d", head);
      group
        .querySelector('[data-part="sign"]')
        ?.setAttribute("transform", `translate(${middle[0]} ${middle[1]})`);
    }
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
