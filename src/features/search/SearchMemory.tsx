import { useId, useState, type SyntheticEvent } from "react";
import { useFirstMessages } from "@/i18n/I18nProvider";
import {
  forgetRecent,
  forgetSaved,
  longestQuery,
  mostSaved,
  saveSearch,
  storedParams,
  useStoredSearches,
  type SaveRefusal,
} from "@/state/saved-searches";
import type { SearchParams } from "@/state/search-params";
import { shortText } from "@/trace-ui/short-text";
import { Button } from "@/widgets/Button";
import { TextInput } from "@/widgets/Field";
import { IconButton } from "@/widgets/IconButton";
import { describeSearch } from "./describe-search";
import { CrossIcon } from "./icons";
import styles from "./SearchMemory.module.css";

export interface SearchMemoryProps {
  /** The search of the URL, which can be saved; undefined where there is none. */
  readonly current: SearchParams | undefined;
  readonly onSearch: (params: SearchParams) => void;
}

const focus = (element: HTMLElement | null) => element?.focus();

/** Saved and recent searches, and the way to save the current one. */
export function SearchMemory({ current, onSearch }: SearchMemoryProps) {
  const messages = useFirstMessages();
  const { memory: words } = messages.search;
  const { recent, saved } = useStoredSearches();
  const [naming, setNaming] = useState<string>();
  const [refusal, setRefusal] = useState<SaveRefusal>();
  const refusalId = useId();
  const name = (text: string | undefined) => {
    setNaming(text);
    setRefusal(undefined);
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const refused = current && naming !== undefined ? saveSearch(naming, current) : undefined;
    if (refused) setRefusal(refused);
    else name(undefined);
  };
  const entry = (query: string, name?: string) => (
    <button
      type="button"
      className={styles.entry}
      title={describeSearch(query, messages)}
      onClick={() => onSearch(storedParams(query))}
    >
      <bdi>{name === undefined ? describeSearch(query, messages) : shortText(name)}</bdi>
    </button>
  );
  return (
    <div className={styles.memory}>
      <section aria-labelledby="saved-searches">
        <div className={styles.head}>
          <h2 id="saved-searches">{words.saved}</h2>
          {current && naming === undefined && (
            <Button size="s" variant="quiet" onClick={() => name("")}>
              {words.save}
            </Button>
          )}
        </div>
        {naming !== undefined && (
          <form className={styles.naming} onSubmit={submit}>
            <TextInput
              ref={focus}
              aria-label={words.name}
              placeholder={words.name}
              aria-invalid={refusal !== undefined || undefined}
              aria-describedby={refusal && refusalId}
              maxLength={120}
              value={naming}
              onChange={(event) => name(event.currentTarget.value)}
              onKeyDown={(event) => {
                if (event.key !== "Escape") return;
                event.preventDefault();
                name(undefined);
              }}
            />
            <Button size="s" type="submit">
              {words.keep}
            </Button>
          </form>
        )}
        <p id={refusalId} role="status" className={styles.refusal}>
          {refusal && words.refused[refusal](refusal === "full" ? mostSaved : longestQuery)}
        </p>
        {saved.length === 0 && naming === undefined && <p>{words.noneSaved}</p>}
        <ul>
          {saved.map(({ name, query }) => (
            <li key={name}>
              {entry(query, name)}
              <IconButton
                size="s"
                label={words.remove(shortText(name, 60))}
                icon={<CrossIcon />}
                onClick={() => forgetSaved(name)}
              />
            </li>
          ))}
        </ul>
      </section>
      {recent.length > 0 && (
        <section aria-labelledby="recent-searches">
          <div className={styles.head}>
            <h2 id="recent-searches">{words.recent}</h2>
            <Button size="s" variant="quiet" onClick={forgetRecent}>
              {words.clear}
            </Button>
          </div>
          <ul>
            {recent.map(({ query }) => (
              <li key={query}>{entry(query)}</li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
