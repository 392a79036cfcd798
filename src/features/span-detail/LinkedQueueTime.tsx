import { useFormats, useMessages } from "@/i18n/I18nProvider";
import { SpanKind } from "@/model/span-table";
import { useLinkTarget } from "@/queries/link-target";
import type { OtherQueueTime } from "./LinksSection";
import styles from "./SpanDetail.module.css";

/**
 * How long what a Consumer span takes had waited since a Producer span of another trace put it
 * there, or how long before its end it was taken. Nothing where that span is something else, or is
 * not to be had.
 */
export const LinkedQueueTime: OtherQueueTime = ({ traceId, spanId, takenUnixNano }) => {
  const { links: words } = useMessages().spanDetail;
  const formats = useFormats();
  const target = useLinkTarget(traceId, spanId);
  if (target?.kind !== SpanKind.Producer) return null;
  const waitedNs = Number(takenUnixNano - target.endUnixNano);
  const say = waitedNs < 0 ? words.takenEarly : words.waited;
  return <span className={styles.label}>{say(formats.duration(Math.abs(waitedNs)))}</span>;
};
