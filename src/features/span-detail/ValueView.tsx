import { useMemo, useState, type ReactNode } from "react";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import type { AttributeValue } from "@/model/attribute";
import { LongText } from "@/widgets/LongText";
import { unitOfKey } from "./semantic-groups";
import { StringView } from "./StringView";
import { useLongTextLabels } from "./use-long-text-labels";
import { base64Source, doubleText, hexSource } from "./value-text";
import styles from "./ValueView.module.css";
import { ValueTree } from "./ValueTree";

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
  /** The key that the value belongs to: it may say what kind of text it is, or what it counts. */
  readonly name?: string | undefined;
  /** How many arrays and maps the value is in. */
  readonly depth?: number;
}

/** A value as what it is: typed, exact, and harmless whatever it holds. */
export function ValueView({ value, name, depth = 0 }: ValueViewProps) {
  const { value: messages } = useMessages().spanDetail;
  switch (value.type) {
    case "empty":
      return <span className={styles.none}>{messages.none}</span>;
    case "string":
      return <StringView text={value.value} name={name} />;
    case "bytes":
      return <BytesView bytes={value.value} />;
    case "array":
    case "kvlist":
      return (
        <ValueTree
          value={value}
          depth={depth}
          renderPart={(part, key) => (
            <ValueView value={part} name={key ?? name} depth={depth + 1} />
          )}
        />
      );
    case "bool":
      return <Figure text={String(value.value)} type={messages.types.bool} />;
    case "int":
      return (
        <Figure text={String(value.value)} type={messages.types.int}>
          <Unit name={name} value={Number(value.value)} />
        </Figure>
      );
    case "double":
      return (
        <Figure text={doubleText(value.value)} type={messages.types.double}>
          <Unit name={name} value={value.value} />
        </Figure>
      );
  }
}

interface FigureProps {
  readonly text: string;
  readonly type: string;
  readonly children?: ReactNode;
}

function Figure({ text, type, children }: FigureProps) {
  return (
    <>
      <span className={styles.figure}>{text}</span> {children}
      <span className={styles.type}>{type}</span>
    </>
  );
}

/** What a number counts, where the conventions say so; of many bytes, in a unit that fits too. */
function Unit({ name, value }: { readonly name: string | undefined; readonly value: number }) {
  const { units } = useMessages().spanDetail.value;
  const formats = useFormats();
  const unit = name === undefined ? undefined : unitOfKey(name);
  if (unit === undefined || !Number.isFinite(value)) return null;
  const text = units[unit](value);
  return (
    <>
      <span className={styles.unit}>
        {unit === "bytes" && Math.abs(value) >= 1000
          ? units.roughly(text, formats.bytes(value))
          : text}
      </span>{" "}
    </>
  );
}
