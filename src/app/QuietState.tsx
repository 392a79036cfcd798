import styles from "./QuietState.module.css";

/** Says what is going on, where that takes a moment; shows only when the moment is a long one. */
export function QuietState({ words }: { readonly words: string }) {
  return (
    <p className={styles.quiet} role="status">
      {words}…
    </p>
  );
}
