import type { FlameTree } from "@/derive/flame-tree";
import { growable } from "@/lib/growable-column";
import type { CanvasTheme } from "@/trace-ui/canvas-theme";
import { wholeWidth } from "./flame-scene";

/** A flame graph as it is drawn: of one trace or of two. */
export interface FlameModel {
  readonly tree: FlameTree;
  /** Names of a node, for one line of the screen; never empty. */
  readonly service: (node: number) => string;
  readonly name: (node: number) => string;
  /** Colour of the service, as CSS. */
  readonly mark: (node: number) => string;
  readonly hasErrors: (node: number) => boolean;
  /** Colours of a box in a theme. */
  readonly colors: (theme: CanvasTheme) => (node: number) => {
    readonly fill: string;
    readonly ink: string;
  };
  /** What stands in front of the name in a box, and tells more than its colour does. */
  readonly sign?: ((node: number) => string) | undefined;
  /** The figures of a node, each a phrase. */
  readonly facts: (node: number) => readonly string[];
}

/** A column of figures of the table of call paths. */
export interface FlameColumn {
  readonly key: string;
  readonly label: string;
  readonly help?: string | undefined;
  readonly text: (node: number) => string;
  readonly tone?: ((node: number) => "error" | "more" | "less" | undefined) | undefined;
}

/** A node and those above it, from the root down. */
export function pathOf({ parent }: FlameTree, node: number): readonly number[] {
  const path: number[] = [];
  for (let at = node; at >= 0; at = parent[at] ?? -1) path.push(at);
  return path.toReversed();
}

/** Narrower parts of what is shown are folded until somebody asks for them. */
const openShare = 0.01;
/** Deeper levels below what is shown are folded too: nobody reads a hundred levels of indents. */
const openLevels = 40;

/** Which nodes are unfolded by themselves below a node, or below all roots. */
export function opensByItself(tree: FlameTree, zoom: number): (node: number) => boolean {
  const shown = zoom < 0 ? wholeWidth(tree) : (tree.width[zoom] ?? 0);
  const depth = zoom < 0 ? 0 : (tree.depth[zoom] ?? 0);
  return (node) =>
    node === zoom ||
    ((tree.depth[node] ?? 0) - depth < openLevels && (tree.width[node] ?? 0) >= shown * openShare);
}

/** The nodes of the table: what is shown, less what is below folded nodes. */
export function visibleNodes(
  tree: FlameTree,
  zoom: number,
  isOpen: (node: number) => boolean,
): Uint32Array {
  const nodes = growable.uint32();
  const end = zoom < 0 ? tree.length : (tree.subtreeEnd[zoom] ?? 0);
  for (let node = Math.max(0, zoom); node < end;) {
    nodes.push(node);
    node = isOpen(node) ? node + 1 : (tree.subtreeEnd[node] ?? end);
  }
  return nodes.take();
}
