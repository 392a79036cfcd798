import { useCallback, useDeferredValue } from "react";
import type { LoadedTrace } from "@/engine/trace-engine";
import { GraphExplorer } from "@/features/dependencies/GraphExplorer";
import type { GraphChange } from "@/features/dependencies/graph-links";
import { useMessages } from "@/i18n/I18nProvider";
import { useServiceGraph } from "@/queries/dependencies";
import { ProblemAlert } from "@/trace-ui/ProblemAlert";
import { graphLinks } from "../graph-links";
import { PagePending } from "../PagePending";
import { saveFile } from "./export-file";
import type { TraceUrl } from "./use-trace-url";

export interface TraceGraphProps {
  readonly trace: LoadedTrace;
  readonly url: TraceUrl;
  readonly sheet: boolean;
}

/** Who calls whom in a trace. */
export function TraceGraph({ trace, url, sheet }: TraceGraphProps) {
  const { graph: words } = useMessages();
  const { params, push, replace } = url;
  const answer = useServiceGraph(trace.handle, params.graphBy ?? "service");
  const { problem, retry } = answer;
  // An answer from a query is drawn in one go, however much that is; this way in small slices.
  const data = useDeferredValue(answer.data);
  const onChange = useCallback(
    (change: GraphChange) => {
      if ("graphPick" in change || "graphFocus" in change) push(change);
      else replace(change);
    },
    [push, replace],
  );
  if (data === undefined) {
    if (problem === undefined) return <PagePending />;
    return <ProblemAlert title={words.page.failed} problem={problem} onRetry={retry} />;
  }
  const { provenance } = words;
  return (
    <GraphExplorer
      graph={data}
      params={params}
      onChange={onChange}
      provenance={provenance.ofTraces(
        provenance.traces(data.traceCount ?? 1),
        provenance.spans(data.spanCount ?? 0),
      )}
      hasFigures
      links={graphLinks}
      sheet={sheet}
      fileName={`services-${trace.core.traceId.slice(-8)}`}
      onSave={saveFile}
    />
  );
}
