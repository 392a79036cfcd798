import type { SceneEdge } from "./graph-scene";

/** Pieces that a curve is cut into to measure how far it is away. */
const piecesOfCurve = 10;

/** Finds the edge at a point of a drawing. Lines are cut into straight pieces when first asked. */
export class EdgeHits {
  readonly #edges: readonly SceneEdge[];
  /** Left, top, right and bottom of each line. */
  #boxes: Float32Array | undefined;
  readonly #pieces = new Map<number, Float32Array>();

  constructor(edges: readonly SceneEdge[]) {
    this.#edges = edges;
  }

  /**
   * The number of the edge that is nearest to a point, if one is within `reach` of the side of its
   * line; of equals, the last, which is drawn above. All in pixels of the drawing. O(edges), and
   * the length of the lines around the point.
   */
  at(x: number, y: number, reach: number): number | undefined {
    const boxes = (this.#boxes ??= boxesOf(this.#edges));
    let [found, least]: [number | undefined, number] = [undefined, reach];
    for (let at = 0; at < this.#edges.length; at += 1) {
      const [left, top] = [boxes[at * 4]! - reach, boxes[at * 4 + 1]! - reach];
      if (x < left || y < top) continue;
      if (x > boxes[at * 4 + 2]! + reach || y > boxes[at * 4 + 3]! + reach) continue;
      const { line, width } = this.#edges[at]!;
      let pieces = this.#pieces.get(at);
      if (pieces === undefined) this.#pieces.set(at, (pieces = piecesOf(line)));
      const distance = Math.max(0, distanceTo(pieces, x, y) - width / 2);
      if (distance <= least) [found, least] = [at, distance];
    }
    return found;
  }
}

/** The numbers of a path, which are pairs; control points of a curve hold it between them. */
function boxesOf(edges: readonly SceneEdge[]): Float32Array {
  const boxes = new Float32Array(edges.length * 4);
  edges.forEach(({ line }, at) => {
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const [x, y] of pointsOf(line)) {
      [left, right] = [Math.min(left, x), Math.max(right, x)];
      [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
    }
    boxes.set([left, top, right, bottom], at * 4);
  });
  return boxes;
}

type Point = readonly [x: number, y: number];

const pointsOf = (text: string): Point[] =>
  text
    .split(/[MLCQ ]/)
    .filter((pair) => pair !== "")
    .map((pair): Point => {
      const comma = pair.indexOf(",");
      return [Number(pair.slice(0, comma)), Number(pair.slice(comma + 1))];
    });

/** The points of a line, one straight piece after the other. */
export function piecesOf(line: string): Float32Array {
  const points: number[] = [];
  let from: Point = [0, 0];
  for (const [, command, rest = ""] of line.matchAll(/([MLCQ])([^MLCQ]+)/g)) {
    const through = pointsOf(rest);
    const to = through.at(-1) ?? from;
    const count = command === "C" || command === "Q" ? piecesOfCurve : 1;
    for (let piece = 1; piece <= count; piece += 1) {
      points.push(...onCurve([from, ...through], piece / count));
    }
    from = to;
  }
  return Float32Array.from(points);
}

/** A point of the Bézier curve that these points make, by de Casteljau's halving. */
function onCurve(points: readonly Point[], share: number): Point {
  let row = points;
  while (row.length > 1) {
    row = row.slice(1).map(([x, y], at): Point => {
      const before = row[at]!;
      return [before[0] + (x - before[0]) * share, before[1] + (y - before[1]) * share];
    });
  }
  return row[0]!;
}

function distanceTo(pieces: Float32Array, x: number, y: number): number {
  let least = Infinity;
  for (let at = 2; at < pieces.length; at += 2) {
    const [fromX, fromY] = [pieces[at - 2]!, pieces[at - 1]!];
    const [dx, dy] = [pieces[at]! - fromX, pieces[at + 1]! - fromY];
    const square = dx * dx + dy * dy;
    const share = square === 0 ? 0 : ((x - fromX) * dx + (y - fromY) * dy) / square;
    const within = Math.max(0, Math.min(1, share));
    least = Math.min(least, Math.hypot(x - fromX - dx * within, y - fromY - dy * within));
  }
  return least;
}
