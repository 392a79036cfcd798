import { edgesBy } from "./service-layers";

/** Pieces of edges, each from one layer to the next. */
export interface Segments {
  readonly from: Uint32Array;
  readonly to: Uint32Array;
}

/** Sweeps over the layers, down and up in turn; more hardly find anything better. */
const sweeps = 14;

/**
 * Orders the points of each layer so that few segments cross: each point goes to the mean place of
 * its neighbours in the layer before, down and up again, and the best of all orders is kept
 * (Sugiyama, Tagawa and Toda 1981). Points of equal place stay in order, so the result is always
 * the same. O(sweeps × segments × log).
 */
export function orderLayers(layers: readonly Uint32Array[], segments: Segments): Uint32Array[] {
  const pointCount = layers.reduce((sum, layer) => sum + layer.length, 0);
  const below = edgesBy(segments.from, pointCount);
  const above = edgesBy(segments.to, pointCount);
  const place = new Float64Array(pointCount);
  const current = layers.map((layer) => layer.slice());
  const setPlaces = (layer: Uint32Array) => layer.forEach((point, at) => (place[point] = at));
  current.forEach(setPlaces);
  let best = current.map((layer) => layer.slice());
  let fewest = countCrossings(current, segments, below, place);
  const mean = new Float64Array(pointCount);
  for (let sweep = 0; sweep < sweeps && fewest > 0; sweep += 1) {
    const isDown = sweep % 2 === 0;
    const [begin, edges] = isDown ? above : below;
    const other = isDown ? segments.from : segments.to;
    for (let at = 1; at < current.length; at += 1) {
      const layer = current[isDown ? at : current.length - 1 - at]!;
      for (const point of layer) {
        let sum = 0;
        for (let slot = begin[point]!; slot < begin[point + 1]!; slot += 1) {
          sum += place[other[edges[slot]!]!]!;
        }
        const count = begin[point + 1]! - begin[point]!;
        mean[point] = count === 0 ? place[point]! : sum / count;
      }
      layer.sort((a, b) => mean[a]! - mean[b]! || place[a]! - place[b]!);
      setPlaces(layer);
    }
    const crossings = countCrossings(current, segments, below, place);
    if (crossings < fewest) {
      fewest = crossings;
      best = current.map((layer) => layer.slice());
    }
  }
  return best;
}

/** How many pairs of segments cross, by a Fenwick tree for each layer (Barth, Jünger, Mutzel 2002). */
function countCrossings(
  layers: readonly Uint32Array[],
  { to }: Segments,
  [begin, edges]: readonly [Uint32Array, Uint32Array],
  place: Float64Array,
): number {
  let crossings = 0;
  for (let at = 0; at + 1 < layers.length; at += 1) {
    const tree = new Uint32Array(layers[at + 1]!.length + 1);
    let inTree = 0;
    for (const point of layers[at]!) {
      const targets = [];
      for (let slot = begin[point]!; slot < begin[point + 1]!; slot += 1) {
        targets.push(place[to[edges[slot]!]!]!);
      }
      for (const target of targets) {
        let notAfter = 0;
        for (let i = target + 1; i > 0; i -= i & -i) notAfter += tree[i]!;
        crossings += inTree - notAfter;
      }
      for (const target of targets) {
        for (let i = target + 1; i < tree.length; i += i & -i) tree[i]! += 1;
        inTree += 1;
      }
    }
  }
  return crossings;
}
