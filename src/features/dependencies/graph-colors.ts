import type { ServiceEdge, ServiceGraph } from "@/model/service-graph";
import type { GraphParams } from "@/state/graph-params";

/** "calls" is for the difference of two graphs: of one, the widths say it. */
export type ColorBy = "errors" | "latency" | "calls";

/** What edges are coloured by: what the URL says, as far as the graph has it. */
export function shownColor(
  { graphColor }: GraphParams,
  hasFigures: boolean,
  compares: boolean,
): ColorBy {
  if (!compares) return graphColor === "latency" ? "latency" : "errors";
  return hasFigures ? (graphColor ?? "errors") : "calls";
}

/** Steps of a scale of edges, from the least to the most; "none" for edges without the figure. */
export type Tone = "none" | "0" | "1" | "2" | "3" | "4";

/** Shares of failed calls from which the steps 1 to 4 begin; none failed is step 0. */
export const errorSteps = [0, 0.01, 0.05, 0.2] as const;

/** The step of each edge of a graph: by its share of errors, or by its p95 among all. */
export function edgeTone(graph: ServiceGraph, by: ColorBy): (edge: ServiceEdge) => Tone {
  if (by !== "latency") {
    return ({ errors, calls }) => {
      if (errors === undefined) return "none";
      if (errors === 0) return "0";
      const step = errorSteps.findLastIndex((from) => errors / calls >= from);
      return String(step + 1) as Tone;
    };
  }
  const values = graph.edges.flatMap(({ latency }) =>
    latency ? [Math.max(1, latency.p95Ns)] : [],
  );
  const low = Math.log(values.reduce((least, one) => Math.min(least, one), Infinity));
  const high = Math.log(values.reduce((most, one) => Math.max(most, one), 1));
  return ({ latency }) => {
    if (latency === undefined) return "none";
    if (high <= low) return "0";
    const share = (Math.log(Math.max(1, latency.p95Ns)) - low) / (high - low);
    return String(Math.min(4, Math.floor(share * 5))) as Tone;
  };
}
