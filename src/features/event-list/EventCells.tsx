import { useMemo } from "react";
import type { EventList } from "@/derive/event-list";
import type { LoadedTrace } from "@/engine/trace-engine";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import { spanIndex } from "@/model/indexes";
import { spanName, spanService } from "@/model/span-search";
import { useEventRows } from "@/queries/views";
import { ServiceMark } from "@/trace-ui/ServiceMark";
import { shortText } from "@/trace-ui/short-text";
import styles from "./EventListView.module.css";

/** Events that are asked for together. */
const pageSize = 64;
const longestShown = 160;

interface EventCellsProps {
  readonly trace: LoadedTrace;
  readonly list: EventList;
  /** Position in the list. */
  readonly at: number;
}

/** What a row says of its event; its contents come with those of its neighbours. */
export function EventCells({ trace, list, at }: EventCellsProps) {
  const { views } = useMessages();
  const words = views.events;
  const formats = useFormats();
  const { core, handle } = trace;
  const page = Math.floor(at / pageSize);
  const events = useMemo(
    () => [...list.event.subarray(page * pageSize, (page + 1) * pageSize)],
    [list, page],
  );
  const row = useEventRows(handle, events)?.[at % pageSize];
  const span = spanIndex(list.span[at] ?? 0);
  const service = spanService(core, span);
  const name = spanName(core, span);
  const shownName = name === "" ? views.noName : shortText(name);
  const shownService = service === "" ? views.unknownService : shortText(service);
  const hidden = row ? row.attributeCount - row.attributes.length : 0;
  return (
    <>
      <div role="gridcell" data-column="time" data-figure>
        {formats.duration(list.timeNs[at] ?? 0)}
      </div>
      <div role="gridcell" data-column="event" data-exception={row?.isException || undefined}>
        {row?.isException && (
          <span className={styles.exception} role="img" aria-label={words.exception} />
        )}
        <bdi>{row ? (row.name === "" ? words.noEventName : shortText(row.name)) : "…"}</bdi>
      </div>
      <div role="gridcell" data-column="span">
        <ServiceMark service={service} />
        <bdi title={`${shownService}: ${shownName}`}>{`${shownService}: ${shownName}`}</bdi>
      </div>
      <div role="gridcell" data-column="attributes">
        <span className={styles.attributes}>
          {row?.attributes.map(([key, value], index) => (
            // Keys may repeat, and may be anything.
            <span key={index}>
              <bdi className={styles.key}>{shortText(key, longestShown)}</bdi>
              <bdi>{shortText(value, longestShown)}</bdi>
            </span>
          ))}
          {hidden > 0 && <span>{words.more(hidden)}</span>}
        </span>
      </div>
    </>
  );
}
