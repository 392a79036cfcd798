import { SpanKind } from "@/model/span-table";
import styles from "./KindIcon.module.css";

/** One stroke path per kind, on a grid of 12: an arrow in or out of a box, or a queue. */
const paths: Readonly<Record<SpanKind, string>> = {
  [SpanKind.Unspecified]: "M3 6h6",
  [SpanKind.Internal]: "M2.5 2.5h7v7h-7z",
  [SpanKind.Server]: "M6 2.5h3.5v7H6M1.5 6h5M4.5 4l2 2-2 2",
  [SpanKind.Client]: "M6 2.5H2.5v7H6M5 6h5.5M8.5 4l2 2-2 2",
  [SpanKind.Producer]: "M2 3v6M4 3v6M5.5 6h5M8.5 4l2 2-2 2",
  [SpanKind.Consumer]: "M10 3v6M8 3v6M1.5 6h5M4.5 4l2 2-2 2",
};

/** The kind of a span as a small picture; decoration, its word has to stand beside it. */
export function KindIcon({ kind }: { readonly kind: SpanKind }) {
  return (
    <svg className={styles.icon} viewBox="0 0 12 12" aria-hidden="true">
      <path d={paths[kind] ?? paths[SpanKind.Unspecified]} />
    </svg>
  );
}
