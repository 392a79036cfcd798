import { ServiceGraphBuilder } from "@/derive/service-graph";
import type { GraphUnit, ServiceGraph } from "@/model/service-graph";
import type { Trace } from "@/model/trace";
import { createBreather } from "@/lib/breather";
import type { CallOptions } from "./trace-engine";

export interface GraphOfTracesOptions extends CallOptions {
  /** The traces in which links may end, where they are more than those that are counted. */
  readonly traceOf?: (traceId: string) => Trace | undefined;
}

/** The service graph of traces, one after the other, so that a cancellation gets its turn. */
export async function graphOfTraces(
  traces: readonly Trace[],
  unit: GraphUnit,
  { signal, traceOf }: GraphOfTracesOptions = {},
): Promise<ServiceGraph> {
  const breathe = createBreather(signal);
  const byId = new Map(traces.map((trace) => [trace.traceId, trace]));
  const builder = new ServiceGraphBuilder({ unit, traceOf: traceOf ?? ((id) => byId.get(id)) });
  for (const trace of traces) {
    await breathe();
    builder.add(trace);
  }
  return builder.finish();
}
