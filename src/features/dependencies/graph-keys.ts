import type { SceneNode } from "./graph-scene";

export type ArrowKey = "ArrowLeft" | "ArrowRight" | "ArrowUp" | "ArrowDown";

/** Where each arrow key leads: right and down are positive. */
export const ways: Readonly<Record<ArrowKey, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The node that lies nearest in a direction; what lies aside counts as farther away. */
export function nearestNode(
  nodes: readonly SceneNode[],
  from: SceneNode,
  key: ArrowKey,
): SceneNode | undefined {
  const [dx, dy] = ways[key];
  let best: SceneNode | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const node of nodes) {
    const ahead = (node.x - from.x) * dx + (node.y - from.y) * dy;
    if (ahead <= 1) continue;
    const aside = Math.abs((node.x - from.x) * dy) + Math.abs((node.y - from.y) * dx);
    const distance = ahead + aside * 2;
    if (distance < least) [best, least] = [node, distance];
  }
  return best;
}
