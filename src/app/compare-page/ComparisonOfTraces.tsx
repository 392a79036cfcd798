import { useMemo, type ReactNode } from "react";
import { useMessages } from "@/i18n/I18nProvider";
import type { LoadedTrace } from "@/engine/trace-engine";
import { useComparison } from "@/queries/comparison";
import { SourceProvider } from "@/queries/source-context";
import { type TraceResult, useTrace } from "@/queries/trace";
import { LoadingProgress } from "@/trace-ui/LoadingProgress";
import { ProblemAlert } from "@/trace-ui/ProblemAlert";
import { Busy } from "@/widgets/Busy";
import { Button } from "@/widgets/Button";
import { SourceGate, useSourceOf } from "../SourceGate";
import type { SourceKind } from "../sources";
import { useNotedTrace } from "../use-noted-trace";
import styles from "./ComparisonOfTraces.module.css";
import { OneSide } from "./OneSide";
import { ShownComparison } from "./ShownComparison";
import type { ComparedTrace } from "./use-sides";

export interface ComparisonOfTracesProps {
  readonly a: ComparedTrace;
  readonly b: ComparedTrace;
}

/** Loads both traces, compares them, and says what is going on until that is done. */
export function ComparisonOfTraces({ a, b }: ComparisonOfTracesProps) {
  const { compare: words } = useMessages();
  if (a.traceId === "" || b.traceId === "") {
    const [side, trace] = a.traceId === "" ? (["b", b] as const) : (["a", a] as const);
    return (
      <Loaded trace={trace}>
        {(result) => (
          <>
            <p className={styles.hint}>{words.chooseMissing}</p>
            <SideState result={result} side={side} source={trace.source} />
            {result?.data && <OneSide trace={result.data} side={side} />}
          </>
        )}
      </Loaded>
    );
  }
  return (
    <Loaded trace={a}>
      {(first) => (
        <Loaded trace={b}>
          {(second) => <Both first={first} second={second} sources={[a.source, b.source]} />}
        </Loaded>
      )}
    </Loaded>
  );
}

/** Gives what comes of loading a trace; undefined while its source is not there. */
function Loaded(props: {
  readonly trace: ComparedTrace;
  readonly children: (result: TraceResult | undefined) => ReactNode;
}) {
  const { traceId, source: kind } = props.trace;
  const source = useSourceOf(kind, true);
  if (!source) return props.children(undefined);
  return (
    // What was seen of one source is not to be taken for another's.
    <SourceProvider key={source.key} source={source}>
      <LoadedFrom traceId={traceId} kind={kind}>
        {props.children}
      </LoadedFrom>
    </SourceProvider>
  );
}

function LoadedFrom(props: {
  readonly traceId: string;
  readonly kind: SourceKind;
  readonly children: (result: TraceResult) => ReactNode;
}) {
  const result = useTrace(props.traceId);
  useNotedTrace(result.data, props.kind);
  return props.children(result);
}

interface BothProps {
  readonly first: TraceResult | undefined;
  readonly second: TraceResult | undefined;
  readonly sources: readonly [SourceKind, SourceKind];
}

function Both({ first, second, sources }: BothProps) {
  const [a, b] = [first?.data, second?.data];
  // A source that is not there says so once, also where both traces are to come from it.
  const isOneGate = !first && !second && sources[0] === sources[1];
  if (a && b) return <Aligned a={a} b={b} sources={sources} />;
  return (
    <>
      <SideState result={first} side="a" source={sources[0]} />
      {!isOneGate && <SideState result={second} side="b" source={sources[1]} />}
      {a && <OneSide trace={a} side="a" />}
      {b && <OneSide trace={b} side="b" />}
    </>
  );
}

interface AlignedProps {
  readonly a: LoadedTrace;
  readonly b: LoadedTrace;
  readonly sources: readonly [SourceKind, SourceKind];
}

/** Two traces that are there: compares them. */
function Aligned({ a, b, sources }: AlignedProps) {
  const { compare: words } = useMessages();
  const { data: comparison, problem, retry } = useComparison(a.handle, b.handle);
  const compared = useMemo(() => comparison && { a, b, comparison }, [a, b, comparison]);
  if (compared) {
    return (
      <>
        <Partial trace={compared.a} words={words.partialA} />
        <Partial trace={compared.b} words={words.partialB} />
        <ShownComparison compared={compared} sources={sources} />
      </>
    );
  }
  if (problem) return <ProblemAlert title={words.failed} problem={problem} onRetry={retry} />;
  return (
    <div className={styles.hint}>
      <span role="status">{words.aligning}</span>
      <Busy />
    </div>
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
function SideState(props: {
  readonly result: TraceResult | undefined;
  readonly side: "a" | "b";
  readonly source: SourceKind;
}) {
  const { result, side, source } = props;
  const { compare: words } = useMessages();
  if (!result) {
    return (
      <SourceGate kind={source} byId>
        {null}
      </SourceGate>
    );
  }
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
