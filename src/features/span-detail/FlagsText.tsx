import { useMessages } from "@/i18n/I18nProvider";
import type { TraceFormat } from "@/model/trace-source";
import styles from "./SpanDetail.module.css";
import { flagNames, flagsText } from "./trace-context";

interface FlagsTextProps {
  readonly flags: number;
  readonly format: TraceFormat;
}

/** Trace flags as a number and in words. */
export function FlagsText({ flags, format }: FlagsTextProps) {
  const { context } = useMessages().spanDetail;
  const names = flagNames(flags, format).map((name) => context.flagNames[name]);
  return (
    <>
      <span className={styles.id}>{flagsText(flags)}</span>{" "}
      <span className={styles.label}>{names.length > 0 ? names.join(", ") : context.noFlags}</span>
    </>
  );
}
