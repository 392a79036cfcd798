import { useState, type ReactNode } from "react";
import { useMessages } from "@/i18n/I18nProvider";
import type { AttributeValue } from "@/model/attribute";
import { visibleLine, visibleText } from "@/widgets/visible-text";
import { ShowMore } from "./ShowMore";
import { valueJson } from "./value-text";
import styles from "./ValueView.module.css";

type Composite = Extract<AttributeValue, { type: "array" | "kvlist" }>;

const openToDepth = 2;
const openToLength = 20;
const step = 100;
const longestInline = 72;

/** An array of a few plain values on one line, or undefined when it needs a tree. */
function inlineArray(value: Composite): string | undefined {
  if (value.type !== "array" || value.value.length > 12) return undefined;
  const parts: string[] = [];
  let length = 0;
  for (const item of value.value) {
    if (item.type === "array" || item.type === "kvlist" || item.type === "bytes") return undefined;
    if (item.type === "string" && item.value.length > longestInline) return undefined;
    const text = valueJson(item);
    length += text.length + 2;
    if (length > longestInline) return undefined;
    parts.push(text);
  }
  return `[${parts.join(", ")}]`;
}

interface ValueTreeProps {
  readonly value: Composite;
  readonly depth: number;
  /** Draws an item or an entry's value; each level is only drawn once its parent is open. */
  readonly renderPart: (part: AttributeValue, key: string | undefined) => ReactNode;
}

/** An array or a map: on one line when it is short and flat, else as a tree that folds. */
export function ValueTree({ value, depth, renderPart }: ValueTreeProps) {
  const messages = useMessages().spanDetail;
  const count = value.value.length;
  const [isOpen, setOpen] = useState(depth < openToDepth && count <= openToLength);
  const [limit, setLimit] = useState(step);
  const isArray = value.type === "array";
  const size = isArray ? messages.value.itemCount(count) : messages.value.entryCount(count);
  const inline = inlineArray(value);

  if (inline !== undefined || count === 0) {
    return (
      <>
        <bdi className={styles.figure}>{visibleText(inline ?? (isArray ? "[]" : "{}"))}</bdi>{" "}
        <span className={styles.type}>{messages.value.types[value.type]}</span>
      </>
    );
  }
  const keys = isArray ? undefined : value.value.map((entry) => entry.key);
  const items = isArray ? value.value : value.value.map((entry) => entry.value);
  return (
    <div>
      <button
        type="button"
        className={styles.treeButton}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <svg viewBox="0 0 12 12" width="10" height="10" aria-hidden="true">
          <path d="M4 2.5 8 6l-4 3.5" />
        </svg>
        {isArray ? messages.value.openArray(size) : messages.value.openMap(size)}
      </button>
      {isOpen && (
        <>
          <ul className={styles.tree}>
            {items.slice(0, limit).map((item, i) => (
              // Parts have no identity but their place: keys may repeat.
              <li key={i}>
                <bdi className={styles.part}>{keys ? visibleLine(keys[i] ?? "") : String(i)}</bdi>
                <div className={styles.partValue}>{renderPart(item, keys?.[i])}</div>
              </li>
            ))}
          </ul>
          <ShowMore
            shown={Math.min(limit, count)}
            total={count}
            step={step}
            onShow={(shown) => setLimit(shown)}
          />
        </>
      )}
    </div>
  );
}
