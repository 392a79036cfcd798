import type { LoadedTrace } from "@/engine/trace-engine";
import { useClockSkew, useCorrectedTrace, type SkewFacts } from "@/queries/skew";
import type { Reading } from "./shown-trace";

export interface Times {
  /** The trace with the times that are wanted, or, until these are there, as it came. */
  readonly trace: LoadedTrace;
  /** Undefined where the clocks agree, as far as one can tell, and until that is known. */
  readonly skew: SkewFacts | undefined;
  readonly corrected: boolean;
  /** All has arrived that will, and the times are those that are wanted. */
  readonly settled: boolean;
}

/** The times to show: as they came, or with the clocks of hosts brought into line. */
export function useTimes({ trace, settled }: Reading, wantsCorrection: boolean): Times {
  // Spans of one resource have one clock.
  const mayDiffer = settled && trace.core.resourceService.length > 1;
  const handle = mayDiffer ? trace.handle : undefined;
  const skew = useClockSkew(handle);
  const { data: corrected, isFetching } = useCorrectedTrace(wantsCorrection ? handle : undefined);
  return {
    trace: corrected ?? trace,
    skew: skew !== undefined && skew.impossible.length > 0 ? skew : undefined,
    corrected: corrected !== undefined,
    settled: settled && !isFetching,
  };
}
