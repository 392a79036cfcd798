import { memo, useEffect, useMemo, useRef, useState, type SyntheticEvent } from "react";
import { useFormats, useFirstMessages } from "@/i18n/I18nProvider";
import { useKnownAttributes } from "@/queries/catalog";
import { completeAttributes, withFields } from "@/state/attribute-completion";
import type { SearchDraft } from "@/state/search-draft";
import {
  customLookback,
  lookbackMicros,
  offeredLookbacks,
  type SearchAbilities,
  type SearchField,
  type SearchParams,
} from "@/state/search-params";
import { Button } from "@/widgets/Button";
import { ComboBox } from "@/widgets/ComboBox";
import { Field, TextInput } from "@/widgets/Field";
import { Select } from "@/widgets/Select";
import { FilesSwitch, type FilesOffer } from "./FilesSwitch";
import { lookbackWords, problemWords } from "./search-words";
import { asksForNoError } from "./no-error";
import styles from "./SearchForm.module.css";
import { useNameLists, type NameList } from "./use-name-lists";
import { useSearchDraft } from "./use-search-draft";

export interface SearchFormProps {
  /** What the URL asks for; the form is filled in from it. */
  readonly params: SearchParams;
  readonly abilities: SearchAbilities;
  /** Absent where no files can be searched beside the source. */
  readonly files?: FilesOffer | undefined;
  /** "Find traces" was pressed and everything can be read. */
  readonly onSearch: (params: SearchParams) => void;
}

type TextField = Exclude<SearchField, "service" | "attributes" | "lookback"> & keyof SearchDraft;

/** What to search for. Memoised: it has nothing to do with what was found. */
export const SearchForm = memo(function SearchForm(props: SearchFormProps) {
  const { params, abilities, onSearch } = props;
  const messages = useFirstMessages();
  const formats = useFormats();
  const words = messages.search.form;
  const { draft, problems, zone, edit, reset, chooseTime, chooseWholeTime, submit } =
    useSearchDraft(params, abilities);
  const { services, operations, settle } = useNameLists(draft.service);
  const [completing, setCompleting] = useState(false);
  const learned = useKnownAttributes(completing);
  const completions = useMemo(
    () =>
      completeAttributes(draft.attributes, withFields(learned)).map(({ text: value }) => ({
        value,
      })),
    [draft.attributes, learned],
  );
  const form = useRef<HTMLFormElement>(null);
  const [refusals, setRefusals] = useState(0);

  useEffect(() => {
    if (refusals > 0) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [refusals]);

  const errorOf = (field: SearchField) => {
    const problem = problems.find((one) => one.field === field);
    return problem && problemWords(problem, messages, formats);
  };
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    const found = submit();
    if (found) onSearch(found);
    else setRefusals((count) => count + 1);
  };

  const comboTexts = {
    ...messages.search.combo,
    someOf: (shown: number, total: number) =>
      messages.search.combo.someOf({ shown: formats.number(shown), total: formats.number(total) }),
    asTyped: (text: string) => messages.search.combo.asTyped({ text }),
  };
  const note = (list: NameList, loading: string, failed: string, idle?: string) =>
    ({ loading, failed, idle, ready: undefined })[list.state];
  const text = (field: TextField, label: string, placeholder?: string, hint?: string) => (
    <Field label={label} error={errorOf(field)} hint={hint}>
      {(control) => (
        <TextInput
          {...control}
          value={draft[field]}
          placeholder={placeholder}
          inputMode={field === "limit" ? "numeric" : undefined}
          onChange={(event) => edit({ [field]: event.currentTarget.value })}
        />
      )}
    </Field>
  );
  const time = (field: "from" | "to", label: string) => (
    <Field label={label} error={errorOf(field)}>
      {(control) => (
        <TextInput
          {...control}
          type="datetime-local"
          step={0.001}
          value={draft[field]}
          onChange={(event) => edit({ [field]: event.currentTarget.value })}
        />
      )}
    </Field>
  );

  // A link may carry a lookback that is not among those offered.
  const offered = [...new Set<string>([...offeredLookbacks(), draft.lookback])]
    .filter((one) => one !== customLookback)
    .sort((a, b) => (lookbackMicros(a) ?? 0) - (lookbackMicros(b) ?? 0));

  // Only of what is held in this browser is it known of which time it is.
  const isLocal = abilities.timeRange !== undefined;

  return (
    <form
      ref={form}
      role="search"
      aria-label={words.name}
      className={styles.form}
      noValidate
      onSubmit={onSubmit}
    >
      <div className={styles.fields}>
        <Field label={words.service} error={errorOf("service")}>
          {(control) => (
            <div onBlur={settle}>
              <ComboBox
                {...control}
                value={draft.service}
                onValueChange={(service) => edit({ service })}
                options={services.options}
                texts={comboTexts}
                placeholder={
                  abilities.searchesAllServices ? words.allServices : words.chooseService
                }
                note={note(services, words.servicesLoading, words.servicesFailed)}
              />
            </div>
          )}
        </Field>
        <Field label={words.operation}>
          {(control) => (
            <ComboBox
              {...control}
              value={draft.operation}
              onValueChange={(operation) => edit({ operation })}
              options={operations.options}
              texts={comboTexts}
              placeholder={words.allOperations}
              note={note(
                operations,
                words.operationsLoading,
                words.operationsFailed,
                words.operationsNeedService,
              )}
            />
          )}
        </Field>
        <Field
          label={words.attributes}
          error={errorOf("attributes")}
          hint={
            asksForNoError(draft.attributes)
              ? words.noErrorHint[isLocal ? "local" : "server"]
              : words.attributesHint
          }
        >
          {(control) => (
            <div onFocus={() => setCompleting(true)}>
              <ComboBox
                {...control}
                value={draft.attributes}
                onValueChange={(attributes) => edit({ attributes })}
                options={completions}
                texts={{ ...comboTexts, noMatch: words.attributesUnknown }}
                placeholder={words.attributesExample}
              />
            </div>
          )}
        </Field>
        <Field label={words.lookback} error={errorOf("lookback")}>
          {(control) => (
            <Select
              {...control}
              value={draft.lookback}
              onValueChange={(lookback) => edit({ lookback })}
              options={[...offered, customLookback].map((value) => ({
                value,
                label: lookbackWords(value, messages),
              }))}
            />
          )}
        </Field>
        {draft.lookback === customLookback && (
          <div className={styles.range}>
            {time("from", words.from)}
            {time("to", words.to)}
            <p className={styles.zone}>{zone === "utc" ? words.zoneUtc : words.zoneLocal}</p>
          </div>
        )}
        {chooseWholeTime && (
          <div>
            <Button size="s" onClick={chooseWholeTime}>
              {words.wholeTime}
            </Button>
          </div>
        )}
        <div className={styles.pair}>
          {text("minDuration", words.minDuration, words.durationExample)}
          {text("maxDuration", words.maxDuration, words.durationExample)}
        </div>
        <div className={styles.pair}>{text("limit", words.limit)}</div>
        {props.files && <FilesSwitch offer={props.files} zone={zone} onTime={chooseTime} />}
      </div>
      <div className={styles.actions}>
        <Button type="submit" variant="primary">
          {words.find}
        </Button>
        <Button variant="quiet" onClick={reset}>
          {words.reset}
        </Button>
      </div>
    </form>
  );
});
