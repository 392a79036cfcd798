import { HashIndex } from "@/lib/hash-index";
import { spanIndex } from "@/model/indexes";
import type {
  EdgeRelation,
  ExampleSpan,
  GraphUnit,
  ServiceEdge,
  ServiceGraph,
  ServiceNode,
} from "@/model/service-graph";
import { spanIdText } from "@/model/span-search";
import { SpanFlag, SpanKind } from "@/model/span-table";
import type { TraceCalls } from "@/model/trace-calls";
import { selfTimes } from "./self-time";
import { byIdentity, ServiceNodes } from "./service-nodes";
import { createPeerReader } from "./service-peers";
import { GroupedSamples, latencyFigures, latencyHistogram } from "./service-samples";

export interface ServiceGraphOptions {
  readonly unit?: GraphUnit;
  /** The other traces that are at hand, in which links may end. */
  readonly traceOf?: (traceId: string) => TraceCalls | undefined;
}

/** Examples that are kept of each kind, of each node and edge. */
const examplesKept = 5;
const relations: readonly EdgeRelation[] = ["call", "message", "peer", "link"];
const relationNumbers = { call: 0, message: 1, peer: 2, link: 3 } as const;

/** What is counted of a node or an edge. */
interface Tally {
  count: number;
  errors: number;
  readonly slowest: ExampleSpan[];
  readonly failing: ExampleSpan[];
}
const newTally = (): Tally => ({ count: 0, errors: 0, slowest: [], failing: [] });

interface EdgeTally extends Tally {
  readonly from: number;
  readonly to: number;
  readonly relation: number;
}

/**
 * Counts calls between services, trace by trace: for each span whose parent is in its trace, one
 * call from the parent's service to the span's. Keeps 12 bytes a call for exact percentiles, and
 * nothing of a trace once it is added.
 */
export class ServiceGraphBuilder {
  readonly #unit: GraphUnit;
  readonly #traceOf: (traceId: string) => TraceCalls | undefined;
  readonly #nodes: ServiceNodes;
  readonly #nodeTallies: (Tally & { selfNs: number })[] = [];
  readonly #edges: EdgeTally[] = [];
  /** By the node that calls, then by the one called and the relation: small whole numbers. */
  readonly #edgeNumbers: Map<number, number>[] = [];
  readonly #durations = new GroupedSamples();
  readonly #queueTimes = new GroupedSamples();
  readonly #peerOf = createPeerReader();
  readonly #spanIndexes = new Map<TraceCalls, HashIndex>();
  #traceCount = 0;
  #spanCount = 0;

  constructor({ unit = "service", traceOf = () => undefined }: ServiceGraphOptions = {}) {
    this.#unit = unit;
    this.#traceOf = traceOf;
    this.#nodes = new ServiceNodes(unit);
  }

  /** O(spans and links of the trace). */
  add(trace: TraceCalls): void {
    const { spans } = trace;
    const nodeOf = this.#nodes.ofSpans(trace);
    this.#traceCount += 1;
    this.#spanCount += spans.length;
    this.#tallySpans(trace, nodeOf);
    this.#addPeers(trace, nodeOf, this.#addCalls(trace, nodeOf));
    if (trace.links.length > 0) this.#addLinks(trace, nodeOf);
  }

