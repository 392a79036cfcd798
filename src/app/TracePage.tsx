import { useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { LoadedTrace } from "@/engine/trace-engine";
import { useMessages } from "@/i18n/I18nProvider";
import { Problem } from "@/lib/problem";
import { useTrace } from "@/queries/trace";
import { LoadingProgress } from "@/trace-ui/LoadingProgress";
import { ProblemAlert } from "@/trace-ui/ProblemAlert";
import { shortText } from "@/trace-ui/short-text";
import { Button } from "@/widgets/Button";
import { BackToResults } from "./trace-page/BackToResults";
import { TraceHeader } from "./trace-page/TraceHeader";
import { TraceView } from "./trace-page/TraceView";
import styles from "./TracePage.module.css";
import { useTitle } from "./use-title";

/** One trace: loads it by the id in the path, and says what is going on until it is there. */
export function TracePage() {
  const { traceId } = useParams({ from: "/trace/$traceId" });
  const words = useMessages().trace;
  const trace = useTrace(traceId);
  useTitle(trace.data ? traceTitle(trace.data, words.unnamed) : words.loadingTitle);

  if (trace.data) {
    return (
      <div className={styles.page}>
        <TraceHeader core={trace.data.core} />
        {trace.problem && (
          <ProblemAlert
            title={words.states.problem}
            problem={trace.problem}
            onRetry={trace.retry}
          />
        )}
        <LoadedView trace={trace.data} onRetry={trace.retry} />
      </div>
    );
  }
  if (trace.problem) {
    return (
      <Frame>
        <ProblemAlert
          variant="page"
          title={trace.problem.code === "not-found" ? words.states.notFound : words.states.problem}
          problem={trace.problem}
          onRetry={trace.retry}
          onKeepWaiting={trace.retry}
        />
      </Frame>
    );
  }
  if (trace.isFetching) {
    return (
      <Frame>
        <div className={styles.loading}>
          <LoadingProgress
            label={words.states.loading}
            progress={trace.progress}
            onCancel={trace.cancel}
            onKeepWaiting={trace.keepWaiting}
          />
        </div>
      </Frame>
    );
  }
  return (
    <Frame>
      <div className={styles.state}>
        <p>{words.states.cancelled}</p>
        <Button variant="primary" onClick={trace.retry}>
          {words.states.loadAgain}
        </Button>
      </div>
    </Frame>
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

function LoadedView({ trace, onRetry }: { trace: LoadedTrace; onRetry: () => void }) {
  const words = useMessages().trace;
  const { length } = trace.core.spans;
  return (
    <>
      {trace.partial && (
        <div className={styles.partial}>
          <ProblemAlert
            title={words.partial.title(length)}
            problem={new Problem(trace.partial.code, trace.partial.params)}
            onRetry={onRetry}
          />
        </div>
      )}
      {length === 0 ? (
        <div className={styles.state}>
          <p>{words.states.empty}</p>
          <p>{words.states.emptyHelp}</p>
        </div>
      ) : (
        <TraceView key={trace.handle} trace={trace} />
      )}
    </>
  );
}

function traceTitle({ core }: LoadedTrace, unnamed: string): string {
  const { rootService, rootName } = core.summary;
  if (core.spans.length === 0) return unnamed;
  return shortText(`${rootService}: ${rootName}`, 120);
}
