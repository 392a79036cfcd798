import { useParams, useSearch } from "@tanstack/react-router";
import { Suspense, useCallback, useDeferredValue, useRef, type ReactNode } from "react";
import type { LoadedTrace } from "@/engine/trace-engine";
import type { Timeline } from "@/features/waterfall/timeline-commands";
import type { Catalogue } from "@/i18n/catalogue";
import { useMessages } from "@/i18n/I18nProvider";
import { useCorrectedTrace } from "@/queries/skew";
import { useSource } from "@/queries/source-context";
import { useTrace, type TraceResult } from "@/queries/trace";
import { LoadingProgress } from "@/trace-ui/LoadingProgress";
import { ProblemAlert } from "@/trace-ui/ProblemAlert";
import { shortText } from "@/trace-ui/short-text";
import { Busy } from "@/widgets/Busy";
import { Button } from "@/widgets/Button";
import { lazyComponent } from "@/widgets/lazy-component";
import { ArchiveButton } from "./trace-page/ArchiveButton";
import { BackToResults } from "./trace-page/BackToResults";
import { CompareLink } from "./trace-page/CompareLink";
import { ExportMenu } from "./trace-page/ExportMenu";
import { TraceHeader } from "./trace-page/TraceHeader";
import { TraceNotices } from "./trace-page/TraceNotices";
import { TraceRefresh } from "./trace-page/TraceRefresh";
import { TraceView } from "./trace-page/TraceView";
import styles from "./TracePage.module.css";
import { hasLinkPatterns, mayArchive } from "./jaeger-config";
import { useSourceKind } from "./source-param";
import { useNotedTrace } from "./use-noted-trace";
import { useTitle } from "./use-title";

// Most sites have no links of their own.
const { Component: TraceLinks } = lazyComponent(
  async () => (await import("./trace-page/TraceLinks")).TraceLinks,
);

/** One trace: loads it by the id in the path, and says what is going on until it is there. */
export function TracePage() {
  const { traceId } = useParams({ from: "/trace/$traceId" });
  const words = useMessages().trace;
  // Deferred, so that React builds the page in slices: at once, it would hold the page up for some
  // frames, while the rest of a trace keeps coming.
  const result = useDeferredValue(useTrace(traceId));
  const shown = result.data ?? result.preview;
  useNotedTrace(result.data, useSourceKind());
  useTitle(shown ? traceTitle(shown, words) : words.loadingTitle);

  if (shown) return <ShownPage result={result} trace={shown} />;
  return <Frame>{whatGoesOn(result)}</Frame>;
}

function whatGoesOn(result: TraceResult) {
  if (result.problem) return <Failed result={result} />;
  return result.isFetching ? <Loading result={result} /> : <Cancelled onRetry={result.retry} />;
}

/** A trace that is there, as a whole or in part. */
function ShownPage({ result, trace }: { result: TraceResult; trace: LoadedTrace }) {
  const words = useMessages().trace;
  const { kind, archives } = useSource().backend.info;
  const { data, isFetching, retry } = result;
  const { core } = trace;
  const timeline = useRef<Timeline>(undefined);
  const wantsCorrected = useSearch({
    from: "/trace/$traceId",
    select: ({ skew }) => skew !== undefined,
  });
  // As in the view below: spans of one resource have one clock.
  const isCorrected = wantsCorrected && data && core.resourceService.length > 1;
  const { data: corrected } = useCorrectedTrace(isCorrected ? data.handle : undefined);
  const isEmpty = core.spans.length === 0;
  const refresh = useCallback(() => {
    if (!isFetching) retry();
  }, [isFetching, retry]);
  // What files and the demo have is all here.
  const canRefresh = kind.startsWith("jaeger");
  const canArchive = mayArchive(archives);
  return (
    <div className={styles.page}>
      <TraceHeader
        core={corrected?.core ?? core}
        actions={
          <>
            {canRefresh && (data || !isFetching) && (
              <TraceRefresh
                key={core.traceId}
                trace={data}
                isFetching={isFetching}
                hasFailed={result.problem !== undefined}
                onRefresh={refresh}
              />
            )}
            {hasLinkPatterns() && !isEmpty && (
              <Suspense fallback={<Busy />}>
                <TraceLinks core={core} />
              </Suspense>
            )}
            {canArchive && !isEmpty && <ArchiveButton key={core.traceId} traceId={core.traceId} />}
            {!isEmpty && <CompareLink traceId={core.traceId} />}
            {data && !isEmpty && <ExportMenu trace={data} timeline={timeline} />}
          </>
        }
      />
      {isEmpty ? (
        <div className={styles.state}>
          <p>{words.states.empty}</p>
          <p>{words.states.emptyHelp}</p>
        </div>
      ) : (
        <TraceView
          key={core.traceId}
          trace={trace}
          settled={data !== undefined}
          timelineRef={timeline}
          onRefresh={canRefresh ? refresh : undefined}
        />
      )}
      <TraceNotices result={result} />
    </div>
  );
}

function Failed({ result }: { readonly result: TraceResult }) {
  const words = useMessages().trace.states;
  const { problem, retry } = result;
  return (
    problem && (
      <ProblemAlert
        variant="page"
        title={problem.code === "not-found" ? words.notFound : words.problem}
        problem={problem}
        onRetry={retry}
        onKeepWaiting={retry}
      />
    )
  );
}

function Loading({ result }: { readonly result: TraceResult }) {
  const words = useMessages().trace.states;
  return (
    <div className={styles.loading}>
      <LoadingProgress
        label={words.loading}
        progress={result.progress}
        onCancel={result.cancel}
        onKeepWaiting={result.keepWaiting}
      />
    </div>
  );
}

function Cancelled({ onRetry }: { readonly onRetry: () => void }) {
  const words = useMessages().trace.states;
  return (
    <div className={styles.state}>
      <p>{words.cancelled}</p>
      <Button variant="primary" onClick={onRetry}>
        {words.loadAgain}
      </Button>
    </div>
  );
}

/** What stands around a trace that is not there (yet). */
function Frame({ children }: { readonly children: ReactNode }) {
  const { traceId } = useParams({ from: "/trace/$traceId" });
  const words = useMessages().trace;
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <BackToResults />
        <h1 className="visually-hidden">{words.loadingTitle}</h1>
        <code className={styles.id} title={words.traceId}>
          {shortText(traceId, 64)}
        </code>
      </div>
      {children}
    </div>
  );
}

function traceTitle({ core }: LoadedTrace, words: Catalogue["trace"]): string {
  const { rootService, rootName } = core.summary;
  if (core.spans.length === 0) return words.unnamed;
  const { unknownService, noName } = words.timeline;
  return shortText(`${rootService || unknownService}: ${rootName || noName}`, 120);
}
