/** What the nodes of a graph are: services, or the span names of services. */
export type GraphUnit = "service" | "name";

/**
 * How one node calls another. "call": a span whose parent is a span of the caller. "message": the
 * same, from a Producer to a Consumer. "peer": a Client or Producer span towards something that
 * sends no spans. "link": a span link into another trace or branch, which is no call.
 */
export type EdgeRelation = "call" | "message" | "peer" | "link";

/** What the name of a node without spans was taken from. */
export type PeerKind = "service" | "database" | "messaging" | "address";

/** Exact nearest-rank percentiles of `count` values, in nanoseconds; a queue time may be negative. */
export interface LatencyFigures {
  readonly count: number;
  readonly p50Ns: number;
  readonly p95Ns: number;
  readonly maxNs: number;
}

/** How values spread: bins of equal width on a logarithmic scale, from `lowNs` to `highNs`. */
export interface LatencyHistogram {
  /** At least 1: what is less than a nanosecond counts in the first bin. */
  readonly lowNs: number;
  readonly highNs: number;
  readonly counts: readonly number[];
}

/** A span to look at. Ids as the model writes them. */
export interface ExampleSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly durationNs: number;
}

/** The same part of two graphs that are compared; undefined where a graph does not have it. */
export interface Sides<T> {
  readonly a: T | undefined;
  readonly b: T | undefined;
}

/** What is counted of a node. */
export interface NodeFigures {
  /** Spans, error spans, and the sum of self times; undefined where the source does not say. */
  readonly spans: number | undefined;
  readonly errors: number | undefined;
  readonly selfNs: number | undefined;
  /** Longest first. */
  readonly slowest: readonly ExampleSpan[];
  readonly failing: readonly ExampleSpan[];
}

export interface ServiceNode extends NodeFigures {
  /** "" for spans without a service; of a peer, the name that its callers give it. */
  readonly service: string;
  /** Of a graph by span name; undefined where a service has more names than are told apart. */
  readonly spanName?: string | undefined;
  /** Set for what sends no spans and is known by the spans that call it. */
  readonly peer?: PeerKind | undefined;
  /** How many services were put together into this node; absent for one that stands for itself. */
  readonly members?: readonly string[] | undefined;
  /** Set in a graph that compares two: its own figures are those of b, or of a where b has none. */
  readonly sides?: Sides<NodeFigures> | undefined;
}

/** What is counted of an edge. */
export interface EdgeFigures {
  readonly calls: number;
  /** Calls whose callee span is an error span; of a peer, the calling span. */
  readonly errors: number | undefined;
  /** Durations of the callee spans; of a peer, of the calling spans. */
  readonly latency: LatencyFigures | undefined;
  readonly histogram: LatencyHistogram | undefined;
  /** Of messages: start of the consumer less end of the producer. */
  readonly queue: LatencyFigures | undefined;
  readonly slowest: readonly ExampleSpan[];
  readonly failing: readonly ExampleSpan[];
}

export interface ServiceEdge extends EdgeFigures {
  /** Positions in `ServiceGraph.nodes`; equal for calls of a service to itself. */
  readonly from: number;
  readonly to: number;
  readonly relation: EdgeRelation;
  /** Both ends are one service, though they may be different span names. */
  readonly isWithin: boolean;
  /** Set in a graph that compares two, as for nodes. */
  readonly sides?: Sides<EdgeFigures> | undefined;
}

/** What a graph was counted from; undefined for figures that a server has computed. */
export interface GraphBasis {
  readonly traceCount: number | undefined;
  readonly spanCount: number | undefined;
}

/**
 * Who calls whom. Nodes are sorted by name and edges by their ends, so that equal data give equal
 * graphs in whatever order they came. Plain data: it is cloned between threads.
 */
export interface ServiceGraph extends GraphBasis {
  readonly unit: GraphUnit;
  readonly nodes: readonly ServiceNode[];
  readonly edges: readonly ServiceEdge[];
  /** Set in a graph that compares two (`derive/service-diff.ts`), which then has all of both. */
  readonly sides?: Sides<GraphBasis> | undefined;
}

/** A server's own count of calls between two services. */
export interface DependencyLink {
  readonly parent: string;
  readonly child: string;
  readonly callCount: number;
}
