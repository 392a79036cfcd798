import { EdgeLayer } from "./edge-layer";
import type { EdgeLook } from "./edge-paths";
import type { GraphScene, SceneEdge } from "./graph-scene";

export interface EdgeGroups {
  /** All edges. */
  readonly all: SVGGElement;
  /** Those that belong to the selection, once more, over the others that step back. */
  readonly near: SVGGElement;
  /** The one that is selected and the one under the pointer; in a picture of its own. */
  readonly over: SVGGElement;
}

/** The edges of a drawing: all of them, what stands out, and what is pointed at. */
export class EdgeBoard {
  readonly #all: EdgeLayer;
  readonly #near: EdgeLayer;
  readonly #over: EdgeLayer;
  readonly #groups: EdgeGroups;
  #edges: readonly SceneEdge[] = [];
  #look: EdgeLook | undefined;
  #nearOnes: ReadonlySet<number> | undefined;
  /** Left out, since they are being moved. */
  #taken: ReadonlySet<number> = new Set();
  #marked: readonly (number | undefined)[] = [];
  /** Called once all edges are drawn, be it as asked at first or as asked since. */
  #waiting: (() => void)[] = [];

  constructor(groups: EdgeGroups) {
    this.#groups = groups;
    this.#all = new EdgeLayer(groups.all);
    this.#near = new EdgeLayer(groups.near);
    this.#over = new EdgeLayer(groups.over);
  }

  /** Draws the edges of a scene, of which some may stand out; `then` is called once all are there. */
  show(scene: GraphScene, look: EdgeLook, then?: () => void): void {
    this.#edges = scene.edges;
    this.#look = look;
    this.#taken = new Set();
    if (then) this.#waiting.push(then);
    this.#drawNear();
    this.#drawOver();
    this.#drawAll();
  }

  /** Lets these stand out, and the others step back; undefined: all are alike. */
  standOut(edges: ReadonlySet<number> | undefined): void {
    this.#nearOnes = edges;
    this.#drawNear();
  }

  /** Marks edges as selected or pointed at. */
  mark(...edges: readonly (number | undefined)[]): void {
    this.#marked = edges;
    this.#drawOver();
  }

  /** Leaves these out until the next scene. */
  take(edges: ReadonlySet<number>): void {
    this.#taken = edges;
    this.#drawNear();
    this.#drawOver();
    this.#drawAll();
  }

  stop(): void {
    for (const layer of [this.#all, this.#near, this.#over]) layer.stop();
  }

  #drawAll(): void {
    if (!this.#look) return;
    const all =
      this.#taken.size === 0 ? this.#edges : this.#edges.filter((_, at) => !this.#taken.has(at));
    this.#all.draw(all, this.#look, () => {
      for (const then of this.#waiting.splice(0)) then();
    });
  }

  #drawNear(): void {
    if (!this.#look) return;
    if (this.#nearOnes) this.#groups.all.dataset["dim"] = "";
    else delete this.#groups.all.dataset["dim"];
    this.#near.draw(this.#some(this.#nearOnes ?? []), this.#look);
  }

  #drawOver(): void {
    if (this.#look) this.#over.draw(this.#some(new Set(this.#marked)), this.#look);
  }

  #some(numbers: Iterable<number | undefined>): readonly SceneEdge[] {
    const some: SceneEdge[] = [];
    for (const at of numbers) {
      const one = at === undefined || this.#taken.has(at) ? undefined : this.#edges[at];
      if (one) some.push(one);
    }
    return some;
  }
}
