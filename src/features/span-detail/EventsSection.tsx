import { useDeferredValue, useMemo, useState } from "react";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import type { Attribute } from "@/model/attribute";
import type { SpanEventView, SpanView } from "@/model/span-view";
import { usePreferences } from "@/state/preferences-store";
import { shortText } from "@/trace-ui/short-text";
import { Button } from "@/widgets/Button";
import { LongText } from "@/widgets/LongText";
import { attributeHas } from "./attribute-rows";
import { AttributeTable } from "./AttributeTable";
import { CopyValue } from "./CopyValue";
import { matchingEvents } from "./event-marks";
import { EventStrip } from "./EventStrip";
import { exceptionOf, type ExceptionPart, type ExceptionView } from "./exception";
import { FilterBox } from "./FilterBox";
import { Section } from "./Section";
import { ShowMore } from "./ShowMore";
import { useSpanActions } from "./span-actions";
import { CodeText } from "./StringView";
import styles from "./SpanDetail.module.css";
import { signedDuration } from "./times";
import { useLongTextLabels } from "./use-long-text-labels";
import { PatternLinks, useValueMenu, ValueActions } from "./ValueActions";

const firstShown = 20;
const filterFrom = 5;
const step = 100;
const longestMention = 80;

interface ExceptionBlockProps {
  readonly exception: ExceptionView;
  /** All attributes of its event. */
  readonly among: readonly Attribute[];
}

/** An exception as what it is; its texts can be found, searched for and followed as other values. */
function ExceptionBlock({ exception, among }: ExceptionBlockProps) {
  const { events, copy } = useMessages().spanDetail;
  const labels = useLongTextLabels();
  const menu = useValueMenu("event");
  const { type, message, stackTrace } = exception;
  const line = (part: ExceptionPart) => (
    <>
      <LongText source={part.text} labels={labels} />{" "}
      <ValueActions attribute={part.attribute} menu={menu} />
      <PatternLinks attribute={part.attribute} owner="event" among={among} />
    </>
  );
  return (
    <div className={styles.exception}>
      {type && (
        <div role="group" aria-label={events.exceptionType} className={styles.exceptionType}>
          {line(type)}
        </div>
      )}
      {message && (
        <div role="group" aria-label={events.exceptionMessage}>
          {line(message)}
        </div>
      )}
      {stackTrace && (
        <>
          <CodeText
            text={stackTrace.text}
            format={undefined}
            formatLabel=""
            box={events.stackTrace}
            boxed
          />
          <CopyValue text={stackTrace.text} label={copy.stackTrace} withLabel />
          <PatternLinks attribute={stackTrace.attribute} owner="event" among={among} />
        </>
      )}
      {menu.element}
    </div>
  );
}

function EventItem({ event, span }: { readonly event: SpanEventView; readonly span: SpanView }) {
  const { attributes: words, events } = useMessages().spanDetail;
  const formats = useFormats();
  const labels = useLongTextLabels();
  const zone = usePreferences((preferences) => preferences.timeZone);
  const exception = exceptionOf(event.attributes);
  const rest = exception?.rest ?? event.attributes;
  const offset = event.timeNs - span.startNs;
  const { onMark, markedNs } = useSpanActions();
  const isMarked = markedNs === event.timeNs;
  const isOutside = offset < 0 || offset > span.durationNs;
  const mention = shortText(event.name, longestMention) || events.noName;
  return (
    <li className={styles.event}>
      <div className={styles.eventName}>
        {event.name === "" ? (
          <span className={styles.label}>{events.noName}</span>
        ) : (
          <LongText source={event.name} labels={labels} />
        )}{" "}
        {isOutside && <span className={styles.warning}>{events.outside}</span>}
      </div>
      <div className={styles.eventTimes}>
        <span>
          {events.offsets(signedDuration(formats, offset), signedDuration(formats, event.timeNs))}
        </span>{" "}
        <span className={styles.exact}>{formats.dateTimeExact(event.timeUnixNano, zone)}</span>
        {onMark && (
          <Button
            size="s"
            variant="quiet"
            aria-pressed={isMarked}
            aria-label={events.markOf(mention)}
            onClick={() => onMark(isMarked ? undefined : event.timeNs)}
          >
            {events.mark}
          </Button>
        )}
      </div>
      {exception && <ExceptionBlock exception={exception} among={event.attributes} />}
      {rest.length > 0 && (
        <div className={styles.nested}>
          <AttributeTable
            attributes={rest}
            owner="event"
            label={events.attributesOf(mention)}
            filterLabel={words.filter}
          />
        </div>
      )}
      {event.droppedAttributesCount > 0 && (
        <p className={styles.note}>{words.dropped(event.droppedAttributesCount)}</p>
      )}
    </li>
  );
}

interface EventsSectionProps {
  readonly span: SpanView;
  readonly traceDurationNs: number;
}

/** The events of a span in time order, from its start and from that of the trace. */
export function EventsSection({ span, traceDurationNs }: EventsSectionProps) {
  const { attributes: filterWords, events: words } = useMessages().spanDetail;
  const formats = useFormats();
  const [limit, setLimit] = useState(firstShown);
  const [filter, setFilter] = useState("");
  const applied = useDeferredValue(filter);
  const { events, droppedEventsCount } = span;
  const matches = useMemo(() => matchingEvents(events, applied, attributeHas), [events, applied]);
  if (events.length === 0 && droppedEventsCount === 0) return null;
  return (
    <Section id="events" count={formats.number(events.length)}>
      {events.length > 0 && <EventStrip span={span} traceDurationNs={traceDurationNs} />}
      {events.length > filterFrom && (
        <FilterBox
          label={words.filter}
          placeholder={words.filterPlaceholder}
          value={filter}
          onChange={setFilter}
          status={
            applied === ""
              ? ""
              : filterWords.matching(formats.number(matches.length), formats.number(events.length))
          }
        />
      )}
      {matches.length === 0 && events.length > 0 && <p className={styles.note}>{words.noMatch}</p>}
      <ol className={styles.events}>
        {matches.slice(0, limit).map((event, i) => (
          // An event has no identity but its place.
          <EventItem key={i} event={event} span={span} />
        ))}
      </ol>
      <ShowMore
        shown={Math.min(limit, matches.length)}
        total={matches.length}
        step={step}
        onShow={setLimit}
      />
      {droppedEventsCount > 0 && <p className={styles.note}>{words.dropped(droppedEventsCount)}</p>}
    </Section>
  );
}
