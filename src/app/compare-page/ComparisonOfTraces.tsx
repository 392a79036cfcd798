import { useNavigate, useSearch } from "@tanstack/react-router";
import { Suspense, useCallback, useDeferredValue, useMemo, type ReactNode } from "react";
import { useMessages } from "@/i18n/I18nProvider";
import type { LoadedTrace } from "@/engine/trace-engine";
import type { TraceCore } from "@/model/trace";
import { useComparison } from "@/queries/comparison";
import { type Source, SourceProvider } from "@/queries/source-context";
import { useSubtree } from "@/queries/subtree";
import { type TraceResult, useTrace } from "@/queries/trace";
import { LoadingProgress } from "@/trace-ui/LoadingProgress";
import { ProblemAlert } from "@/trace-ui/ProblemAlert";
import { Busy } from "@/widgets/Busy";
import { Button } from "@/widgets/Button";
import { lazyComponent } from "@/widgets/lazy-component";
import { SourceGate, useSourceOf } from "../SourceGate";
import type { SourceKind } from "../sources";
import { parseSpanParam } from "../trace-page/span-param";
import { useNotedTrace } from "../use-noted-trace";
import { chosenRoots, type ComparedRoots, rootParams } from "./compared-parts";
import { ComparedSubtrees } from "./ComparedSubtrees";
import styles from "./ComparisonOfTraces.module.css";
import { OneSide } from "./OneSide";
import { ShownComparison, type ShownComparisonProps } from "./ShownComparison";
import type { ComparedTrace } from "./use-sides";

const { Component: OneTimeline } = lazyComponent(
  async () => (await import("./OneTimeline")).OneTimeline,
);

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
        {(one) => (
          <>
            <p className={styles.hint}>{words.chooseMissing}</p>
            <SideState result={one?.result} side={side} source={trace.source} />
            {one?.result.data && <OneOfTwo trace={one.result.data} side={side} />}
          </>
        )}
      </Loaded>
    );
  }
  return (
    <Loaded trace={a}>
      {(first) => (
        <Loaded trace={b}>
          {(second) => <Both first={first} second={second} kinds={[a.source, b.source]} />}
        </Loaded>
      )}
    </Loaded>
  );
}

/** What comes of loading a trace, and the source that it comes from. */
interface LoadedSide {
  readonly result: TraceResult;
  readonly source: Source;
}

