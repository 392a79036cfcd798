import { useState } from "react";
import type { LoadedTrace } from "@/engine/trace-engine";
import { useMessages } from "@/i18n/I18nProvider";
import { Problem, type ProblemRecord } from "@/lib/problem";
import type { TraceResult } from "@/queries/trace";
import { LoadingProgress } from "@/trace-ui/LoadingProgress";
import { ProblemAlert } from "@/trace-ui/ProblemAlert";
import { Button } from "@/widgets/Button";
import styles from "./TraceNotices.module.css";

/**
 * What there is to say of how a trace came: that more is coming, that it is not all, that reading it
 * again failed. It stands below the timeline, so that nothing moves when it comes and goes.
 */
export function TraceNotices({ result }: { readonly result: TraceResult }) {
  // What was read may be put away; a word on what is missing stays.
  const [dismissed, setDismissed] = useState<unknown>();
  const { data, preview, isFetching, problem, retry } = result;
  const part = preview ?? (data?.partial && data);
  const cause = problem ?? data?.partial;
  return (
    <div className={styles.notices}>
      {isFetching ? (
        <Arriving result={result} />
      ) : cause && cause !== dismissed ? (
        <Failed cause={cause} part={part} onRetry={retry} onDismiss={() => setDismissed(cause)} />
      ) : (
        part && <Stopped part={part} onRetry={retry} />
      )}
    </div>
  );
}

function Arriving({ result }: { readonly result: TraceResult }) {
  const words = useMessages().trace;
  const { preview } = result;
  return (
    <LoadingProgress
      label={words.refresh.loading}
      partial={preview && words.partial.soFar(preview.core.spans.length)}
      progress={result.progress}
      onCancel={result.cancel}
      onKeepWaiting={result.keepWaiting}
    />
  );
}

interface FailedProps {
  readonly cause: ProblemRecord;
  /** What is there of the trace, if that is not all. */
  readonly part: LoadedTrace | undefined;
  readonly onRetry: () => void;
  readonly onDismiss: () => void;
}

function Failed({ cause, part, onRetry, onDismiss }: FailedProps) {
  const words = useMessages().trace;
  return (
    <ProblemAlert
      title={part ? words.partial.title(part.core.spans.length) : words.refresh.failed}
      problem={new Problem(cause.code, cause.params)}
      onRetry={onRetry}
      actions={<Button onClick={onDismiss}>{words.dismiss}</Button>}
    />
  );
}

function Stopped({ part, onRetry }: { readonly part: LoadedTrace; readonly onRetry: () => void }) {
  const words = useMessages().trace.partial;
  return (
    <div className={styles.stopped}>
      <p role="status">{words.stopped(part.core.spans.length)}</p>
      <Button size="s" onClick={onRetry}>
        {words.retry}
      </Button>
    </div>
  );
}
