import type { PlainGraph } from "./service-layers";
import type { GraphLayout, LayoutInput } from "./service-layout";

/** Between the columns of a block: room for an edge to leave its lane. */
const gapBetweenColumns = 34;
/** How far apart edges to one row pass the columns before theirs, at most. */
const widestLane = 3;
const mostColumns = 8;
/** How much longer than broad a block is to be, where nodes are boxes with a line of text. */
const shape = { besides: 3, below: 0.45 };
/** Of a graph with many nodes, smaller groups are made blocks of, too. */
const manyNodes = 40;
const smallestBlock = { ofMany: 5, ofFew: 13 };

/** What one node alone calls and what calls nothing, in rows and columns beside its caller. */
interface Block {
  readonly leaves: readonly number[];
  readonly columns: number;
  readonly rows: number;
  /** Lengths of the columns, in pixels. */
  readonly lengths: Float64Array;
  /** From row to row. */
  readonly pitch: number;
}

/**
 * Lays out a graph with each large group of leaves as one node, and puts the leaves in its place: a
 * service that calls sixty others would else be a column of sixty, too high to be read. Edges to a
 * column behind the first pass between the rows before it. `layout` draws what is left.
 */
export function layoutWithBlocks(
  input: LayoutInput,
  gapAcross: number,
  layout: (input: LayoutInput) => GraphLayout,
): GraphLayout {
  const { nodeCount, from, to } = input;
  const blocks = leafGroups(input).map((leaves) => toBlock(leaves, input, gapAcross));
  if (blocks.length === 0) return layout(input);
  const blockOf = new Int32Array(nodeCount).fill(-1);
  blocks.forEach(({ leaves }, block) => leaves.forEach((leaf) => (blockOf[leaf] = block)));
  const newNode = new Int32Array(nodeCount).fill(-1);
  const kept: number[] = [];
  for (let node = 0; node < nodeCount; node += 1) {
    if (blockOf[node] === -1) newNode[node] = kept.push(node) - 1;
  }
  // One edge to each block stands for those to its leaves.
  const edges: (readonly [from: number, to: number])[] = [];
  const edgeOfBlock = new Int32Array(blocks.length).fill(-1);
  const newEdge = Int32Array.from(from, (node, edge) => {
    const block = blockOf[to[edge]!]!;
    if (block === -1) return edges.push([newNode[node]!, newNode[to[edge]!]!]) - 1;
    if (node === to[edge]) return -1;
    if (edgeOfBlock[block] === -1) {
      edgeOfBlock[block] = edges.push([newNode[node]!, kept.length + block]) - 1;
    }
    return edgeOfBlock[block]!;
  });
  const sizes = blocks.map(blockSize);
  const drawn = layout({
    nodeCount: kept.length + blocks.length,
    from: Uint32Array.from(edges, ([caller]) => caller),
    to: Uint32Array.from(edges, ([, callee]) => callee),
    length: Float64Array.of(...kept.map((node) => input.length[node]!), ...sizes.map((s) => s[0])),
    breadth: Float64Array.of(
      ...kept.map((node) => input.breadth[node]!),
      ...sizes.map((s) => s[1]),
    ),
  });
  const along = new Float64Array(nodeCount);
  const across = new Float64Array(nodeCount);
  kept.forEach((node, at) => {
    along[node] = drawn.along[at]!;
    across[node] = drawn.across[at]!;
  });
  /** Points of an edge after its caller, by the leaf that it leads to. */
  const ends = new Map<number, readonly number[]>();
  blocks.forEach((block, at) => {
    const place = kept.length + at;
    const [length, breadth] = sizes[at]!;
    const left = drawn.along[place]! - length / 2;
    const top = drawn.across[place]! - breadth / 2;
    placeLeaves(block, [left, top], gapAcross, input).forEach(([x, y, end], index) => {
      const leaf = block.leaves[index]!;
      along[leaf] = x;
      across[leaf] = y;
      ends.set(leaf, end);
    });
  });
  const hasRoutes = drawn.routes.length > 0;
  const routes = Array.from(hasRoutes ? from : [], (_, edge) => {
    const route = drawn.routes[newEdge[edge]!];
    const end = ends.get(to[edge]!);
    if (route === undefined) return new Float64Array(0);
    return end === undefined ? route : Float64Array.of(...route.subarray(0, -2), ...end);
  });
  const { totalAlong, totalAcross } = drawn;
  return { along, across, routes, totalAlong, totalAcross };
}

