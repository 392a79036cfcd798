import { useFormats, useFirstMessages } from "@/i18n/I18nProvider";
import type { TraceSummary } from "@/model/trace-summary";
import { isFiltering, noFilter, type ResultFilter } from "@/state/result-filter";
import { shortText } from "@/trace-ui/short-text";
import { Button } from "@/widgets/Button";
import { TextInput } from "@/widgets/Field";
import { IconButton } from "@/widgets/IconButton";
import type { ManyFormat } from "@/queries/export-many";
import type { FilteredResults } from "./filter-results";
import { DownloadMenu } from "./DownloadMenu";
import { CrossIcon } from "./icons";
import styles from "./ResultFilters.module.css";
import { ServiceFilter } from "./ServiceFilter";
import { ViewMenu } from "./ViewMenu";

export interface ResultFiltersProps {
  readonly filter: ResultFilter;
  readonly filtered: FilteredResults;
  /** What is shown, in its order. */
  readonly listed: readonly TraceSummary[];
  /** All that is loaded. */
  readonly summaries: readonly TraceSummary[];
  /** Some summary says how deep its trace is. */
  readonly knowsDepth: boolean;
  readonly zone: "local" | "utc";
  readonly now: number;
  readonly chosen: readonly string[];
  readonly onDownload: (traceIds: readonly string[], format: ManyFormat) => void;
  readonly onChange: (change: Partial<ResultFilter>) => void;
}

/** What of the loaded results is shown, with what every choice would leave. */
export function ResultFilters(props: ResultFiltersProps) {
  const { filter, filtered, summaries, zone, now, onChange } = props;
  const { filters: words } = useFirstMessages().search;
  const formats = useFormats();
  const { counts, shown } = filtered;
  const { minNs, maxNs, fromMicro, toMicro } = filter;
  const toggle = (
    label: string,
    count: number,
    pressed: boolean,
    change: Partial<ResultFilter>,
  ) => (
    <button
      type="button"
      className={styles.toggle}
      aria-pressed={pressed}
      disabled={count === 0 && !pressed}
      onClick={() => onChange(change)}
    >
      {label} <span className={styles.count}>{formats.number(count)}</span>
    </button>
  );
  const errors = (which: "with" | "without") =>
    filter.errors === which ? { errors: undefined } : { errors: which };
  const chip = (text: string, change: Partial<ResultFilter>) => (
    <span className={styles.chip}>
      <bdi className={styles.chipText}>{text}</bdi>
      <IconButton
        size="s"
        label={words.remove(text)}
        icon={<CrossIcon />}
        onClick={() => onChange(change)}
      />
    </span>
  );
  const time = (micro: number | undefined) =>
    micro === undefined ? undefined : formats.shortTime(BigInt(micro) * 1000n, zone, now);
  const duration = (ns: number | undefined) =>
    ns === undefined ? undefined : formats.duration(ns);
  return (
    <div role="group" aria-label={words.name} className={styles.filters}>
      <div className={styles.conditions}>
        <TextInput
          type="search"
          className={styles.text}
          aria-label={words.text}
          placeholder={words.textPlaceholder}
          dir="auto"
          value={filter.text}
          onChange={(event) => onChange({ text: event.currentTarget.value })}
        />
        <ServiceFilter
          summaries={summaries}
          shown={shown}
          chosen={filter.services}
          onChange={(services) => onChange({ services })}
        />
        {toggle(words.withErrors, counts.withErrors, filter.errors === "with", errors("with"))}
        {toggle(
          words.withoutErrors,
          counts.withoutErrors,
          filter.errors === "without",
          errors("without"),
        )}
        {(counts.incomplete > 0 || filter.incomplete) &&
          toggle(words.incomplete, counts.incomplete, filter.incomplete, {
            incomplete: !filter.incomplete,
          })}
        {filter.services.map((service) => (
          <span key={service}>
            {chip(shortText(service, 40), {
              services: filter.services.filter((one) => one !== service),
            })}
          </span>
        ))}
        {(minNs !== undefined || maxNs !== undefined) &&
          chip(words.durations({ min: duration(minNs), max: duration(maxNs) }), {
            minNs: undefined,
            maxNs: undefined,
          })}
        {(fromMicro !== undefined || toMicro !== undefined) &&
          chip(words.times({ from: time(fromMicro), to: time(toMicro) }), {
            fromMicro: undefined,
            toMicro: undefined,
          })}
        {isFiltering(filter) && (
          <Button size="s" variant="quiet" onClick={() => onChange(noFilter)}>
            {words.clear}
          </Button>
        )}
      </div>
      <div className={styles.end}>
        <span className={styles.shown} data-all={!isFiltering(filter) || undefined} role="status">
          {words.shown({ shown: shown.length, total: summaries.length })}
        </span>
        <DownloadMenu chosen={props.chosen} shown={props.listed} onDownload={props.onDownload} />
        <ViewMenu knowsDepth={props.knowsDepth} />
      </div>
    </div>
  );
}
