import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useEffect, useMemo, useState, type ReactNode } from "react";
import { graphOfLinks } from "@/derive/service-links";
import { GraphExplorer } from "@/features/dependencies/GraphExplorer";
import type { GraphChange } from "@/features/dependencies/graph-links";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import { Problem } from "@/lib/problem";
import type { ServiceGraph } from "@/model/service-graph";
import { useDependencies, useTracesGraph } from "@/queries/dependencies";
import { useSource } from "@/queries/source-context";
import type { TransferResult } from "@/queries/use-transfer-query";
import { defaultCountLookback, type DependenciesParams } from "@/state/dependencies-params";
import { asksForSearch, lookbackMicros, resolveSearch, withWindow } from "@/state/search-params";
import { LoadingProgress } from "@/trace-ui/LoadingProgress";
import { ProblemAlert } from "@/trace-ui/ProblemAlert";
import { Button } from "@/widgets/Button";
import { DependenciesBar } from "./DependenciesBar";
import styles from "./DependenciesPage.module.css";
import { graphLinks } from "./graph-links";
import { searchSummary } from "./search-summary";
import { saveFile } from "./trace-page/export-file";
import { useMediaQuery } from "./trace-page/use-media-query";
import { useTitle } from "./use-title";

/** Service dependencies: of the whole system, of a search, or of what is open. */
export function DependenciesPage() {
  const { graph: words } = useMessages();
  useTitle(words.title);
  const params = useSearch({ from: "/dependencies" });
  const { backend } = useSource();
  const canCount = backend.dependencies !== undefined;
  const origin = params.from ?? (canCount ? "system" : "all");
  const navigate = useNavigate({ from: "/dependencies" });
  const change = useCallback(
    (next: {
      readonly [Name in keyof DependenciesParams]?: DependenciesParams[Name] | undefined;
    }) =>
      void navigate({
        search: (before) => ({ ...before, ...next }),
        replace: !("graphPick" in next || "graphFocus" in next || "from" in next),
      }),
    [navigate],
  );
  const [nowMs, setNow] = useState(() => Date.now());
  const refresh = () => setNow(Date.now());
  return (
    <div className={styles.page}>
      <DependenciesBar
        origin={origin}
        params={params}
        canCount={canCount}
        onChange={change}
        onRefresh={canCount ? refresh : undefined}
      />
      {origin === "system" && canCount ? (
        <SystemGraph params={params} nowMs={nowMs} onChange={change} />
      ) : (
        <TracesGraph params={params} nowMs={nowMs} ofSearch={origin !== "all"} onChange={change} />
      )}
    </div>
  );
}

interface PartProps {
  readonly params: DependenciesParams;
  readonly nowMs: number;
  readonly onChange: (change: GraphChange) => void;
}

/** The server's own count. */
function SystemGraph({ params, nowMs, onChange }: PartProps) {
  const { graph: words } = useMessages();
  const lookbackMs =
    (lookbackMicros(params.lookback ?? "") ?? lookbackMicros(defaultCountLookback) ?? 0) / 1000;
  const endMs = params.end === undefined ? nowMs : Math.round(params.end / 1000);
  const result = useDependencies({ endMs, lookbackMs });
  const links = result.data;
  const graph = useMemo(() => links && graphOfLinks(links), [links]);
  const calls = links?.reduce((sum, { callCount }) => sum + callCount, 0) ?? 0;
  const { provenance } = words;
  return (
    <Answer
      result={result}
      graph={graph}
      params={params}
      onChange={onChange}
      empty={words.page.emptyServer}
      hasFigures={false}
      provenance={provenance.ofServer(
        words.services(graph?.nodes.length ?? 0),
        provenance.calls(calls),
      )}
    />
  );
}

/** Counted here, from the traces of a search or from all that is open. */
function TracesGraph({ params, nowMs, ofSearch, onChange }: PartProps & { ofSearch: boolean }) {
  const { graph: words } = useMessages();
  const formats = useFormats();
  const { info } = useSource().backend;
  const asked = asksForSearch(params);
  const windowOpen = params.start === undefined || params.end === undefined;
  const navigate = useNavigate({ from: "/dependencies" });
  // A link with a lookback alone means the time up to now: fixed once, when it is opened.
  useEffect(() => {
    if (!ofSearch || !asked || !windowOpen) return;
    void navigate({ search: (before) => withWindow({ ...before }, nowMs), replace: true });
  }, [ofSearch, asked, windowOpen, navigate, nowMs]);
  const searchText = JSON.stringify(params);
  const query = useMemo(() => {
    if (!ofSearch || !asked || windowOpen) return undefined;
    const resolved = resolveSearch(params, params.end ?? 0, info);
    return "query" in resolved ? resolved.query : undefined;
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- by what it says, not by identity
  }, [ofSearch, asked, windowOpen, searchText, info]);
  const enabled = !ofSearch || query !== undefined;
  const unit = params.graphBy ?? "service";
  const result = useTracesGraph(query, unit, enabled);
  if (ofSearch && !(asked && windowOpen) && query === undefined) {
    return (
      <div className={styles.message}>
        <p>{words.page.noSearch}</p>
        <Link to="/search">{words.page.toSearch}</Link>
      </div>
    );
  }
  const { data } = result;
  const { provenance, page } = words;
  const traces = data?.graph.traceCount ?? 0;
  const said = [
    query && page.asked(searchSummary(query, page.allServices, formats)),
    provenance.ofTraces(provenance.traces(traces), provenance.spans(data?.graph.spanCount ?? 0)),
    query && traces >= query.limit && provenance.limitReached(formats.number(query.limit)),
  ];
  return (
    <Answer
      result={result}
      graph={data?.graph}
      partial={data?.partial && new Problem(data.partial.code, data.partial.params)}
      params={params}
      onChange={onChange}
      empty={page.emptyTraces}
      hasFigures
      provenance={said.filter(Boolean).join(" ")}
    />
  );
}

interface AnswerProps extends Omit<PartProps, "nowMs"> {
  readonly result: TransferResult<unknown>;
  readonly graph: ServiceGraph | undefined;
  readonly partial?: Problem | undefined;
  /** Said where there is nothing to draw. */
  readonly empty: string;
  readonly hasFigures: boolean;
  readonly provenance: ReactNode;
}

/** The graph, or what is going on until it is there. */
function Answer(props: AnswerProps) {
  const { result, partial, params, onChange } = props;
  const { graph: words } = useMessages();
  const sheet = useMediaQuery("(max-width: 600px)");
  const { problem, isFetching, progress } = result;
  // Until another answer is there, the one before stays, with what is said of it.
  const [before, setBefore] = useState<Pick<AnswerProps, "graph" | "provenance">>();
  if (props.graph !== undefined && props.graph !== before?.graph) {
    setBefore({ graph: props.graph, provenance: props.provenance });
  }
  const { graph, provenance } = props.graph === undefined && isFetching && before ? before : props;
  const loading = isFetching && (
    <LoadingProgress
      label={words.loading}
      progress={progress}
      onCancel={result.cancel}
      onKeepWaiting={result.keepWaiting}
    />
  );
  const failed = problem && (
    <ProblemAlert title={words.page.failed} problem={problem} onRetry={result.retry} />
  );
  if (graph === undefined) {
    if (loading || failed) return <div className={styles.message}>{failed ?? loading}</div>;
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
      {partial && (
        <ProblemAlert title={words.provenance.partial} problem={partial} onRetry={result.retry} />
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
          links={graphLinks}
          sheet={sheet}
          fileName="services"
          onSave={saveFile}
        />
      )}
    </>
  );
}
