import { categoryMask, linkedHere, SpanCategory } from "@/derive/span-marks";
import { useMessages } from "@/i18n/I18nProvider";
import { SpanKind } from "@/model/span-table";
import { KindIcon } from "@/trace-ui/KindIcon";
import styles from "./RowMarks.module.css";

/** One stroke path per category, on a grid of 12. */
const paths: Readonly<Record<number, string>> = {
  [SpanCategory.Http]:
    "M6 1.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9M1.5 6h9M6 1.5C3.5 4 3.5 8 6 10.5 8.5 8 8.5 4 6 1.5",
  [SpanCategory.Rpc]: "M1.5 4h8M7.5 2l2 2-2 2M10.5 8h-8M4.5 6l-2 2 2 2",
  [SpanCategory.Messaging]: "M1.5 2.5h9v7h-9zM1.5 3.5 6 6.5l4.5-3",
  [SpanCategory.Database]: "M2 3c0-2 8-2 8 0v6c0 2-8 2-8 0zM2 3c0 2 8 2 8 0M2 6c0 2 8 2 8 0",
  [SpanCategory.GenAi]: "M6 1.5 7.2 4.8 10.5 6 7.2 7.2 6 10.5 4.8 7.2 1.5 6 4.8 4.8z",
};

const categoryWords = {
  [SpanCategory.Http]: "http",
  [SpanCategory.Rpc]: "rpc",
  [SpanCategory.Messaging]: "messaging",
  [SpanCategory.Database]: "database",
  [SpanCategory.GenAi]: "genai",
} as const;

const kindWords = {
  [SpanKind.Server]: "server",
  [SpanKind.Client]: "client",
  [SpanKind.Producer]: "producer",
  [SpanKind.Consumer]: "consumer",
} as const;

type NamedKind = keyof typeof kindWords;
type NamedCategory = keyof typeof categoryWords;

export interface RowMarksProps {
  readonly kind: number;
  /** See `derive/span-marks`. */
  readonly mark: number;
  readonly linkCount: number;
}

/** Kind, category and links of a row's span as small pictures; the details say the same in words. */
export function RowMarks({ kind, mark, linkCount }: RowMarksProps) {
  const words = useMessages().timeline.marks;
  const { kinds } = useMessages().spanDetail;
  const category = mark & categoryMask;
  const isLinked = linkCount > 0 || (mark & linkedHere) !== 0;
  return (
    <>
      {kind in kindWords && (
        <span className={styles.mark} title={kinds[kindWords[kind as NamedKind]]}>
          <KindIcon kind={kind as NamedKind} />
        </span>
      )}
      {category in categoryWords && (
        <span
          className={styles.mark}
          title={words.category[categoryWords[category as NamedCategory]]}
        >
          <svg viewBox="0 0 12 12" aria-hidden="true">
            <path d={paths[category]} />
          </svg>
        </span>
      )}
      {isLinked && (
        <span
          className={styles.mark}
          data-link=""
          title={[
            linkCount > 0 && words.linksOut(linkCount),
            (mark & linkedHere) !== 0 && words.linkedHere,
          ]
            .filter(Boolean)
            .join(". ")}
        >
          <svg viewBox="0 0 12 12" aria-hidden="true">
            <path d="M5 7 7 5M5.5 3.5 7 2a2 2 0 0 1 3 3L8.5 6.5M6.5 8.5 5 10a2 2 0 0 1-3-3l1.5-1.5" />
          </svg>
        </span>
      )}
    </>
  );
}
