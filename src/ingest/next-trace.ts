import type { SpanFields, SpanSink } from "@/model/span-sink";
import { jsonValue } from "./any-value";
import { resourceOfService } from "./jaeger-v1";
import { plainScope } from "./lifted-tags";
import {
  durationFromMicros,
  emptySpanFields,
  integerOf,
  isObject,
  IssueNotes,
  numberOf,
  textOf,
  timeFromMicros,
  unknownFieldsOf,
  type JsonObject,
} from "./wire";

const KNOWN_FIELDS: ReadonlySet<string> = new Set([
  "traceId",
  "id",
  "parentId",
  "name",
  "timestamp",
  "duration",
  "tags",
]);

/** 2000-01-01 in microseconds: what is later is wall-clock time, what is earlier a monotonic one. */
const WALL_CLOCK_MICROS = 946_684_800_000_000;

/** True for an event of the trace file that Next.js writes: Zipkin-like, but with numeric ids. */
export function isNextEvent(value: JsonObject): boolean {
  return (
    typeof value["id"] === "number" && typeof value["traceId"] === "string" && "timestamp" in value
  );
}

/**
 * Reads the trace files that Next.js writes: lines of lists of Zipkin-like events whose `timestamp`
 * is monotonic microseconds and whose `startTime` is the wall clock in milliseconds. All monotonic
 * times are moved by one constant, that of the earliest event, so the events are held back until the
 * whole file is there. Events that are on the wall clock already stay where they are.
 */
export class NextTraceReader {
  private readonly sink: SpanSink;
  private events: JsonObject[] = [];

  constructor(sink: SpanSink) {
    this.sink = sink;
  }

  get heldBack(): number {
    return this.events.length;
  }

  event(source: JsonObject): void {
    this.events.push(source);
  }

  /** Hands over what was held back. */
  finish(): void {
    if (this.events.length === 0) return;
    const shift = shiftOf(this.events);
    const notes = new IssueNotes();
    const fields: SpanFields = {
      ...emptySpanFields(),
      // The file says nowhere whose it is; nothing but Next.js writes it.
      resource: this.sink.resource(resourceOfService("nextjs", [])),
      scope: this.sink.scope(plainScope("", "")),
    };
    for (const source of this.events) this.read(source, fields, shift, notes);
    this.events = [];
  }

  private read(source: JsonObject, fields: SpanFields, shift: number, notes: IssueNotes): void {
    const { sink } = this;
    fields.traceId = textOf(source["traceId"], "traceId", notes);
    fields.spanId = idOf(source["id"], "id", notes);
    fields.parentSpanId = idOf(source["parentId"], "parentId", notes);
    fields.name = textOf(source["name"], "name", notes);
    const timestamp = source["timestamp"];
    const micros = numberOf(timestamp);
    const monotonic = micros !== undefined && micros < WALL_CLOCK_MICROS;
    fields.start = timeFromMicros(monotonic ? micros + shift : timestamp, "timestamp", notes);
    fields.durationNs = durationFromMicros(source["duration"], "duration", notes);
    fields.unknownFields = unknownFieldsOf(source, KNOWN_FIELDS);
    sink.span(fields);
    if (fields.name === "") sink.issue("empty-name", "");
    const { tags } = source;
    if (isObject(tags)) {
      for (const [key, value] of Object.entries(tags)) sink.attribute(key, jsonValue(value));
    }
    notes.flush(sink);
  }
}

/** Wall clock less monotonic clock in microseconds, at the earliest event that has both. */
function shiftOf(events: readonly JsonObject[]): number {
  let earliest = Number.POSITIVE_INFINITY;
  let shift = 0;
  for (const event of events) {
    const micros = numberOf(event["timestamp"]);
    const wallMillis = numberOf(event["startTime"]);
    if (micros === undefined || wallMillis === undefined) continue;
    if (micros >= WALL_CLOCK_MICROS || micros >= earliest) continue;
    earliest = micros;
    shift = Math.round(wallMillis * 1000) - micros;
  }
  return shift;
}

/** A counter as 16 hex digits; text stays. */
function idOf(value: unknown, field: string, notes: IssueNotes): string {
  const id = typeof value === "number" ? integerOf(value) : undefined;
  if (typeof id === "number" && id >= 0) return id.toString(16).padStart(16, "0");
  return textOf(value, field, notes);
}
