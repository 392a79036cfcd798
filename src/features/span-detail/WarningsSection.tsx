import { useFormats, useMessages } from "@/i18n/I18nProvider";
import type { SpanIssue } from "@/model/span-view";
import { LongText } from "@/widgets/LongText";
import { insertedText } from "@/widgets/visible-text";
import { CopyValue } from "./CopyValue";
import { Section } from "./Section";
import styles from "./SpanDetail.module.css";
import { useLongTextLabels } from "./use-long-text-labels";

const longestDetail = 1000;

interface WarningsSectionProps {
  readonly warnings: readonly string[];
  readonly issues: readonly SpanIssue[];
}

/** What the server warns of, word for word, and what was repaired here, in words. */
export function WarningsSection({ warnings, issues }: WarningsSectionProps) {
  const { issues: sentences, copy } = useMessages().spanDetail;
  const formats = useFormats();
  const labels = useLongTextLabels();
  const count = warnings.length + issues.length;
  if (count === 0) return null;
  return (
    <Section id="warnings" count={formats.number(count)}>
      <ul className={styles.warnings}>
        {/* Warnings may repeat: they have no identity but their place. */}
        {issues.map(({ code, detail }, i) => (
          <li key={`issue ${i}`}>
            <p className={styles.warningText}>
              {sentences[code](insertedText(detail.slice(0, longestDetail)))}
            </p>
          </li>
        ))}
        {warnings.map((warning, i) => (
          <li key={`warning ${i}`}>
            <div className={styles.warningText}>
              <LongText source={warning} labels={labels} />
            </div>
            <CopyValue text={warning} label={copy.warning} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
