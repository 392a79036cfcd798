import { useMemo, useState } from "react";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import type { SpanView } from "@/model/span-view";
import { KeyValueRow, KeyValueTable } from "@/widgets/KeyValueTable";
import { LongText } from "@/widgets/LongText";
import { visibleLine } from "@/widgets/visible-text";
import { CopyValue } from "./CopyValue";
import { genAiOf } from "./genai";
import styles from "./GenAiSection.module.css";
import { Section } from "./Section";
import { ShowMore } from "./ShowMore";
import { useLongTextLabels } from "./use-long-text-labels";

const firstShown = 20;
const step = 100;

/** A call of generative AI: model, tokens, and the conversation with its tool calls. */
export function GenAiSection({ span }: { readonly span: SpanView }) {
  const messages = useMessages().spanDetail;
  const formats = useFormats();
  const labels = useLongTextLabels();
  const [limit, setLimit] = useState(firstShown);
  const view = useMemo(() => genAiOf(span), [span]);
  if (!view) return null;
  const { genai: words, attributes, copy } = messages;
  return (
    <Section
      id="genai"
      {...(view.messages.length > 0 && { count: formats.number(view.messages.length) })}
    >
      {view.facts.size > 0 && (
        <KeyValueTable
          label={messages.sections.genai}
          keyLabel={attributes.key}
          valueLabel={attributes.value}
          shortKeys
        >
          {[...view.facts].map(([fact, value]) => (
            <KeyValueRow
              key={fact}
              name={words.facts[fact]}
              actions={<CopyValue text={value} label={copy.value(words.facts[fact])} />}
            >
              <LongText source={value} labels={labels} />
            </KeyValueRow>
          ))}
        </KeyValueTable>
      )}
      <ol className={styles.messages} aria-label={words.conversation}>
        {view.messages.slice(0, limit).map(({ role, kind, name, text }, i) => (
          // A message has no identity but its place.
          <li key={i} className={styles.message} data-role={role}>
            <div className={styles.head}>
              <bdi>{visibleLine(role.slice(0, 100))}</bdi>
              {kind !== "text" && (
                <span className={styles.kind}>
                  {words.kinds[kind](visibleLine(name.slice(0, 200)))}
                </span>
              )}
              <CopyValue text={text} label={words.copyMessage} />
            </div>
            <LongText source={text} labels={labels} mono={kind !== "text"} />
          </li>
        ))}
      </ol>
      <ShowMore
        shown={Math.min(limit, view.messages.length)}
        total={view.messages.length}
        step={step}
        onShow={setLimit}
      />
    </Section>
  );
}
