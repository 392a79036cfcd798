import { Link } from "@tanstack/react-router";
import { useId, useMemo, useState, type ReactNode } from "react";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import { useSourceKind } from "../source-param";
import { usePreferences } from "@/state/preferences-store";
import { useRecentTraces } from "@/state/recent-traces";
import { ProblemAlert } from "@/trace-ui/ProblemAlert";
import { ServiceMark } from "@/trace-ui/ServiceMark";
import { shortText } from "@/trace-ui/short-text";
import { Busy } from "@/widgets/Busy";
import { useSourceOf } from "../SourceGate";
import { useSourcesState } from "../sources-context";
import type { SourceKind } from "../sources";
import styles from "./TraceChoices.module.css";
import { type TraceChoice, traceLists } from "./trace-choices";
import { FoundById, FoundBySearch, queryOf, useLastSearch, wholeLibrary } from "./use-found";

export interface TraceChoicesProps {
  /** What stands on this side, and on the other; "" for nothing. */
  readonly own: string;
  readonly other: string;
  readonly cohort: readonly string[];
  readonly onChoose: (traceId: string, source: SourceKind) => void;
}

const none: readonly string[] = [];

/** Traces to choose from: chosen before, found by the last search, looked at, in opened files. */
export function TraceChoices(props: TraceChoicesProps) {
  const { own, other, cohort, onChoose } = props;
  const words = useMessages().compare.choices;
  const formats = useFormats();
  const page = useSourceKind();
  const recent = useRecentTraces();
  const last = useLastSearch();
  const foundIn = last?.source ?? page;
  const source = useSourceOf(foundIn);
  const pageSource = useSourceOf(page);
  const files = useSourcesState(({ files: state }) => state);
  const library = files.status === "ready" ? files.source : undefined;
  const query = useMemo(() => queryOf(last?.params, source), [last, source]);
  const inFiles = useMemo(
    () => (foundIn === "files" && query ? undefined : wholeLibrary(library)),
    [foundIn, query, library],
  );
  return (
    <FoundBySearch source={source} query={query}>
      {(found) => (
        <FoundBySearch source={library} query={inFiles}>
          {(inLibrary) => (
            <FoundById source={pageSource} traceIds={cohort.length > 0 ? cohort : none}>
              {(ofCohort) => {
                const lists = traceLists({
                  found: found.summaries,
                  foundIn: query ? foundIn : page,
                  inFiles: inLibrary.summaries,
                  recent,
                  cohort,
                  cohortIn: page,
                  cohortFound: ofCohort.summaries,
                  own,
                  other,
                });
                const list = (choices: readonly TraceChoice[]) => (
                  <ChoiceList choices={choices} page={page} onChoose={onChoose} />
                );
                const { typical } = lists;
                const isEmpty =
                  !typical &&
                  [lists.cohort, lists.found.choices, lists.recent, lists.files.choices].every(
                    ({ length }) => length === 0,
                  );
                const cut = (part: { choices: readonly unknown[]; total: number }) =>
                  part.total > part.choices.length && (
                    <p className={styles.note}>
                      {words.someOf(
                        formats.number(part.choices.length),
                        formats.number(part.total),
                      )}{" "}
                    </p>
                  );
                return (
                  <>
                    {typical && (
                      <Part title={words.typicalTitle}>
                        {list([typical.choice])}
                        <p className={styles.note}>{words.typical(typical.of)}</p>
                      </Part>
                    )}
                    {lists.cohort.length > 0 && (
                      <Part title={words.cohort}>{list(lists.cohort)}</Part>
                    )}
                    {(lists.found.choices.length > 0 || found.isFetching || found.problem) && (
                      <Part title={words.found}>
                        {found.isFetching && (
                          <p className={styles.note} role="status">
                            {words.searching}
                            <Busy />
                          </p>
                        )}
                        {found.problem && (
                          <ProblemAlert
                            variant="dense"
                            title={words.searchFailed}
                            problem={found.problem}
                            onRetry={found.retry}
                          />
                        )}
                        {list(lists.found.choices)}
                        {cut(lists.found)}
                      </Part>
                    )}
                    {lists.files.choices.length > 0 && (
                      <Part title={words.files}>
                        {list(lists.files.choices)}
                        {cut(lists.files)}
                      </Part>
                    )}
                    {lists.recent.length > 0 && (
                      <Part title={words.recent}>{list(lists.recent)}</Part>
                    )}
                    {isEmpty && !found.isFetching && <p className={styles.note}>{words.nothing}</p>}
                    <p className={styles.note}>
                      <Link to="/search" search={last?.params ?? {}}>
                        {words.searchAll}
                      </Link>
                    </p>
                  </>
                );
              }}
            </FoundById>
          )}
        </FoundBySearch>
      )}
    </FoundBySearch>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const id = useId();
  return (
    <section className={styles.part} aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {children}
    </section>
  );
}

function ChoiceList(props: {
  readonly choices: readonly TraceChoice[];
  readonly page: SourceKind;
  readonly onChoose: TraceChoicesProps["onChoose"];
}) {
  const words = useMessages().compare;
  const sourceWords = useMessages().app.source;
  const formats = useFormats();
  const zone = usePreferences(({ timeZone }) => timeZone);
  const [now] = useState(() => Date.now());
  const sourceNames = {
    jaeger: sourceWords.jaeger,
    demo: sourceWords.demo,
    files: sourceWords.noFiles,
  };
  return (
    <ul className={styles.list}>
      {props.choices.map(({ traceId, source, about }) => (
        <li key={`${source} ${traceId}`}>
          <button
            type="button"
            className={styles.choice}
            title={shortText(traceId)}
            onClick={() => props.onChoose(traceId, source)}
          >
            {about ? (
              <>
                <ServiceMark service={about.service} />
                <bdi className={styles.name}>
                  {shortText(
                    words.grid.spanWithService(
                      about.service || words.grid.unknownService,
                      about.name || words.grid.noName,
                    ),
                    120,
                  )}
                </bdi>
                <span className={styles.figure}>{formats.duration(about.durationNs)}</span>
                <span className={styles.figure}>
                  {formats.shortTime(about.startUnixNano, zone, now)}
                </span>
              </>
            ) : (
              <code className={styles.name}>{shortText(traceId, 64)}</code>
            )}
            {source !== props.page && <span className={styles.source}>{sourceNames[source]}</span>}
          </button>
        </li>
      ))}
    </ul>
  );
}
