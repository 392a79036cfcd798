import { useMemo } from "react";
import { useFormats, useFirstMessages } from "@/i18n/I18nProvider";
import type { ServiceCount } from "@/model/trace-summary";
import { serviceColor } from "@/trace-ui/service-colors";
import { shortText } from "@/trace-ui/short-text";
import { chipOrder, fittingChips, nameLimitPx } from "./service-chips";
import styles from "./ServiceChips.module.css";

/** The services of a trace with their colours and span counts, as many as fit into one line. */
export function ServiceChips(props: {
  readonly services: readonly ServiceCount[];
  readonly widthPx: number;
}) {
  const { results } = useFirstMessages().search;
  const formats = useFormats();
  const ordered = useMemo(() => chipOrder(props.services), [props.services]);
  const shown = ordered.slice(0, fittingChips(ordered, props.widthPx));
  const rest = ordered.slice(shown.length);
  const nameOf = ({ name }: ServiceCount) => shortText(name) || results.unknownService;
  const words = (service: ServiceCount) => {
    const { spanCount: spans, errorCount: errors } = service;
    return results.serviceSpans({ service: nameOf(service), spans, errors });
  };
  const line = { widthPx: props.widthPx, hasMore: rest.length > 0 };
  return (
    <ul className={styles.chips}>
      {shown.map((service, at) => {
        const maxWidth = nameLimitPx(service, shown.length === 1 ? line : undefined);
        return (
          // Another trace fills the chips that are there with other services.
          <li key={at} className={styles.chip} title={words(service)}>
            <span className={styles.color} style={{ background: serviceColor(service.name) }} />
            <bdi className={maxWidth === undefined ? styles.name : styles.cut} style={{ maxWidth }}>
              {nameOf(service)}
            </bdi>
            <span className={service.errorCount > 0 ? styles.failed : styles.count}>
              {formats.number(service.spanCount)}
            </span>
          </li>
        );
      })}
      {rest.length > 0 && (
        <li className={styles.more} title={rest.slice(0, 40).map(words).join("\n")}>
          <span aria-hidden="true">{results.moreServices(rest.length)}</span>
          <span className="visually-hidden">{rest.map(words).join("; ")}</span>
        </li>
      )}
    </ul>
  );
}
