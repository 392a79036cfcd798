import type { LoadedTrace } from "@/engine/trace-engine";
import { useMessages } from "@/i18n/I18nProvider";
import { Problem } from "@/lib/problem";
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
  return <div className={styles.notices}>{notice(result)}</div>;
}

function notice(result: TraceResult) {
  if (result.isFetching) return <Arriving result={result} />;
  if (result.problem) return <Failed result={result} problem={result.problem} />;
  if (result.data?.partial) {
    const { code, params } = result.data.partial;
    return <Failed result={result} problem={new Problem(code, params)} />;
  }
  return result.preview ? <Stopped trace={result.preview} onRetry={result.retry} /> : null;
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

function Failed({ result, problem }: { readonly result: TraceResult; readonly problem: Problem }) {
  const words = useMessages().trace;
  const part = result.preview ?? (result.data?.partial && result.data);
  return (
    <ProblemAlert
      title={part ? words.partial.title(part.core.spans.length) : words.refresh.failed}
      problem={problem}
      onRetry={result.retry}
    />
  );
}

function Stopped(props: { readonly trace: LoadedTrace; readonly onRetry: () => void }) {
  const words = useMessages().trace.partial;
  return (
    <div className={styles.stopped}>
      <p role="status">{words.stopped(props.trace.core.spans.length)}</p>
      <Button size="s" onClick={props.onRetry}>
        {words.retry}
      </Button>
    </div>
  );
}
