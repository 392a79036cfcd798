import {
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
  type SimulationNodeDatum,
} from "d3";
import { joinedNodes, placeAlone, type GraphLayout, type LayoutInput } from "./service-layout";

interface Body extends SimulationNodeDatum {
  readonly node: number;
  x: number;
  y: number;
}

/** Enough to come to rest; more services are given less, so that nobody waits for seconds. */
const ticksFor = (count: number): number => Math.max(60, Math.min(300, Math.round(90_000 / count)));
const gapPx = 24;
const sweeps = 80;

/**
 * Lays a graph out by forces: edges pull, nodes push. It begins at places that depend on nothing but
 * the order of the nodes, and d3-force has a random source of its own that always begins alike, so
 * equal graphs get equal drawings. Nodes without edges follow in rows below. There are no routes:
 * edges go straight.
 */
export function layoutByForces(input: LayoutInput): GraphLayout {
  const { nodeCount, from, to, length, breadth } = input;
  const joined = joinedNodes(input);
  const bodies: Body[] = [];
  const bodyOf = new Int32Array(nodeCount).fill(-1);
  for (let node = 0; node < nodeCount; node += 1) {
    if (joined[node] === 0) continue;
    // The golden angle: an even spread without any two at one place.
    const [radius, angle] = [40 * Math.sqrt(0.5 + bodies.length), bodies.length * 2.399963];
    bodyOf[node] = bodies.length;
    bodies.push({ node, x: radius * Math.cos(angle) * 1.6, y: radius * Math.sin(angle) });
  }
  const links = new Map<string, { source: number; target: number }>();
  from.forEach((node, edge) => {
    const [source, target] = [bodyOf[node]!, bodyOf[to[edge]!]!].sort((a, b) => a - b);
    if (source === undefined || target === undefined || source === target) return;
    links.set(`${source} ${target}`, { source, target });
  });
  const simulation = forceSimulation<Body>(bodies)
    .stop()
    .force(
      "link",
      forceLink<Body, { source: number; target: number }>([...links.values()]).distance(150),
    )
    .force("charge", forceManyBody<Body>().strength(-1100).distanceMax(1500).theta(1))
    .force("x", forceX<Body>(0).strength(0.03))
    .force("y", forceY<Body>(0).strength(0.1))
    .force(
      "apart",
      forceCollide<Body>(({ node }) => length[node]! * 0.5),
    );
  const ticks = ticksFor(bodies.length);
  simulation.alphaDecay(1 - 0.001 ** (1 / ticks)).tick(ticks);
  pushApart(bodies, length, breadth);

  const along = new Float64Array(nodeCount);
  const across = new Float64Array(nodeCount);
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { node, x, y } of bodies) {
    left = Math.min(left, x - length[node]! / 2);
    right = Math.max(right, x + length[node]! / 2);
    top = Math.min(top, y - breadth[node]! / 2);
    bottom = Math.max(bottom, y + breadth[node]! / 2);
  }
  for (const { node, x, y } of bodies) {
    along[node] = x - left;
    across[node] = y - top;
  }
  const size = [Math.max(0, right - left), Math.max(0, bottom - top)] as const;
  return { along, across, routes: [], ...placeAlone(input, joined, { along, across }, size) };
}

/** Moves boxes that overlap away from each other, the shorter way, until none do. */
function pushApart(bodies: Body[], length: Float64Array, breadth: Float64Array): void {
  const widest = bodies.reduce((most, { node }) => Math.max(most, length[node]!), 0) + gapPx;
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    let isApart = true;
    bodies.sort((a, b) => a.x - b.x || a.node - b.node);
    for (let at = 0; at < bodies.length; at += 1) {
      const a = bodies[at]!;
      for (let next = at + 1; next < bodies.length; next += 1) {
        const b = bodies[next]!;
        if (b.x - a.x >= widest) break;
        const byX = (length[a.node]! + length[b.node]!) / 2 + gapPx - Math.abs(b.x - a.x);
        const byY = (breadth[a.node]! + breadth[b.node]!) / 2 + gapPx - Math.abs(b.y - a.y);
        if (byX <= 0.01 || byY <= 0.01) continue;
        isApart = false;
        if (byY <= byX) {
          const push = (byY / 2) * (b.y < a.y ? -1 : 1);
          a.y -= push;
          b.y += push;
        } else {
          const push = (byX / 2) * (b.x < a.x ? -1 : 1);
          a.x -= push;
          b.x += push;
        }
      }
    }
    if (isApart) return;
  }
}
