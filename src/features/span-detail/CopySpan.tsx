import { useFormats, useMessages } from "@/i18n/I18nProvider";
import type { SpanView } from "@/model/span-view";
import { CopyValue } from "./CopyValue";
import { spanMarkdown } from "./span-markdown";
import { spanOtlp } from "./span-otlp";
import styles from "./SpanDetail.module.css";

interface CopySpanProps {
  readonly view: SpanView;
  /** The address of the span. */
  readonly href: string;
}

/** Copies the span as a whole: for programs, and for people. */
export function CopySpan({ view, href }: CopySpanProps) {
  const { attributes, copy, facts, link, sections, service, shownOf } = useMessages().spanDetail;
  const formats = useFormats();
  const markdown = () =>
    spanMarkdown(
      view,
      {
        ...{ key: attributes.key, value: attributes.value, service, link },
        ...{ span: facts.spanName, kind: facts.kind, status: facts.status },
        ...{ statusMessage: facts.statusMessage, start: facts.start, duration: facts.duration },
        ...{ spanId: facts.spanId, traceId: facts.traceId },
        ...{ attributes: sections.attributes, resource: sections.resource },
        ...{ events: sections.events, links: sections.links },
        shownOf: (shown, total) => shownOf(formats.number(shown), formats.number(total)),
      },
      formats.duration,
      new URL(href, document.baseURI).href,
    );
  return (
    <div className={styles.copySpan}>
      <CopyValue text={() => spanOtlp(view)} label={copy.spanOtlp} withLabel />
      <CopyValue text={markdown} label={copy.spanMarkdown} withLabel />
    </div>
  );
}
