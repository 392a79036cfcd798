import type { ReactNode } from "react";
import { useFormats, useFirstMessages } from "@/i18n/I18nProvider";
import type { Problem } from "@/lib/problem";
import { preferencesStore, setPreferences } from "@/state/preferences-store";
import { Button } from "@/widgets/Button";
import { visibleText } from "@/widgets/visible-text";
import styles from "./ProblemAlert.module.css";
import {
  longestTimeLimitMs,
  problemAddress,
  problemFacts,
  problemPlace,
  problemWords,
} from "./problem-text";

export interface ProblemAlertProps {
  readonly problem: Problem;
  /** What failed, where that is better known than the problem itself says. */
  readonly title?: string | undefined;
  readonly onRetry?: (() => void) | undefined;
  /** Asked after the time limit was raised, when there is no `onRetry`. */
  readonly onKeepWaiting?: (() => void) | undefined;
  /** More buttons, after Retry. */
  readonly actions?: ReactNode;
  /** More to say, after what the problem itself says. */
  readonly children?: ReactNode;
  /**
   * "page": the whole area has nothing else to show; "inline": beside what is still there;
   * "dense": in a list, below the name of what it is about.
   */
  readonly variant?: "page" | "inline" | "dense";
}

/** Says what failed, why, and what to do, with the server's own words, and offers to try again. */
export function ProblemAlert(props: ProblemAlertProps) {
  const { problem, onRetry, onKeepWaiting, actions, children, variant = "inline" } = props;
  const { app } = useFirstMessages();
  const formats = useFormats();
  const { params } = problem;
  const wordsName = problemWords(problem);
  const words = app.problems[wordsName];
  const inSentence = problem.code === "internal" || problem.code === "engine-failed";
  const place = problemPlace(params, app.problem, formats);
  // Where the area has nothing else to show, this is what it is headed by.
  const Title = variant === "page" ? "h1" : "p";
  const address = problemAddress(params);
  const again = onRetry ?? onKeepWaiting;
  const waitLonger = () => {
    const { timeLimitMs } = preferencesStore.getState();
    setPreferences({ timeLimitMs: Math.min(timeLimitMs * 2, longestTimeLimitMs) });
    again?.();
  };
  return (
    <div role="alert" className={`${styles.alert} ${styles[variant]}`}>
      <Title className={styles.title}>
        <span className={styles.mark} aria-hidden="true">
          !
        </span>
        {props.title ?? words.title}
      </Title>
      <div className={styles.body}>
        <p>
          {props.title !== undefined && wordsName !== "not-found" && <>{words.title}. </>}
          {words.why(problemFacts(params, formats, app.problem.terms))}
        </p>
        {params["serverMessage"] !== undefined && params["serverMessage"] !== "" && (
          <figure className={styles.quote}>
            <figcaption>{app.problem.serverSays}</figcaption>
            <blockquote>{visibleText(String(params["serverMessage"]))}</blockquote>
          </figure>
        )}
        <dl className={styles.facts}>
          {variant !== "dense" && <Fact term={app.problem.file} value={params["file"]} />}
          <Fact term={app.problem.place} value={place} />
          <Fact term={app.problem.address} value={address.short} />
          <Fact term={app.problem.paths} value={params["tried"]} />
          <Fact term={app.problem.status} value={params["status"]} />
          <Fact term={app.problem.traceId} value={params["traceId"]} />
          <Fact term={app.problem.detail} value={inSentence ? undefined : params["detail"]} />
        </dl>
        {address.whole !== undefined && (
          <details className={styles.whole}>
            <summary>{app.problem.wholeAddress}</summary>
            <code>{visibleText(address.whole)}</code>
          </details>
        )}
        <p>{words.advice}</p>
        {children}
      </div>
      {(again !== undefined || actions !== undefined) && (
        <div className={styles.actions}>
          {onRetry && (
            <Button variant={variant === "page" ? "primary" : "secondary"} onClick={onRetry}>
              {app.problem.retry}
            </Button>
          )}
          {again && problem.code === "timeout" && (
            <Button onClick={waitLonger}>{app.problem.waitLonger}</Button>
          )}
          {actions}
        </div>
      )}
    </div>
  );
}

function Fact({
  term,
  value,
}: {
  readonly term: string;
  readonly value: string | number | undefined;
}) {
  if (value === undefined || value === "") return null;
  return (
    <>
      <dt>{term}</dt>
      <dd>{visibleText(String(value))}</dd>
    </>
  );
}