/** The leaves of each node that has many: called by it alone, and calling nothing. */
function leafGroups({ nodeCount, from, to }: PlainGraph): readonly (readonly number[])[] {
  const none = -1;
  const many = -2;
  const callerOf = new Int32Array(nodeCount).fill(none);
  from.forEach((node, edge) => {
    const callee = to[edge]!;
    if (callee === node) return;
    callerOf[node] = many;
    const before = callerOf[callee]!;
    callerOf[callee] = before === none || before === node ? node : many;
  });
  // A caller among them was perhaps seen as a callee after its own calls.
  from.forEach((node, edge) => {
    if (to[edge] !== node) callerOf[node] = many;
  });
  const groups = new Map<number, number[]>();
  callerOf.forEach((caller, node) => {
    if (caller < 0) return;
    const group = groups.get(caller);
    if (group) group.push(node);
    else groups.set(caller, [node]);
  });
  const fewest = nodeCount > manyNodes ? smallestBlock.ofMany : smallestBlock.ofFew;
  return [...groups.values()].filter(({ length }) => length >= fewest);
}

function toBlock(
  leaves: readonly number[],
  { length, breadth }: LayoutInput,
  gapAcross: number,
): Block {
  let [longest, broadest] = [0, 0];
  for (const leaf of leaves) {
    longest = Math.max(longest, length[leaf]!);
    broadest = Math.max(broadest, breadth[leaf]!);
  }
  const pitch = broadest + gapAcross;
  const wanted = longest > broadest ? shape.besides : shape.below;
  const ideal = Math.sqrt((wanted * leaves.length * pitch) / (longest + gapBetweenColumns));
  const most = Math.min(mostColumns, Math.max(2, Math.round(ideal)));
  const rows = Math.ceil(leaves.length / most);
  const columns = Math.ceil(leaves.length / rows);
  const lengths = new Float64Array(columns);
  leaves.forEach((leaf, at) => {
    const column = Math.floor(at / rows);
    lengths[column] = Math.max(lengths[column]!, length[leaf]!);
  });
  return { leaves, columns, rows, lengths, pitch };
}

const blockSize = ({ columns, rows, lengths, pitch }: Block): readonly [number, number] => [
  lengths.reduce((sum, length) => sum + length, 0) + (columns - 1) * gapBetweenColumns,
  rows * pitch,
];

/** Middle of each leaf, and the points of an edge to it from where the block begins. */
function placeLeaves(
  { leaves, columns, rows, lengths, pitch }: Block,
  [left, top]: readonly [number, number],
  gapAcross: number,
  { length }: LayoutInput,
): readonly (readonly [along: number, across: number, end: readonly number[]])[] {
  const starts = new Float64Array(columns);
  let next = left;
  lengths.forEach((longest, column) => {
    starts[column] = next;
    next += longest + gapBetweenColumns;
  });
  const lane = Math.min(widestLane, (gapAcross - 4) / Math.max(1, columns - 2));
  return leaves.map((leaf, at) => {
    const [column, row] = [Math.floor(at / rows), at % rows];
    const start = starts[column]!;
    // Above each row its lanes, the farthest outermost: so none crosses another.
    const middle = top + row * pitch + gapAcross + (pitch - gapAcross) / 2;
    const passing = top + row * pitch + gapAcross / 2 + (columns / 2 - column) * lane;
    const end =
      column === 0
        ? [start, middle]
        : [left, passing, start - gapBetweenColumns, passing, start, middle];
    return [start + length[leaf]! / 2, middle, end];
  });
}
