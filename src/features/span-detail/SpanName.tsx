import { useFormats, useMessages } from "@/i18n/I18nProvider";
import { ServiceMark } from "@/trace-ui/ServiceMark";
import { shortText } from "@/trace-ui/short-text";
import type { SpanLabel } from "./relations";
import styles from "./SpanDetail.module.css";

/** Mentions a span: its service's colour, service and name, and how long it took. */
export function SpanName({ span }: { readonly span: Omit<SpanLabel, "index"> }) {
  const messages = useMessages().spanDetail;
  const formats = useFormats();
  const service = shortText(span.service) || messages.noService;
  const name = shortText(span.name) || messages.noName;
  const text = messages.spanWithService(service, name);
  return (
    <span className={styles.mention}>
      <ServiceMark service={span.service} />
      <bdi className={styles.mentionName} title={text}>
        {text}
      </bdi>
      {span.isError && (
        <span className={styles.errorMark} role="img" aria-label={messages.spanIsError} />
      )}
      <span className={styles.mentionDuration}>{formats.duration(span.durationNs)}</span>
    </span>
  );
}
