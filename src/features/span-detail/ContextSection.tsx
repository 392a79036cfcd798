import { useMessages } from "@/i18n/I18nProvider";
import type { SpanView } from "@/model/span-view";
import type { TraceFormat } from "@/model/trace-source";
import { KeyValueRow, KeyValueTable } from "@/widgets/KeyValueTable";
import { LongText } from "@/widgets/LongText";
import { visibleLine } from "@/widgets/visible-text";
import { CopyValue } from "./CopyValue";
import { FlagsText } from "./FlagsText";
import { Section } from "./Section";
import styles from "./SpanDetail.module.css";
import { contextHeaders, curlCommand, traceparent, traceStateMembers } from "./trace-context";
import { useLongTextLabels } from "./use-long-text-labels";

interface ContextSectionProps {
  readonly span: SpanView;
  readonly format: TraceFormat;
}

/** The W3C trace context that the span received and passed on, as headers and decoded. */
export function ContextSection({ span, format }: ContextSectionProps) {
  const messages = useMessages().spanDetail;
  const labels = useLongTextLabels();
  const { context } = messages;
  // A root received none: its own is what one would send to get the like of it.
  const received =
    traceparent(span.traceId, span.parentSpanId, span.traceFlags) ??
    traceparent(span.traceId, span.spanId, span.traceFlags);
  const headers = [
    {
      name: context.received,
      copy: context.copyReceived,
      text: traceparent(span.traceId, span.parentSpanId, span.traceFlags),
    },
    {
      name: context.sent,
      copy: context.copySent,
      text: traceparent(span.traceId, span.spanId, span.traceFlags),
    },
  ];
  const members = traceStateMembers(span.traceState);
  return (
    <Section
      id="context"
      actions={
        received !== undefined && (
          <>
            <CopyValue
              text={contextHeaders(received, span.traceState)}
              label={context.copyHeaders}
              withLabel
            />
            <CopyValue
              text={() => curlCommand(received, span.traceState, span.attributes)}
              label={context.copyCurl}
              withLabel
            />
          </>
        )
      }
    >
      <KeyValueTable
        label={messages.sections.context}
        keyLabel={messages.attributes.key}
        valueLabel={messages.attributes.value}
        shortKeys
      >
        {headers.map(
          ({ name, copy, text }) =>
            text !== undefined && (
              <KeyValueRow key={name} name={name} actions={<CopyValue text={text} label={copy} />}>
                <span className={styles.id}>{text}</span>
              </KeyValueRow>
            ),
        )}
        <KeyValueRow name={context.flags}>
          {span.traceFlags === undefined ? (
            <span className={styles.label}>{context.flagsAbsent}</span>
          ) : (
            <FlagsText flags={span.traceFlags} format={format} />
          )}
        </KeyValueRow>
        {span.traceState !== "" && (
          <KeyValueRow
            name={context.traceState}
            actions={<CopyValue text={span.traceState} label={context.copyTraceState} />}
          >
            <LongText source={span.traceState} labels={labels} mono />
          </KeyValueRow>
        )}
        {members.length > 1 || members.some((member) => member.vendor !== "")
          ? members.map(({ vendor, value }, i) => (
              <KeyValueRow
                // Vendors may repeat in a broken header: a member's identity is its place.
                key={i}
                name={context.vendor(visibleLine(vendor))}
                actions={
                  <CopyValue text={value} label={messages.copy.value(visibleLine(vendor))} />
                }
              >
                <LongText source={value} labels={labels} mono />
              </KeyValueRow>
            ))
          : null}
      </KeyValueTable>
    </Section>
  );
}
