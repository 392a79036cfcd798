import { FieldNames } from "./field-order";
import { stepKind, type StepKind } from "./span-steps";

// The fields of OTLP/JSON spans, of their events and of their links, by number; the values that
// stand in them, by the op that reads them; and the bits that tell which a span has.

export const TRACE_ID = 0;
export const SPAN_ID = 1;
export const NAME = 2;
export const START = 3;
export const END_TIME = 4;
export const PARENT_ID = 5;
export const FLAGS = 6;
export const KIND = 7;
export const ATTRIBUTES = 8;
export const STATUS = 9;
export const EVENTS = 10;
export const LINKS = 11;
export const TRACE_STATE = 12;
export const DROPPED_ATTRIBUTES = 13;
export const DROPPED_EVENTS = 14;
export const DROPPED_LINKS = 15;
export const SPAN_FIELDS = new FieldNames([
  "traceId",
  "spanId",
  "name",
  "startTimeUnixNano",
  "endTimeUnixNano",
  "parentSpanId",
  "flags",
  "kind",
  "attributes",
  "status",
  "events",
  "links",
  "traceState",
  "droppedAttributesCount",
  "droppedEventsCount",
  "droppedLinksCount",
]);
/** The first five, without which a span is not plain. */
export const NEEDED = 0b11111;
export const STATUS_FIELDS = new FieldNames(["code", "message"]);
export const EVENT_FIELDS = new FieldNames([
  "timeUnixNano",
  "name",
  "attributes",
  "droppedAttributesCount",
]);
export const LINK_FIELDS = new FieldNames([
  "traceId",
  "spanId",
  "traceState",
  "attributes",
  "flags",
  "droppedAttributesCount",
]);
/** The ops of values that are no fields of a span, beside those that are: by the same numbers. */
export const STATUS_CODE = 16;
export const STATUS_MESSAGE = 17;
export const ATTRIBUTE = 18;
export const EVENT_TIME = 19;
export const EVENT_NAME = 20;
export const EVENT_ATTRIBUTE = 21;
export const LINK_TRACE = 22;
export const LINK_SPAN = 23;
export const LINK_STATE = 24;
export const LINK_ATTRIBUTE = 25;
export const LINK_FLAGS = 26;
export const LINK_DROPPED = 27;
export const EVENT_DROPPED = 28;
export const END = 29;
export const KINDS: readonly StepKind[] = Array.from({ length: END + 1 }, (_, op) => stepKind(op));
/** Bits of the fields of a status, an event and a link, above those of a span. */
export const STATUS_SHIFT = 16;
export const EVENT_SHIFT = 18;
export const EVENT_BITS = 0b1111 << EVENT_SHIFT;
export const EVENT_NEEDED = 1 << EVENT_SHIFT;
export const LINK_SHIFT = 22;
export const LINK_BITS = 0b111111 << LINK_SHIFT;
export const LINK_NEEDED = 0b11 << LINK_SHIFT;
export const KIND_NAMES = new FieldNames(
  ["UNSPECIFIED", "INTERNAL", "SERVER", "CLIENT", "PRODUCER", "CONSUMER"].map(
    (name) => `SPAN_KIND_${name}`,
  ),
);
export const CODE_NAMES = new FieldNames(
  ["UNSET", "OK", "ERROR"].map((name) => `STATUS_CODE_${name}`),
);
