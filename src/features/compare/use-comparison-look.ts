import { useMemo } from "react";
import { spanIndex } from "@/model/indexes";
import { useCriticalPath } from "@/queries/analysis";
import type { Compared, Side } from "./compared";
import type { ComparisonLook } from "./comparison-scene";
import type { ComparisonParams } from "./ComparisonView";

/** What the bars show besides time, with the figures that it takes. */
export function useComparisonLook(
  compared: Compared,
  { critical, self }: ComparisonParams,
): ComparisonLook {
  const wantsPath = critical !== undefined;
  const a = useSidePath(compared, "a", wantsPath);
  const b = useSidePath(compared, "b", wantsPath);
  return useMemo(
    () => ({ path: wantsPath ? { a, b } : undefined, selfTime: self !== undefined }),
    [wantsPath, a, b, self],
  );
}

function useSidePath(compared: Compared, side: Side, wanted: boolean) {
  const { core, handle } = compared[side];
  const root = core.rootSpan < 0 ? undefined : spanIndex(core.rootSpan);
  return useCriticalPath(wanted ? handle : undefined, root, compared.sources?.[side]).data;
}
