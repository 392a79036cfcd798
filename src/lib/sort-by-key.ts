const digitBits = 16;
const digitCount = 1 << digitBits;
/** Below this, comparing is cheaper than counting over 65,536 digits. */
const radixFrom = 4096;
/** Up to this many, the engine's own sort is faster than counting, above all when it is the first. */
const mostPacked = 1 << 16;

/**
 * The positions of `keys` in ascending order of key; equal keys keep their order. Keys are finite.
 * Non-negative integers in numbers are sorted by a least-significant-digit radix sort (Knuth,
 * TAOCP 3, 5.2.5), 16 bits a pass, in as many passes as the greatest key has digits: a million
 * start times within an hour take three. Few of them, where a key and a position fit into one
 * number, are sorted as such numbers. Anything else is compared.
 */
export function sortByKey(keys: ArrayLike<number>): Uint32Array<ArrayBuffer> {
  const n = keys.length;
  const order = new Uint32Array(n);
  let sorted = true;
  let countable = true;
  let max = 0;
  let previous = -Infinity;
  for (let i = 0; i < n; i += 1) {
    order[i] = i;
    const key = keys[i] ?? 0;
    if (key < previous) sorted = false;
    previous = key;
    if (key > max) max = key;
    if (key < 0 || !Number.isInteger(key)) countable = false;
  }
  if (sorted) return order;
  if (countable && n <= mostPacked && max < Math.floor(Number.MAX_SAFE_INTEGER / n)) {
    return packedSort(keys, order);
  }
  if (countable && n >= radixFrom) return radixSort(keys, order, max);
  return order.sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0) || a - b);
}

/** Without a function to compare, the engine sorts in machine code: 10,000 keys in a millisecond. */
function packedSort(
  keys: ArrayLike<number>,
  order: Uint32Array<ArrayBuffer>,
): Uint32Array<ArrayBuffer> {
  const n = order.length;
  const packed = new Float64Array(n);
  for (let i = 0; i < n; i += 1) packed[i] = (keys[i] ?? 0) * n + i;
  packed.sort();
  for (let i = 0; i < n; i += 1) order[i] = (packed[i] ?? 0) % n;
  return order;
}

function radixSort(
  keys: ArrayLike<number>,
  order: Uint32Array<ArrayBuffer>,
  max: number,
): Uint32Array<ArrayBuffer> {
  const counts = new Uint32Array(digitCount);
  let from = order;
  let to = new Uint32Array(order.length);
  for (let scale = 1; scale <= max; scale *= digitCount) {
    counts.fill(0);
    for (const at of from) {
      const digit = digitOf(keys[at] ?? 0, scale);
      counts[digit] = (counts[digit] ?? 0) + 1;
    }
    let sum = 0;
    for (let digit = 0; digit < digitCount; digit += 1) {
      const count = counts[digit] ?? 0;
      counts[digit] = sum;
      sum += count;
    }
    for (const at of from) {
      const digit = digitOf(keys[at] ?? 0, scale);
      const place = counts[digit] ?? 0;
      to[place] = at;
      counts[digit] = place + 1;
    }
    [from, to] = [to, from];
  }
  return from;
}

/** Division by a power of two is exact, so this holds for the whole range below 2^53. */
function digitOf(key: number, scale: number): number {
  return Math.floor(key / scale) % digitCount;
}
