import { finishHash, hashSeed, hashStep } from "@/lib/hash";
import type { SpanTable } from "@/model/span-table";

/** Bits of the second half that fit beside 32 bits in an integer of a double. */
const lowBits = 20;

/**
 * A number for the subtree of every span: equal for subtrees with the same labels in the same
 * arrangement, each as often, whatever the order of siblings; of unlike ones hardly ever (52 bits).
 * It says which of several subtrees of one shape (`subtreeShapes`) are equal in full, where only a
 * preference hangs on it. The sum of the children's hashes stands for their multiset. O(n).
 */
export function subtreePrints(spans: SpanTable, labels: Uint32Array): Float64Array {
  const { length, parent } = spans;
  const high = new Uint32Array(length);
  const low = new Uint32Array(length);
  const prints = new Float64Array(length);
  for (let span = length - 1; span >= 0; span -= 1) {
    const label = labels[span]!;
    const hi = finishHash(hashStep(hashStep(hashSeed, label), high[span]!));
    const lo = finishHash(hashStep(hashStep(hi, low[span]!), label));
    prints[span] = hi * 2 ** lowBits + (lo >>> (32 - lowBits));
    const above = parent[span]!;
    if (above < 0) continue;
    high[above]! += hi;
    low[above]! += lo;
  }
  return prints;
}