  finish(): ServiceGraph {
    const identities = this.#nodes.identities;
    const durationsOf = this.#durations.sorted(this.#edges.length);
    const queueTimesOf = this.#queueTimes.sorted(this.#edges.length);
    const order = identities
      .map((_, node) => node)
      .sort((a, b) => byIdentity(identities[a]!, identities[b]!));
    const placeOf = new Uint32Array(order.length);
    order.forEach((node, place) => (placeOf[node] = place));
    const nodes = order.map((node): ServiceNode => {
      const { service, spanName, peer } = identities[node]!;
      const tally = this.#nodeTallies[node] ?? { ...newTally(), selfNs: 0 };
      const { count, errors, selfNs, slowest, failing } = tally;
      const figures = peer
        ? { spans: undefined, errors: undefined, selfNs: undefined }
        : { spans: count, errors, selfNs };
      return { service, spanName, peer, ...figures, slowest, failing };
    });
    const edges = this.#edges.map((edge, number): ServiceEdge => {
      const { from, to, count, errors, slowest, failing } = edge;
      const relation = relations[edge.relation]!;
      const durations = durationsOf(number);
      return {
        from: placeOf[from]!,
        to: placeOf[to]!,
        relation,
        isWithin: identities[to]!.peer === undefined && this.#isWithin(from, to),
        calls: count,
        errors: relation === "link" ? undefined : errors,
        latency: latencyFigures(durations),
        histogram: latencyHistogram(durations),
        queue: latencyFigures(queueTimesOf(number)),
        slowest,
        failing,
      };
    });
    edges.sort((a, b) => a.from - b.from || a.to - b.to || compare(a.relation, b.relation));
    return {
      unit: this.#unit,
      nodes,
      edges,
      traceCount: this.#traceCount,
      spanCount: this.#spanCount,
    };
  }

  #tallySpans(trace: TraceCalls, nodeOf: Uint32Array): void {
    const { spans } = trace;
    const self = selfTimes(spans);
    while (this.#nodeTallies.length < this.#nodes.count) {
      this.#nodeTallies.push({ ...newTally(), selfNs: 0 });
    }
    for (let row = 0; row < spans.length; row += 1) {
      const tally = this.#nodeTallies[nodeOf[row]!]!;
      tally.selfNs += self[row]!;
      count(tally, trace, row);
    }
  }

  /** Gives, by row, whether the span has a child in another service. */
  #addCalls(trace: TraceCalls, nodeOf: Uint32Array): Uint8Array {
    const { spans, resourceService } = trace;
    const callsOut = new Uint8Array(spans.length);
    let [lastFrom, lastTo, lastRelation, last] = [-1, -1, -1, -1];
    for (let row = 0; row < spans.length; row += 1) {
      const parent = spans.parent[row]!;
      if (parent < 0) continue;
      const from = nodeOf[parent]!;
      const to = nodeOf[row]!;
      const isMessage =
        spans.kind[row] === SpanKind.Consumer && spans.kind[parent] === SpanKind.Producer;
      const relation = isMessage ? relationNumbers.message : relationNumbers.call;
      if (from !== lastFrom || to !== lastTo || relation !== lastRelation) {
        [lastFrom, lastTo, lastRelation] = [from, to, relation];
        last = this.#edge(from, to, relation);
      }
      count(this.#edges[last]!, trace, row);
      this.#durations.push(last, spans.durationNs[row]!);
      if (isMessage) {
        const sent = spans.startNs[parent]! + spans.durationNs[parent]!;
        this.#queueTimes.push(last, spans.startNs[row]! - sent);
      }
      const service = resourceService[spans.resource[row]!];
      if (service !== resourceService[spans.resource[parent]!]) callsOut[parent] = 1;
    }
    return callsOut;
  }

  #addPeers(trace: TraceCalls, nodeOf: Uint32Array, callsOut: Uint8Array): void {
    const { spans } = trace;
    for (let row = 0; row < spans.length; row += 1) {
      const kind = spans.kind[row];
      if (kind !== SpanKind.Client && kind !== SpanKind.Producer) continue;
      if (callsOut[row] === 1) continue;
      const peer = this.#peerOf(trace, row);
      if (peer === undefined) continue;
      const to = this.#nodes.peer(peer.kind, peer.name);
      const edge = this.#edge(nodeOf[row]!, to, relationNumbers.peer);
      count(this.#edges[edge]!, trace, row);
      this.#durations.push(edge, spans.durationNs[row]!);
    }
  }

  #addLinks(trace: TraceCalls, nodeOf: Uint32Array): void {
    const { spans, links, strings } = trace;
    for (let row = 0; row < spans.length; row += 1) {
      for (let link = spans.linkOffset[row]!; link < spans.linkOffset[row + 1]!; link += 1) {
        const target = links.target[link]!;
        let to = -1;
        if (target >= 0) {
          if (!isInLine(trace, row, target)) to = nodeOf[target]!;
        } else {
          const other = this.#traceOf(strings.text(links.traceId[link]!));
          if (other !== undefined && other.traceId !== trace.traceId) {
            to = this.#nodeIn(other, trace, link);
          }
        }
        if (to < 0 || this.#isWithin(nodeOf[row]!, to)) continue;
        count(this.#edges[this.#edge(nodeOf[row]!, to, relationNumbers.link)]!, trace, row);
      }
    }
  }

  /** The node of the span of another trace in which a link ends; -1 when it is not there. */
  #nodeIn(other: TraceCalls, trace: TraceCalls, link: number): number {
    const { spanIdHi, spanIdLo } = other.spans;
    let index = this.#spanIndexes.get(other);
    if (index === undefined) {
      const made = new HashIndex(spanIdHi, spanIdLo);
      for (let row = 0; row < other.spans.length; row += 1) made.insert(row);
      this.#spanIndexes.set(other, (index = made));
    }
    const { links } = trace;
    const odd = links.oddSpanIds.get(link);
    const row = index.find(
      links.spanIdHi[link]!,
      links.spanIdLo[link]!,
      (one) => other.oddSpanIds.get(one) === odd,
    );
    return row < 0 ? -1 : this.#nodes.ofSpan(other, row);
  }

  #isWithin(from: number, to: number): boolean {
    const { identities } = this.#nodes;
    return identities[from]!.service === identities[to]!.service;
  }

  #edge(from: number, to: number, relation: number): number {
    const ofCaller = (this.#edgeNumbers[from] ??= new Map());
    const key = to * relations.length + relation;
    let number = ofCaller.get(key);
    if (number === undefined) {
      number = this.#edges.push({ ...newTally(), from, to, relation }) - 1;
      ofCaller.set(key, number);
    }
    return number;
  }
}

