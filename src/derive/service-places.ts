/**
 * Places of points on a line that come nearest to where they want to be, keep their order and stay
 * apart: least squares with gaps, which is an isotonic regression of the wishes less the gaps before
 * them, by pooling adjacent violators (Ayer et al. 1955). O(points).
 */
export function placeApart(
  wishes: Float64Array,
  weights: Float64Array,
  /** Between point i - 1 and point i; the first one is not looked at. */
  gaps: Float64Array,
): Float64Array {
  const count = wishes.length;
  const mean = new Float64Array(count);
  const weight = new Float64Array(count);
  const size = new Uint32Array(count);
  const offset = new Float64Array(count);
  let blocks = 0;
  for (let at = 0; at < count; at += 1) {
    offset[at] = at === 0 ? 0 : offset[at - 1]! + gaps[at]!;
    mean[blocks] = wishes[at]! - offset[at]!;
    weight[blocks] = weights[at]!;
    size[blocks] = 1;
    blocks += 1;
    while (blocks > 1 && mean[blocks - 2]! > mean[blocks - 1]!) {
      const [a, b] = [blocks - 2, blocks - 1];
      const sum = weight[a]! + weight[b]!;
      mean[a] = (mean[a]! * weight[a]! + mean[b]! * weight[b]!) / sum;
      weight[a] = sum;
      size[a]! += size[b]!;
      blocks -= 1;
    }
  }
  const places = new Float64Array(count);
  let at = 0;
  for (let block = 0; block < blocks; block += 1) {
    const end = at + size[block]!;
    for (; at < end; at += 1) places[at] = mean[block]! + offset[at]!;
  }
  return places;
}
