import type { SpanEventView, SpanView } from "@/model/span-view";

export interface EventMarks {
  /** The ends of the time line, in nanoseconds from the start of the span. */
  readonly fromNs: number;
  readonly toNs: number;
  /** Columns, from 0, that have an event without an exception, ascending; each once. */
  readonly plain: readonly number[];
  /** Columns that have an exception. */
  readonly exceptions: readonly number[];
}

const isException = ({ name, attributes }: SpanEventView): boolean =>
  name === "exception" ||
  attributes.some(({ key }) => key === "exception.type" || key === "exception.message");

/**
 * Where the events of a span are on a time line of so many columns, which spans it and its events:
 * however many there are, no more marks than columns.
 */
export function eventMarks(span: SpanView, columns: number): EventMarks {
  let fromNs = 0;
  let toNs = span.durationNs;
  for (const { timeNs } of span.events) {
    fromNs = Math.min(fromNs, timeNs - span.startNs);
    toNs = Math.max(toNs, timeNs - span.startNs);
  }
  const width = toNs - fromNs;
  const plain = new Set<number>();
  const exceptions = new Set<number>();
  for (const event of span.events) {
    const share = width === 0 ? 0 : (event.timeNs - span.startNs - fromNs) / width;
    const column = Math.min(columns - 1, Math.floor(share * columns));
    (isException(event) ? exceptions : plain).add(column);
  }
  const ascending = (set: ReadonlySet<number>) => [...set].sort((a, b) => a - b);
  return { fromNs, toNs, plain: ascending(plain), exceptions: ascending(exceptions) };
}

/** Whether a text, in lower case, is in an event's name or attributes, as `has` finds it there. */
export function matchingEvents(
  events: readonly SpanEventView[],
  filter: string,
  has: (attribute: SpanEventView["attributes"][number], wanted: string) => boolean,
): readonly SpanEventView[] {
  const wanted = filter.trim().toLowerCase();
  if (wanted === "") return events;
  return events.filter(
    ({ name, attributes }) =>
      name.toLowerCase().includes(wanted) || attributes.some((one) => has(one, wanted)),
  );
}
