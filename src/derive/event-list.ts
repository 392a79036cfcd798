import { gatherFloat64, gatherUint32 } from "@/lib/gather";
import { growable } from "@/lib/growable-column";
import { sortByKey } from "@/lib/sort-by-key";
import { wireValue, type AttributeTable } from "@/model/attribute-table";
import { decodeWireValue } from "@/model/read-value";
import type { Trace } from "@/model/trace";
import { valueRowTest } from "./match-attributes";
import { nameTest } from "./name-test";
import { StringTest, type Effort } from "./string-test";
import { foldCase, valueText } from "./value-text";

export interface EventFilter {
  /** Words, each of which has to be found somewhere in the event; "" for all events. */
  readonly text: string;
  /** Events that record an exception alone. */
  readonly exceptionsOnly: boolean;
}

/** Events by time, equal times by row. Columns of equal length. */
export interface EventList {
  /** Position in the trace's table of events. */
  readonly event: Uint32Array;
  /** Row of the event's span. */
  readonly span: Uint32Array;
  /** Nanoseconds from the start of the trace; may be negative. */
  readonly timeNs: Float64Array;
  /** How many events there are without a filter, and how many of those record an exception. */
  readonly total: number;
  readonly exceptions: number;
}

/** What one event says, for a line of a table. */
export interface EventRow {
  readonly name: string;
  /** Records an exception: see `eventListSteps`. */
  readonly isException: boolean;
  /** The first attributes, with their texts cut; and how many there are. */
  readonly attributes: readonly (readonly [key: string, value: string])[];
  readonly attributeCount: number;
}

const eventsPerStep = 4096;
/** More attributes, or longer texts, have no room in a line. */
const attributesShown = 12;
const longestValue = 400;

/**
 * The events of a trace in the order of time that pass a filter. An event records an exception when
 * it is called "exception" or has an attribute `exception.…`, as OpenTelemetry's conventions have
 * it. Words are found, case aside, in the names of the event, its span and its service, and in the
 * keys and values of its attributes. Yields now and then. O(n log n).
 */
export function* eventListSteps(trace: Trace, filter: EventFilter): Generator<void, EventList> {
  const { events, eventTimeNs, spans } = trace;
  const isException = exceptionTest(trace);
  const tests = filter.text
    .split(/\s+/)
    .filter((word) => word !== "")
    .map((word) => wordTest(trace, foldCase(word)));
  const kept = growable.uint32();
  const owner = growable.uint32();
  let exceptions = 0;
  let span = 0;
  for (let event = 0; event < events.length; event += 1) {
    while (spans.eventOffset[span + 1]! <= event) span += 1;
    const threw = isException(event);
    if (threw) exceptions += 1;
    if ((threw || !filter.exceptionsOnly) && tests.every((test) => test(event, span))) {
      kept.push(event);
      owner.push(span);
    }
    if (event % eventsPerStep === eventsPerStep - 1) yield;
  }
  const rows = kept.view();
  const times = gatherFloat64(eventTimeNs, rows);
  let earliest = 0;
  for (const time of times) if (time < earliest) earliest = time;
  // From 0 on, so that they are sorted by their digits.
  const order = sortByKey(times.map((time) => time - earliest));
  return {
    event: gatherUint32(rows, order),
    span: gatherUint32(owner.view(), order),
    timeNs: gatherFloat64(times, order),
    total: events.length,
    exceptions,
  };
}

/** What an event of a trace says. */
export function eventRow(trace: Trace, event: number): EventRow {
  const { events, strings } = trace;
  const table = events.attributes;
  const first = table.offset[event]!;
  const attributeCount = table.offset[event + 1]! - first;
  const shown = Math.min(attributeCount, attributesShown);
  return {
    name: cut(strings.text(events.name[event]!)),
    isException: exceptionTest(trace)(event),
    attributes: Array.from({ length: shown }, (_, at) => {
      const row = first + at;
      const value = valueText(decodeWireValue(wireValue(table, row, strings)));
      return [cut(strings.text(table.key[row]!)), cut(value)] as const;
    }),
    attributeCount,
  };
}

function cut(text: string): string {
  if (text.length <= longestValue) return text;
  const last = text.charCodeAt(longestValue - 1);
  // Half of a surrogate pair is no character.
  return `${text.slice(0, last >= 0xd800 && last < 0xdc00 ? longestValue - 1 : longestValue)}…`;
}

type EventTest = (event: number, span: number) => boolean;

function exceptionTest({ events, strings }: Trace): (event: number) => boolean {
  const isName = remembered((id) => strings.text(id) === "exception");
  const isKey = remembered((id) => strings.text(id).startsWith("exception."));
  const { offset, key } = events.attributes;
  return (event) => {
    if (isName(events.name[event]!)) return true;
    for (let row = offset[event]!; row < offset[event + 1]!; row += 1) {
      if (isKey(key[row]!)) return true;
    }
    return false;
  };
}

/** A test of strings by their ids, each looked at once. */
function remembered(test: (id: number) => boolean): (id: number) => boolean {
  const known = new Map<number, boolean>();
  return (id) => {
    let answer = known.get(id);
    if (answer === undefined) {
      answer = test(id);
      known.set(id, answer);
    }
    return answer;
  };
}

function wordTest(trace: Trace, word: string): EventTest {
  const { events, names, resourceService, spans, strings } = trace;
  const effort: Effort = { spent: 0 };
  const string = StringTest.includes(strings, effort, [word]);
  const name = nameTest(names, (text) => foldCase(text).includes(word));
  const has = (text: string): boolean => foldCase(text).includes(word);
  const value = valueRowTest(trace, {
    string: (id) => string.has(id),
    number: (number) => has(String(number)),
    bool: (truth) => has(String(truth)),
    empty: false,
    nested: (nested) => has(valueText(nested)),
  });
  const attribute = (table: AttributeTable, event: number): boolean => {
    for (let row = table.offset[event]!; row < table.offset[event + 1]!; row += 1) {
      if (string.has(table.key[row]!) || value(table, row)) return true;
    }
    return false;
  };
  return (event, span) =>
    string.has(events.name[event]!) ||
    name(spans.name[span]!) ||
    name(resourceService[spans.resource[span]!]!) ||
    attribute(events.attributes, event);
}
