import { useMemo, useState } from "react";
import { useMessages } from "@/i18n/I18nProvider";
import type { AttributeValue } from "@/model/attribute";
import { LongText } from "@/widgets/LongText";
import { visibleText } from "@/widgets/visible-text";
import { formatJson, looksLikeJson } from "./format-json";
import { linkableUrl } from "./safe-url";
import { useLongTextLabels } from "./use-long-text-labels";
import { base64Source, doubleText, hexSource } from "./value-text";
import styles from "./ValueView.module.css";
import { ValueTree } from "./ValueTree";

function StringView({ text }: { readonly text: string }) {
  const { value: messages } = useMessages().spanDetail;
  const labels = useLongTextLabels();
  const [formatted, setFormatted] = useState<string>();
  const [isBroken, setBroken] = useState(false);
  if (text === "") return <span className={styles.none}>{messages.emptyString}</span>;
  const url = linkableUrl(text);
  if (url !== undefined) {
    return (
      <a className={styles.link} href={url} target="_blank" rel="noopener noreferrer">
        <bdi>{visibleText(text)}</bdi>
      </a>
    );
  }
  if (!looksLikeJson(text)) return <LongText source={text} labels={labels} />;
  const format = () => {
    const json = formatted === undefined ? formatJson(text) : undefined;
    setBroken(formatted === undefined && json === undefined);
    setFormatted(json);
  };
  return (
    <>
      <LongText source={formatted ?? text} labels={labels} mono={formatted !== undefined} />
      <div>
        {isBroken ? (
          <span className={styles.none} role="status">
            {messages.notJson}
          </span>
        ) : (
          <button type="button" className={styles.textButton} onClick={format}>
            {formatted === undefined ? messages.formatJson : messages.showAsIs}
          </button>
        )}
      </div>
    </>
  );
}

function BytesView({ bytes }: { readonly bytes: Uint8Array }) {
  const { value: messages } = useMessages().spanDetail;
  const labels = useLongTextLabels();
  const [encoding, setEncoding] = useState<"hex" | "base64">("hex");
  const source = useMemo(
    () => (encoding === "hex" ? hexSource(bytes) : base64Source(bytes)),
    [bytes, encoding],
  );
  return (
    <>
      {bytes.length > 0 && (
        <div>
          <LongText source={source} labels={labels} mono />
        </div>
      )}
      <span className={styles.type}>{messages.byteCount(bytes.length)}</span>
      {bytes.length > 0 && (
        <span role="group" aria-label={messages.encoding} className={styles.toggle}>
          {(["hex", "base64"] as const).map((one) => (
            <button
              key={one}
              type="button"
              className={styles.textButton}
              aria-pressed={encoding === one}
              onClick={() => setEncoding(one)}
            >
              {one === "hex" ? messages.asHex : messages.asBase64}
            </button>
          ))}
        </span>
      )}
    </>
  );
}

interface ValueViewProps {
  readonly value: AttributeValue;
  /** How many arrays and maps the value is in. */
  readonly depth?: number;
}

/** A value as what it is: typed, exact, and harmless whatever it holds. */
export function ValueView({ value, depth = 0 }: ValueViewProps) {
  const { value: messages } = useMessages().spanDetail;
  switch (value.type) {
    case "empty":
      return <span className={styles.none}>{messages.none}</span>;
    case "string":
      return <StringView text={value.value} />;
    case "bytes":
      return <BytesView bytes={value.value} />;
    case "array":
    case "kvlist":
      return (
        <ValueTree
          value={value}
          depth={depth}
          renderPart={(part) => <ValueView value={part} depth={depth + 1} />}
        />
      );
    default:
      return (
        <>
          <span className={styles.figure}>
            {value.type === "double" ? doubleText(value.value) : String(value.value)}
          </span>{" "}
          <span className={styles.type}>{messages.types[value.type]}</span>
        </>
      );
  }
}
