import type { EdgeRelation, ServiceEdge, ServiceGraph } from "@/model/service-graph";

/**
 * A graph of calls "a>b 3"; a name with "!" is a peer. What follows the count: a relation, or
 * figures as "errors=1" and "p95=20".
 */
export function graphOf(...calls: readonly string[]): ServiceGraph {
  const names = [...new Set(calls.flatMap((call) => call.split(" ")[0]!.split(">")))].sort();
  const edges = calls.map((call): ServiceEdge => {
    const [ends = "", count = "1", ...rest] = call.split(" ");
    const kind = rest.find((word) => !word.includes("="));
    const figure = (name: string) =>
      rest.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1);
    const [from = 0, to = 0] = ends.split(">").map((name) => names.indexOf(name));
    const relation = (kind ?? (names[to]!.endsWith("!") ? "peer" : "call")) as EdgeRelation;
    const latency = { count: Number(count), p50Ns: 1, p95Ns: Number(figure("p95") ?? 2), maxNs: 3 };
    return {
      from,
      to,
      relation,
      isWithin: from === to,
      calls: Number(count),
      errors: Number(figure("errors") ?? 0),
      latency,
      histogram: undefined,
      queue: undefined,
      slowest: [],
      failing: [],
    };
  });
  return {
    unit: "service",
    nodes: names.map((service) => ({
      service,
      peer: service.endsWith("!") ? "database" : undefined,
      spans: 1,
      errors: 0,
      selfNs: 0,
      slowest: [],
      failing: [],
    })),
    edges,
    traceCount: 1,
    spanCount: 1,
  };
}
