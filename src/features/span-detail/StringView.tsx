import { useMemo, useState } from "react";
import { useMessages } from "@/i18n/I18nProvider";
import { LongText } from "@/widgets/LongText";
import { visibleText } from "@/widgets/visible-text";
import { formatJson, looksLikeJson } from "./format-json";
import { formatSql } from "./format-sql";
import { linkableUrl } from "./safe-url";
import { textKindOfKey } from "./semantic-groups";
import { useLongTextLabels } from "./use-long-text-labels";
import styles from "./ValueView.module.css";

/** A line this long may be worth keeping whole. */
const longLine = 60;

interface LaidOutProps {
  readonly text: string;
  /** Lays the text out; undefined when it cannot be. */
  readonly format: ((text: string) => string | undefined) | undefined;
  readonly formatLabel: string;
  readonly box?: string;
  readonly boxed?: boolean;
}

/** A text of code: as it was recorded or laid out, with its lines wrapped or whole. */
export function CodeText({ text, format, formatLabel, box, boxed = false }: LaidOutProps) {
  const { value: messages } = useMessages().spanDetail;
  const labels = useLongTextLabels();
  const [formatted, setFormatted] = useState<string>();
  const [isBroken, setBroken] = useState(false);
  const [wrap, setWrap] = useState(true);
  const isCode = boxed || formatted !== undefined;
  const toggle = () => {
    const next = formatted === undefined ? format?.(text) : undefined;
    setBroken(formatted === undefined && next === undefined);
    setFormatted(next);
  };
  return (
    <>
      <LongText
        source={formatted ?? text}
        labels={box === undefined ? labels : { ...labels, box }}
        mono={isCode}
        boxed={boxed}
        wrap={wrap}
      />
      <div className={styles.tools}>
        {isBroken ? (
          <span className={styles.none} role="status">
            {messages.notJson}
          </span>
        ) : (
          format && (
            <button type="button" className={styles.textButton} onClick={toggle}>
              {formatted === undefined ? formatLabel : messages.showAsIs}
            </button>
          )
        )}
        {isCode && (
          <button
            type="button"
            className={styles.textButton}
            aria-pressed={wrap}
            onClick={() => setWrap(!wrap)}
          >
            {messages.wrap}
          </button>
        )}
      </div>
    </>
  );
}

interface StringViewProps {
  readonly text: string;
  /** The key that the text belongs to, which may say what kind of text it is. */
  readonly name: string | undefined;
}

/** A text: an address as a link, JSON, SQL and stack traces as such, the rest as it is. */
export function StringView({ text, name }: StringViewProps) {
  const { value: messages, events } = useMessages().spanDetail;
  const labels = useLongTextLabels();
  const kind = name === undefined ? undefined : textKindOfKey(name);
  const isSql = useMemo(
    () => kind === "sql" && text.length > longLine && formatSql(text) !== undefined,
    [kind, text],
  );
  if (text === "") return <span className={styles.none}>{messages.emptyString}</span>;
  const url = linkableUrl(text);
  if (url !== undefined) {
    return (
      <a className={styles.link} href={url} target="_blank" rel="noopener noreferrer">
        <bdi>{visibleText(text)}</bdi>
      </a>
    );
  }
  if (kind === "stack" && text.includes("\n")) {
    return <CodeText text={text} format={undefined} formatLabel="" box={events.stackTrace} boxed />;
  }
  if (isSql) return <CodeText text={text} format={formatSql} formatLabel={messages.formatSql} />;
  if (!looksLikeJson(text)) return <LongText source={text} labels={labels} />;
  return <CodeText text={text} format={formatJson} formatLabel={messages.formatJson} />;
}
