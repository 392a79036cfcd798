import { useEffect } from "react";
import type { LoadedTrace } from "@/engine/trace-engine";
import { noteTrace } from "@/state/recent-traces";
import type { SourceKind } from "./sources";

/** Remembers a trace that is shown among the recent ones. */
export function useNotedTrace(trace: LoadedTrace | undefined, source: SourceKind): void {
  const core = trace?.core;
  useEffect(() => {
    if (!core || core.spans.length === 0) return;
    const { summary, durationNs } = core;
    noteTrace({
      traceId: core.traceId,
      source,
      service: summary.rootService,
      name: summary.rootName,
      startUnixNano: String(summary.startUnixNano),
      durationNs,
    });
  }, [core, source]);
}
