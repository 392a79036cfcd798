import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useEffect, useMemo, type ReactNode } from "react";
import { ComparisonView, type ComparisonChange } from "@/features/compare/ComparisonView";
import { type Compared, spansInRow } from "@/features/compare/compared";
import { useMessages } from "@/i18n/I18nProvider";
import type { LoadedTrace } from "@/engine/trace-engine";
import { spanIndex } from "@/model/indexes";
import { useComparison } from "@/queries/comparison";
import { type TraceResult, useTrace } from "@/queries/trace";
import { LoadingProgress } from "@/trace-ui/LoadingProgress";
import { ProblemAlert } from "@/trace-ui/ProblemAlert";
import { Busy } from "@/widgets/Busy";
import { Button } from "@/widgets/Button";
import { useSourceParam } from "../source-param";
import { saveFile } from "../trace-page/export-file";
import { formatSpanParam, parseSpanParam } from "../trace-page/span-param";
import { CompareViews } from "./CompareViews";
import styles from "./ComparisonOfTraces.module.css";
import { OneSide } from "./OneSide";

/** Loads both traces, compares them, and says what is going on until that is done. */
export function ComparisonOfTraces({ a, b }: { readonly a: string; readonly b: string }) {
  const { compare: words } = useMessages();
  if (a === "" || b === "") {
    return (
      <Loaded traceId={a === "" ? b : a}>
        {(result) => (
          <>
            <p className={styles.hint}>{words.chooseMissing}</p>
            <SideState result={result} side={a === "" ? "b" : "a"} />
            {result.data && <OneSide trace={result.data} side={a === "" ? "b" : "a"} />}
          </>
        )}
      </Loaded>
    );
  }
  return (
    <Loaded traceId={a}>
      {(first) => <Loaded traceId={b}>{(second) => <Both first={first} second={second} />}</Loaded>}
    </Loaded>
  );
}

function Loaded(props: {
  readonly traceId: string;
  readonly children: (result: TraceResult) => ReactNode;
}) {
  return props.children(useTrace(props.traceId));
}

function Both({ first, second }: { readonly first: TraceResult; readonly second: TraceResult }) {
  const { compare: words } = useMessages();
  const [a, b] = [first.data, second.data];
  const { data: comparison, problem, retry } = useComparison(a?.handle, b?.handle);
  const compared = useMemo(
    () => (a && b && comparison ? { a, b, comparison } : undefined),
    [a, b, comparison],
  );
  if (compared) {
    return (
      <>
        <Partial trace={compared.a} words={words.partialA} />
        <Partial trace={compared.b} words={words.partialB} />
        <CompareViews a={compared.a} b={compared.b}>
          <Shown compared={compared} />
        </CompareViews>
      </>
    );
  }
  if (problem) return <ProblemAlert title={words.failed} problem={problem} onRetry={retry} />;
  if (a && b) {
    return (
      <div className={styles.hint}>
        <span role="status">{words.aligning}</span>
        <Busy />
      </div>
    );
  }
  return (
    <>
      <SideState result={first} side="a" />
      <SideState result={second} side="b" />
      {a && <OneSide trace={a} side="a" />}
      {b && <OneSide trace={b} side="b" />}
    </>
  );
}

function Partial({ trace, words }: { readonly trace: LoadedTrace; readonly words: string }) {
  return trace.partial ? (
    <p role="status" className={styles.partial}>
      {words}
    </p>
  ) : null;
}

/** Why a side is not there (yet); nothing when it is. */
function SideState({ result, side }: { readonly result: TraceResult; readonly side: "a" | "b" }) {
  const { compare: words } = useMessages();
  const { data, problem, isFetching, progress, cancel, keepWaiting, retry } = result;
  if (data) return null;
  if (problem) {
    return (
      <ProblemAlert
        title={side === "a" ? words.failedA : words.failedB}
        problem={problem}
        onRetry={retry}
        onKeepWaiting={retry}
      />
    );
  }
  if (isFetching) {
    return (
      <div className={styles.hint}>
        <LoadingProgress
          label={side === "a" ? words.loadingA : words.loadingB}
          progress={progress}
          onCancel={cancel}
          onKeepWaiting={keepWaiting}
        />
      </div>
    );
  }
  return (
    <p className={styles.hint}>
      {side === "a" ? words.cancelledA : words.cancelledB}{" "}
      <Button size="s" onClick={retry}>
        {words.loadAgain}
      </Button>
    </p>
  );
}

/** In the URL, spans of B begin with this: both traces may have a span of one id. */
const ofB = "b:";

function Shown({ compared }: { readonly compared: Compared }) {
  const params = useSearch({ from: "/trace/$traceId" });
  const navigate = useNavigate({ from: "/trace/$traceId" });
  const source = useSourceParam();
  const onParams = useCallback(
    (change: ComparisonChange & { readonly span?: string | undefined }) =>
      void navigate({ search: (before) => ({ ...before, ...change }), replace: true }),
    [navigate],
  );
  const selected = useMemo(() => rowInUrl(compared, params.span), [compared, params.span]);
  const onSelect = (row: number | undefined) =>
    onParams({ span: row === undefined ? undefined : spanOfRow(compared, row) });
  // A row in the URL that these traces do not have would open the details of another one later.
  const isUnknown = params.span !== undefined && selected === undefined;
  useEffect(() => {
    if (isUnknown) onParams({ span: undefined });
  }, [isUnknown, onParams]);
  return (
    <ComparisonView
      compared={compared}
      params={params}
      onParams={onParams}
      selected={selected}
      onSelect={onSelect}
      onSave={saveFile}
      spanLink={(side, span, words) => {
        const { core } = compared[side];
        return (
          <Link
            to="/trace/$traceId"
            params={{ traceId: core.traceId }}
            search={{ ...source, span: formatSpanParam(core, spanIndex(span)) }}
          >
            {words}
          </Link>
        );
      }}
    />
  );
}

function spanOfRow(compared: Compared, row: number): string | undefined {
  const [inA] = spansInRow(compared, "a", row);
  if (inA !== undefined) return formatSpanParam(compared.a.core, spanIndex(inA));
  const [inB] = spansInRow(compared, "b", row);
  return inB === undefined
    ? undefined
    : `${ofB}${formatSpanParam(compared.b.core, spanIndex(inB))}`;
}

function rowInUrl(compared: Compared, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const side = text.startsWith(ofB) ? "b" : "a";
  const span = parseSpanParam(compared[side].core, side === "b" ? text.slice(ofB.length) : text);
  if (span === undefined) return undefined;
  const { offset, spans } = compared.comparison[side];
  const at = spans.indexOf(span);
  const row = offset.findIndex((from, one) => from <= at && at < (offset[one + 1] ?? 0));
  return row < 0 ? undefined : row;
}