/** The graph of some traces: see `ServiceGraphBuilder`. */
export function serviceGraph(
  traces: Iterable<TraceCalls>,
  options: ServiceGraphOptions = {},
): ServiceGraph {
  const builder = new ServiceGraphBuilder(options);
  for (const trace of traces) builder.add(trace);
  return builder.finish();
}

/** One span is above the other: what joins them is no link into another branch. */
function isInLine({ spans }: TraceCalls, a: number, b: number): boolean {
  const [upper, lower] = a < b ? [a, b] : [b, a];
  return lower < spans.subtreeEnd[upper]!;
}

function count(tally: Tally, trace: TraceCalls, row: number): void {
  tally.count += 1;
  keep(tally.slowest, trace, row);
  if ((trace.spans.flags[row]! & SpanFlag.Error) === 0) return;
  tally.errors += 1;
  keep(tally.failing, trace, row);
}

/** Keeps the longest spans in order; of equal ones, those of the first trace ids. */
function keep(examples: ExampleSpan[], trace: TraceCalls, row: number): void {
  const durationNs = trace.spans.durationNs[row]!;
  const last = examples[examplesKept - 1];
  if (last !== undefined && last.durationNs > durationNs) return;
  const { traceId } = trace;
  // The same ones whichever trace is counted first: they are counted as they arrive.
  const precedes = (one: ExampleSpan): boolean =>
    durationNs > one.durationNs || (durationNs === one.durationNs && traceId < one.traceId);
  if (last !== undefined && !precedes(last)) return;
  let place = examples.length;
  while (place > 0 && precedes(examples[place - 1]!)) place -= 1;
  examples.splice(place, 0, { traceId, spanId: spanIdText(trace, spanIndex(row)), durationNs });
  if (examples.length > examplesKept) examples.pop();
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
