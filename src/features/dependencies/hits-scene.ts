import type { SceneEdge } from "./graph-scene";

/** Points of a curve that are looked at to tell how far it is away. */
const piecesOfCurve = 10;
/** The clock is not asked at every edge. */
const linesBetweenLooks = 64;

/** Finds the edge at a point of a drawing. Lines are read from their paths when first asked for. */
export class EdgeHits {
  readonly #edges: readonly SceneEdge[];
  /** Of each line that has been read: cubic curves, each beginning where the one before ends. */
  readonly #curves: Float32Array[] = [];
  /** Left, top, right and bottom of each line. */
  readonly #boxes: Float32Array;

  constructor(edges: readonly SceneEdge[]) {
    this.#edges = edges;
    this.#boxes = new Float32Array(edges.length * 4);
  }

  /**
   * The number of the edge that is nearest to a point, if one is within `reach` of the side of its
   * line; of equals, the last, which is drawn above. All in pixels of the drawing. Reads lines for
   * no longer than `budgetMs`; those that are not read are not found. O(edges), and the length of
   * the lines around the point.
   */
  at(x: number, y: number, reach: number, budgetMs = Infinity): number | undefined {
    this.#read(budgetMs);
    const boxes = this.#boxes;
    let [found, least]: [number | undefined, number] = [undefined, reach];
    for (let at = 0; at < this.#curves.length; at += 1) {
      const space = least + this.#edges[at]!.width / 2;
      if (x < boxes[at * 4]! - space || y < boxes[at * 4 + 1]! - space) continue;
      if (x > boxes[at * 4 + 2]! + space || y > boxes[at * 4 + 3]! + space) continue;
      const away = distanceTo(this.#curves[at]!, x, y) - this.#edges[at]!.width / 2;
      if (Math.max(0, away) <= least) [found, least] = [at, Math.max(0, away)];
    }
    return found;
  }

  #read(budgetMs: number): void {
    const until = performance.now() + budgetMs;
    for (let at = this.#curves.length; at < this.#edges.length; at += 1) {
      if (at % linesBetweenLooks === 0 && performance.now() > until) return;
      const curves = curvesOf(this.#edges[at]!.line);
      this.#curves.push(curves);
      // The points that make a curve hold it between them.
      let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
      for (let point = 0; point < curves.length; point += 2) {
        left = Math.min(left, curves[point]!);
        right = Math.max(right, curves[point]!);
        top = Math.min(top, curves[point + 1]!);
        bottom = Math.max(bottom, curves[point + 1]!);
      }
      this.#boxes.set([left, top, right, bottom], at * 4);
    }
  }
}

/** A path of M, L, C and Q as cubic curves: a point, then three for each curve. */
export function curvesOf(line: string): Float32Array {
  const points: number[] = [];
  const numbers = line.match(/[MLCQ]|-?[\d.]+/g) ?? [];
  let at = 0;
  const next = (): number => Number(numbers[at++]);
  while (at < numbers.length) {
    const command = numbers[at++];
    const [x, y] = [points[points.length - 2]!, points[points.length - 1]!];
    if (command === "M") points.push(next(), next());
    else if (command === "C") for (let six = 0; six < 6; six += 1) points.push(next());
    else {
      // A straight line has its middle for a control point.
      const [toX, toY] = [next(), next()];
      const isLine = command === "L";
      const [cx, cy] = isLine ? [(x + toX) / 2, (y + toY) / 2] : [toX, toY];
      const [ex, ey] = isLine ? [toX, toY] : [next(), next()];
      points.push((x + 2 * cx) / 3, (y + 2 * cy) / 3, (ex + 2 * cx) / 3, (ey + 2 * cy) / 3, ex, ey);
    }
  }
  return Float32Array.from(points);
}

/** The nearest that curves come to a point, their pieces taken as straight. */
function distanceTo(curves: Float32Array, x: number, y: number): number {
  let least = Infinity;
  let [fromX, fromY] = [curves[0]!, curves[1]!];
  for (let curve = 0; curve + 7 < curves.length; curve += 6) {
    for (let piece = 1; piece <= piecesOfCurve; piece += 1) {
      const toX = onCurve(curves, curve, piece / piecesOfCurve);
      const toY = onCurve(curves, curve + 1, piece / piecesOfCurve);
      const [dx, dy] = [toX - fromX, toY - fromY];
      const square = dx * dx + dy * dy;
      const share = square === 0 ? 0 : ((x - fromX) * dx + (y - fromY) * dy) / square;
      const within = Math.max(0, Math.min(1, share));
      const [awayX, awayY] = [x - fromX - dx * within, y - fromY - dy * within];
      least = Math.min(least, awayX * awayX + awayY * awayY);
      [fromX, fromY] = [toX, toY];
    }
  }
  return Math.sqrt(least);
}

/** One coordinate of the point at a share of a cubic curve whose coordinates begin at `at`. */
export function onCurve(curves: Float32Array, at: number, share: number): number {
  const rest = 1 - share;
  const [a, b, c, d] = [curves[at]!, curves[at + 2]!, curves[at + 4]!, curves[at + 6]!];
  return (
    rest ** 3 * a + 3 * rest * rest * share * b + 3 * rest * share * share * c + share ** 3 * d
  );
}
