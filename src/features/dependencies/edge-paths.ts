import type { GraphChange } from "@/derive/service-diff";
import type { EdgeRelation, ServiceEdge } from "@/model/service-graph";
import type { Tone } from "./graph-colors";
import type { SceneEdge } from "./graph-scene";
import { signAt } from "./shapes-scene";

/** What edges look like, beside their width. */
export interface EdgeLook {
  readonly toneOf: (edge: ServiceEdge) => Tone;
  /** Set where two graphs are compared; it goes before the tone. */
  readonly changeOf: (edge: ServiceEdge) => GraphChange | undefined;
}

/** Edges of one look: their lines by width, and their arrow heads. */
export interface EdgeStyle {
  readonly tone: Tone;
  readonly change: GraphChange | undefined;
  readonly relation: EdgeRelation;
  readonly paths: readonly EdgePath[];
}

/** `width` is undefined for a path that is filled, not drawn along. */
export interface EdgePath {
  readonly width: number | undefined;
  readonly d: string;
}

export interface SignPath {
  readonly change: Exclude<GraphChange, "same">;
  readonly outline: string;
  readonly stroke: string;
}

/**
 * So many lines are one path. An element for each line costs a browser most of the time that a
 * drawing takes; one element for all would have to be looked at for every corner of the picture.
 */
const linesOfPath = 48;

interface Growing {
  d: string;
  count: number;
}

interface GrowingStyle extends EdgeStyle {
  readonly paths: EdgePath[];
  readonly lines: Map<number, Growing>;
  readonly heads: Growing;
}

/** Puts edges together that are drawn alike, so that few paths draw many of them. */
export class EdgePaths {
  readonly #look: EdgeLook;
  readonly #styles = new Map<string, GrowingStyle>();
  readonly #signs = new Map<string, SignPath>();

  constructor(look: EdgeLook) {
    this.#look = look;
  }

  add(one: SceneEdge): void {
    const { relation } = one.edge;
    const [tone, change] = [this.#look.toneOf(one.edge), this.#look.changeOf(one.edge)];
    const key = `${change ?? tone} ${relation}`;
    let style = this.#styles.get(key);
    if (style === undefined) {
      const heads = { d: "", count: 0 };
      style = { tone, change, relation, paths: [], lines: new Map(), heads };
      this.#styles.set(key, style);
    }
    let lines = style.lines.get(one.width);
    if (lines === undefined) style.lines.set(one.width, (lines = { d: "", count: 0 }));
    grow(style.paths, lines, one.width, one.line);
    grow(style.paths, style.heads, undefined, one.head);
    if (change === undefined || change === "same") return;
    const sign = signAt(change, one.middle);
    const signs = this.#signs.get(change) ?? { change, outline: "", stroke: "" };
    this.#signs.set(change, {
      change,
      outline: signs.outline + sign.outline,
      stroke: signs.stroke + sign.stroke,
    });
  }

  /** What has been added; those that say most come last, above the others. */
  styles(): readonly EdgeStyle[] {
    const all = [...this.#styles.values()];
    for (const { paths, lines, heads } of all) {
      for (const [width, { d }] of lines) if (d !== "") paths.push({ width, d });
      if (heads.d !== "") paths.push({ width: undefined, d: heads.d });
    }
    const weight = ({ tone, change }: EdgeStyle): number =>
      change === undefined ? Number(tone === "none" ? -1 : tone) : change === "same" ? 0 : 1;
    return all.sort((a, b) => weight(a) - weight(b));
  }

  signs(): readonly SignPath[] {
    return [...this.#signs.values()];
  }
}

function grow(paths: EdgePath[], growing: Growing, width: number | undefined, d: string): void {
  growing.d += d;
  growing.count += 1;
  if (growing.count < linesOfPath) return;
  paths.push({ width, d: growing.d });
  growing.d = "";
  growing.count = 0;
}
