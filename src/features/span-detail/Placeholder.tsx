import { useMessages } from "@/i18n/I18nProvider";
import styles from "./SpanDetail.module.css";

/** Holds the place of the details until they are there; shows itself only when that takes a while. */
export function Placeholder() {
  const { loading } = useMessages().spanDetail;
  return (
    <div className={styles.placeholder} role="status">
      <span className={styles.placeholderText}>{loading}</span>
      {[60, 85, 45, 70, 55, 80].map((width) => (
        <span key={width} className={styles.bar} style={{ inlineSize: `${width}%` }} />
      ))}
    </div>
  );
}
