import { useDeferredValue, useMemo } from "react";
import { compareGraphs } from "@/derive/service-diff";
import type { Compared } from "@/features/compare/compared";
import { GraphExplorer } from "@/features/dependencies/GraphExplorer";
import type { GraphChange } from "@/features/dependencies/graph-links";
import { useMessages } from "@/i18n/I18nProvider";
import type { ServiceGraph } from "@/model/service-graph";
import { useServiceGraph } from "@/queries/dependencies";
import type { GraphParams } from "@/state/graph-params";
import { ProblemAlert } from "@/trace-ui/ProblemAlert";
import { graphLinks } from "../graph-links";
import { PagePending } from "../PagePending";
import { saveFile } from "../trace-page/export-file";
import { useMediaQuery } from "../trace-page/use-media-query";
import styles from "./GraphComparison.module.css";

export interface GraphComparisonProps {
  readonly compared: Compared;
  readonly params: GraphParams;
  readonly onChange: (change: GraphChange) => void;
}

/** Who calls whom in A and in B, as one graph: what is new, what is gone, and what has changed. */
export function GraphComparison({ compared, params, onChange }: GraphComparisonProps) {
  const { graph: words, graphDiff } = useMessages();
  const unit = params.graphBy ?? "service";
  const a = useServiceGraph(compared.a.handle, unit);
  const b = useServiceGraph(compared.b.handle, unit);
  const sheet = useMediaQuery("(max-width: 600px)");
  const answer = useMemo(
    () => (a.data && b.data ? compareGraphs(a.data, b.data) : undefined),
    [a.data, b.data],
  );
  // An answer from a query is drawn in one go, however much that is; this way in small slices.
  const graph = useDeferredValue(answer);
  const problem = a.problem ?? b.problem;
  if (problem) {
    const retry = () => {
      a.retry();
      b.retry();
    };
    return <ProblemAlert title={words.page.failed} problem={problem} onRetry={retry} />;
  }
  if (!graph) return <PagePending />;
  const counted = (data: ServiceGraph | undefined): string =>
    words.provenance.ofTraces(
      words.provenance.traces(data?.traceCount ?? 1),
      words.provenance.spans(data?.spanCount ?? 0),
    );
  const nameOf = ({ core }: Compared["a"]) => core.traceId.slice(-8);
  return (
    <div className={styles.graph}>
      <GraphExplorer
        graph={graph}
        params={params}
        onChange={onChange}
        provenance={[
          graphDiff.provenance.a(nameOf(compared.a), counted(a.data)),
          graphDiff.provenance.b(nameOf(compared.b), counted(b.data)),
        ].join(" ")}
        hasFigures
        links={graphLinks}
        sheet={sheet}
        fileName={`services-${compared.a.core.traceId.slice(-8)}-${compared.b.core.traceId.slice(-8)}`}
        onSave={saveFile}
      />
    </div>
  );
}
