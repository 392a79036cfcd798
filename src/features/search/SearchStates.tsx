import { useFormats, useFirstMessages } from "@/i18n/I18nProvider";
import { formatAttributeText } from "@/lib/logfmt";
import type { SearchAnswer, SearchQuery } from "@/model/search-query";
import type { FieldProblem } from "@/state/search-params";
import { shortText } from "@/trace-ui/short-text";
import { misleadingClockMs } from "./clock-hint";
import styles from "./SearchStates.module.css";
import { problemWords } from "./search-words";
import { windowRange } from "./time-range";

/** Before the first search: what to do. */
export function BeforeSearch({ searchesAll }: { readonly searchesAll: boolean }) {
  const { empty } = useFirstMessages().search;
  return (
    <section className={styles.state}>
      <h1>{empty.startTitle}</h1>
      <p>{searchesAll ? empty.startAll : empty.start}</p>
      <p>{empty.startId}</p>
    </section>
  );
}

/** The address asks for a search that cannot be sent: what to put right. */
export function CannotSearch({ problems }: { readonly problems: readonly FieldProblem[] }) {
  const messages = useFirstMessages();
  const formats = useFormats();
  const { empty, form } = messages.search;
  return (
    <section className={styles.state} role="alert">
      <h1>{empty.malformedTitle}</h1>
      <p>{empty.malformed}</p>
      <dl>
        {problems.map((problem) => (
          <div key={problem.field}>
            <dt>{form[problem.field]}</dt>
            <dd>{problemWords(problem, messages, formats)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** The search was given up and there is nothing older to show. */
export function Cancelled() {
  const { empty } = useFirstMessages().search;
  return (
    <section className={styles.state} role="status">
      <h1>{empty.cancelledTitle}</h1>
      <p>{empty.cancelled}</p>
    </section>
  );
}

/** None of the traces that a link names is there. */
export function NoneLinked() {
  const { empty } = useFirstMessages().search;
  return (
    <section className={styles.state} role="status">
      <h1>{empty.linkedTitle}</h1>
      <p>{empty.linked}</p>
    </section>
  );
}

/** Nothing was found: by which conditions, and which of them to loosen. */
export function NothingFound(props: {
  readonly query: SearchQuery;
  readonly answer: SearchAnswer;
  readonly zone: "local" | "utc";
  readonly now: number;
}) {
  const { query, zone, now } = props;
  const { empty, form } = useFirstMessages().search;
  const formats = useFormats();
  const attributes = formatAttributeText(query.attributes);
  const limited = query.minDurationNs !== undefined || query.maxDurationNs !== undefined;
  const aheadMs = misleadingClockMs(query, props.answer, now);
  const conditions: readonly (readonly [string, string | undefined])[] = [
    [form.service, query.service],
    [form.operation, query.operation],
    [form.attributes, attributes || undefined],
    [
      form.minDuration,
      query.minDurationNs === undefined ? undefined : formats.duration(query.minDurationNs),
    ],
    [
      form.maxDuration,
      query.maxDurationNs === undefined ? undefined : formats.duration(query.maxDurationNs),
    ],
  ];
  return (
    <section className={styles.state} role="status">
      <h1>{empty.noneTitle}</h1>
      <p>{empty.noneFor}</p>
      <dl>
        {conditions.map(
          ([name, value]) =>
            value !== undefined && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>
                  <bdi>{shortText(value, 300)}</bdi>
                </dd>
              </div>
            ),
        )}
        <div>
          <dt>{form.lookback}</dt>
          <dd>{empty.noneWindow(windowRange(query, formats, zone, now))}</dd>
        </div>
      </dl>
      <h2>{empty.tryTitle}</h2>
      <ul>
        {aheadMs !== undefined && (
          <li>
            {empty.tryClock({
              by: formats.duration(Math.abs(aheadMs) * 1e6),
              isAhead: aheadMs > 0,
            })}
          </li>
        )}
        <li>{empty.tryLookback}</li>
        {attributes !== "" && <li>{empty.tryAttributes}</li>}
        {query.operation !== undefined && <li>{empty.tryOperation}</li>}
        {limited && <li>{empty.tryDuration}</li>}
        {query.service !== undefined && <li>{empty.tryService}</li>}
      </ul>
    </section>
  );
}

/** Grey lines where the results will be. */
export function ResultSkeleton() {
  return (
    <div className={styles.skeleton} aria-hidden="true">
      {Array.from({ length: 12 }, (_, row) => (
        <span key={row} style={{ width: `${46 + ((row * 37) % 45)}%` }} />
      ))}
    </div>
  );
}
