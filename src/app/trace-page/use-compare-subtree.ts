import { useNavigate } from "@tanstack/react-router";
import { useCallback } from "react";
import type { SpanIndex } from "@/model/indexes";
import type { TraceCore } from "@/model/trace";
import { useSourceParam } from "../source-param";
import { comparisonPath } from "../trace-path";
import { formatSpanParam } from "./span-param";

/** Leads to a comparison of a span with all below it; the other trace is still to be chosen. */
export function useCompareSubtree(core: TraceCore): (span: SpanIndex) => void {
  const navigate = useNavigate();
  const source = useSourceParam();
  return useCallback(
    (span) =>
      void navigate({
        to: "/trace/$traceId",
        params: { traceId: comparisonPath(core.traceId, "") },
        search: { ...source, rootA: formatSpanParam(core, span) },
      }),
    [core, navigate, source],
  );
}
