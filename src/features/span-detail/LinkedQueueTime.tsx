import { useFormats, useMessages } from "@/i18n/I18nProvider";
import { SpanKind } from "@/model/span-table";
import { useLinkTarget } from "@/queries/link-target";
import type { OtherQueueTime } from "./LinksSection";
import styles from "./SpanDetail.module.css";

/**
 * How long what a Consumer span takes had waited since a Producer span of another trace put it
 * there. Nothing where that span is something else, is not to be had, or ended later by its clock.
 */
export const LinkedQueueTime: OtherQueueTime = ({ traceId, spanId, takenUnixNano }) => {
  const { links: words } = useMessages().spanDetail;
  const formats = useFormats();
  const target = useLinkTarget(traceId, spanId);
  if (target?.kind !== SpanKind.Producer || takenUnixNano < target.endUnixNano) return null;
  const waitedNs = Number(takenUnixNano - target.endUnixNano);
  return <span className={styles.label}>{words.waited(formats.duration(waitedNs))}</span>;
};