/** Gives what comes of loading a trace; undefined while its source is not there. */
function Loaded(props: {
  readonly trace: ComparedTrace;
  readonly children: (side: LoadedSide | undefined) => ReactNode;
}) {
  const { traceId, source: kind } = props.trace;
  const source = useSourceOf(kind, true);
  if (!source) return props.children(undefined);
  return (
    // What was seen of one source is not to be taken for another's.
    <SourceProvider key={source.key} source={source}>
      <LoadedFrom traceId={traceId} kind={kind}>
        {(result) => props.children({ result, source })}
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

/** The one trace that is there, and the subtree of it that is to be compared. */
function OneOfTwo({ trace, side }: { readonly trace: LoadedTrace; readonly side: "a" | "b" }) {
  const { core } = trace;
  const params = useSearch({ from: "/trace/$traceId" });
  const root = parseSpanParam(core, side === "a" ? params.rootA : params.rootB);
  const roots = { a: undefined, b: undefined, [side]: root };
  const onRoots = useRootsInUrl([core, core]);
  return (
    <>
      <ComparedSubtrees
        a={side === "a" ? core : undefined}
        b={side === "b" ? core : undefined}
        roots={roots}
        onRoots={onRoots}
      />
      <OneSide trace={trace} side={side} />
    </>
  );
}

interface BothProps {
  readonly first: LoadedSide | undefined;
  readonly second: LoadedSide | undefined;
  readonly kinds: readonly [SourceKind, SourceKind];
}

function Both({ first, second, kinds }: BothProps) {
  const [a, b] = [first?.result.data, second?.result.data];
  // A source that is not there says so once, also where both traces are to come from it.
  const isOneGate = !first && !second && kinds[0] === kinds[1];
  const one = a ?? b;
  // While the other may still come, rows would be taken away again.
  const isAlone = !(a ? second : first)?.result.isFetching;
  if (first && second && a && b) {
    const sources = { a: first.source, b: second.source };
    return <Parts a={a} b={b} sources={sources} kinds={kinds} />;
  }
  return (
    <>
      <SideState result={first?.result} side="a" source={kinds[0]} />
      {!isOneGate && <SideState result={second?.result} side="b" source={kinds[1]} />}
      {a && <OneSide trace={a} side="a" />}
      {b && <OneSide trace={b} side="b" />}
      {one && isAlone && (
        <Suspense fallback={<Busy />}>
          <OneTimeline trace={one} kind={kinds[a ? 0 : 1]} />
        </Suspense>
      )}
    </>
  );
}

interface AlignedProps {
  readonly a: LoadedTrace;
  readonly b: LoadedTrace;
  readonly sources: { readonly a: Source; readonly b: Source };
  readonly kinds: readonly [SourceKind, SourceKind];
}

/** Two traces that are there, of which the URL may name subtrees. */
function Parts({ a, b, sources, kinds }: AlignedProps) {
  const { compare: words } = useMessages();
  const { rootA, rootB } = useSearch({ from: "/trace/$traceId" });
  const roots = useMemo(
    () => chosenRoots(a.core, b.core, { ...(rootA && { rootA }), ...(rootB && { rootB }) }),
    [a, b, rootA, rootB],
  );
  const onRoots = useRootsInUrl([a.core, b.core]);
  const partA = useSubtree(sources.a, a.handle, roots.a);
  const partB = useSubtree(sources.b, b.handle, roots.b);
  const problem = partA.problem ?? partB.problem;
  const [ofA, ofB] = [
    roots.a === undefined ? a : partA.data,
    roots.b === undefined ? b : partB.data,
  ];
  const [kindA, kindB] = kinds;
  const sides = useMemo(
    () =>
      [
        { kind: kindA, whole: a.core, root: roots.a },
        { kind: kindB, whole: b.core, root: roots.b },
      ] as const,
    [a, b, kindA, kindB, roots],
  );
  return (
    <>
      <ComparedSubtrees a={a.core} b={b.core} roots={roots} onRoots={onRoots} />
      <Partial trace={a} words={words.partialA} />
      <Partial trace={b} words={words.partialB} />
      {ofA && ofB ? (
        <Aligned
          // What is seen of some rows has nothing to do with others.
          key={`${ofA.handle} ${ofB.handle}`}
          a={ofA}
          b={ofB}
          sources={sources}
          sides={sides}
          onRoots={onRoots}
        />
      ) : problem ? (
        <ProblemAlert
          title={words.failed}
          problem={problem}
          onRetry={() => {
            partA.retry();
            partB.retry();
          }}
        />
      ) : (
        <Working />
      )}
    </>
  );
}

/** Two traces, or subtrees of them: compares them. */
function Aligned(
  props: Omit<ShownComparisonProps, "compared"> & Pick<AlignedProps, "a" | "b" | "sources">,
) {
  const { a, b, sources, ...rest } = props;
  const { a: sourceA, b: sourceB } = sources;
  const { compare: words } = useMessages();
  const { data: comparison, problem, retry } = useComparison(a.handle, b.handle);
  const answer = useMemo(
    () => comparison && { a, b, comparison, sources: { a: sourceA, b: sourceB } },
    [a, b, comparison, sourceA, sourceB],
  );
  // An answer from a query is drawn in one go, however much that is; this way in small slices.
  const compared = useDeferredValue(answer);
  if (compared) return <ShownComparison compared={compared} {...rest} />;
  if (problem) return <ProblemAlert title={words.failed} problem={problem} onRetry={retry} />;
  return <Working />;
}

function Working() {
  return (
    <div className={styles.hint}>
      <span role="status">{useMessages().compare.aligning}</span>
      <Busy />
    </div>
  );
}

/** Puts other subtrees into the URL, and takes out of it what is seen of the ones before. */
function useRootsInUrl([a, b]: readonly [TraceCore, TraceCore]) {
  const navigate = useNavigate({ from: "/trace/$traceId" });
  return useCallback(
    (roots: ComparedRoots) =>
      void navigate({
        search: ({
          span: _span,
          collapsed: _collapsed,
          range: _range,
          flame: _flame,
          ...rest
        }) => ({
          ...rest,
          ...rootParams([a, b], roots),
        }),
      }),
    [navigate, a, b],
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
      <div className={styles.problem}>
        <ProblemAlert
          title={side === "a" ? words.failedA : words.failedB}
          problem={problem}
          onRetry={retry}
          onKeepWaiting={retry}
        />
      </div>
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
