import { useDeferredValue, useMemo, useState, type ReactNode } from "react";
import type { GraphExplorerProps } from "@/features/dependencies/GraphExplorer";
import { GraphExplorer } from "@/features/dependencies/GraphExplorer";
import { useMessages } from "@/i18n/I18nProvider";
import type { Problem } from "@/lib/problem";
import type { ServiceGraph } from "@/model/service-graph";
import type { TransferResult } from "@/queries/use-transfer-query";
import { LoadingProgress } from "@/trace-ui/LoadingProgress";
import { ProblemAlert } from "@/trace-ui/ProblemAlert";
import { Button } from "@/widgets/Button";
import { graphLinks } from "../graph-links";
import { saveFile } from "../trace-page/export-file";
import { useMediaQuery } from "../trace-page/use-media-query";
import styles from "./DependenciesPage.module.css";

/** One of the answers that a graph is made of. */
export interface GraphPart {
  readonly result: TransferResult<unknown>;
  readonly loading: string;
  readonly failed: string;
  /** Why the answer is not all there is. */
  readonly partial?: Problem | undefined;
}

export interface GraphAnswerProps extends Pick<
  GraphExplorerProps,
  "params" | "onChange" | "hasFigures" | "server"
> {
  /** The first is the one without which there is no graph. */
  readonly parts: readonly [GraphPart, ...GraphPart[]];
  readonly graph: ServiceGraph | undefined;
  /** Said where there is nothing to draw. */
  readonly empty: string;
  readonly provenance: ReactNode;
}

/** The graph, or what is going on until it is there. */
export function GraphAnswer(props: GraphAnswerProps) {
  const { parts, params, onChange } = props;
  const { graph: words } = useMessages();
  const sheet = useMediaQuery("(max-width: 600px)");
  const isFetching = parts.some(({ result }) => result.isFetching);
  // Until another answer is there, the one before stays, with what is said of it.
  const [before, setBefore] = useState<Pick<GraphAnswerProps, "graph" | "provenance">>();
  if (props.graph !== undefined && props.graph !== before?.graph) {
    setBefore({ graph: props.graph, provenance: props.provenance });
  }
  const latest = props.graph === undefined && isFetching && before ? before : props;
  const { graph: latestGraph, provenance: latestProvenance } = latest;
  // In slices: an answer makes a whole page anew, and the thread has to be free meanwhile.
  const { graph, provenance } = useDeferredValue(
    useMemo(
      () => ({ graph: latestGraph, provenance: latestProvenance }),
      [latestGraph, latestProvenance],
    ),
  );
  const loading = parts.map(
    ({ result, loading: label }, at) =>
      result.isFetching && (
        <LoadingProgress
          key={at}
          label={label}
          progress={result.progress}
          onCancel={result.cancel}
          onKeepWaiting={result.keepWaiting}
        />
      ),
  );
  const failed = parts.map(
    ({ result, failed: title }, at) =>
      result.problem && (
        <ProblemAlert key={at} title={title} problem={result.problem} onRetry={result.retry} />
      ),
  );
  if (graph === undefined) {
    const [{ result }] = parts;
    if (result.isFetching || result.problem || latestGraph !== undefined) {
      return (
        <div className={styles.message}>
          {failed}
          {result.problem ? null : loading}
        </div>
      );
    }
    return (
      <div className={styles.message}>
        <p>{words.page.cancelled}</p>
        <Button onClick={result.retry}>{words.page.again}</Button>
      </div>
    );
  }
  return (
    <>
      {loading}
      {failed}
      {parts.map(
        ({ partial, result }, at) =>
          partial && (
            <ProblemAlert
              key={at}
              title={words.provenance.partial}
              problem={partial}
              onRetry={result.retry}
            />
          ),
      )}
      {graph.nodes.length === 0 ? (
        <div className={styles.message} role="status">
          <p>{props.empty}</p>
          <p>{provenance}</p>
        </div>
      ) : (
        <GraphExplorer
          graph={graph}
          params={params}
          onChange={onChange}
          provenance={provenance}
          hasFigures={props.hasFigures}
          server={props.server}
          links={graphLinks}
          sheet={sheet}
          fileName="services"
          onSave={saveFile}
        />
      )}
    </>
  );
}
