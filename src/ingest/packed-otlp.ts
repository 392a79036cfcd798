import type { PackedSink, PackedSpan } from "@/model/packed-span";
import { GIVE_UP } from "./byte-cursor";
import { type FieldNames, FieldOrder } from "./field-order";
import { QUOTE } from "./json-bytes";
import type { OtlpOwner } from "./otlp-json";
import { PackedPairs, pairValue } from "./packed-pairs";
import { PackedReader } from "./packed-reader";
import { SpanSteps, type Step, type StepKind } from "./span-steps";
import {
  TRACE_ID,
  SPAN_ID,
  NAME,
  START,
  END_TIME,
  PARENT_ID,
  FLAGS,
  KIND,
  ATTRIBUTES,
  STATUS,
  EVENTS,
  LINKS,
  TRACE_STATE,
  DROPPED_ATTRIBUTES,
  DROPPED_EVENTS,
  DROPPED_LINKS,
  SPAN_FIELDS,
  NEEDED,
  STATUS_FIELDS,
  EVENT_FIELDS,
  LINK_FIELDS,
  STATUS_CODE,
  STATUS_MESSAGE,
  ATTRIBUTE,
  EVENT_TIME,
  EVENT_NAME,
  EVENT_ATTRIBUTE,
  LINK_TRACE,
  LINK_SPAN,
  LINK_STATE,
  LINK_ATTRIBUTE,
  LINK_FLAGS,
  LINK_DROPPED,
  EVENT_DROPPED,
  END,
  KINDS,
  STATUS_SHIFT,
  EVENT_SHIFT,
  EVENT_BITS,
  EVENT_NEEDED,
  LINK_SHIFT,
  LINK_BITS,
  LINK_NEEDED,
  KIND_NAMES,
  CODE_NAMES,
} from "./packed-otlp-fields";

/**
 * Decodes OTLP/JSON spans straight from bytes, where they are of the plain shape that nearly all
 * have. It says the same as `OtlpReader` does of the same span, or gives up.
 */
export class PackedOtlpReader {
  readonly #reader: PackedReader;
  readonly #steps: SpanSteps;
  readonly #pairs: PackedPairs;
  readonly #eventPairs: PackedPairs;
  readonly #linkPairs: PackedPairs;
  readonly #fields: FieldOrder;
  readonly #status: FieldOrder;
  readonly #events: FieldOrder;
  readonly #links: FieldOrder;
  #micros = 0;
  #nanos = 0;
  #endMicros = 0;
  #endNanos = 0;

  constructor(sink: PackedSink) {
    const reader = new PackedReader(sink);
    this.#reader = reader;
    const steps = new SpanSteps(reader.cursor, END + 1);
    this.#steps = steps;
    const isReference = (key: string) => key === "opentracing.ref_type";
    const ofSpans = { isSpecial: (key: string) => key.startsWith("@jaeger@"), keeps: sink.keeps };
    const inner = { isSpecial: isReference, keeps: sink.keepsAll };
    this.#pairs = new PackedPairs(reader, steps, ATTRIBUTE, ofSpans);
    this.#eventPairs = new PackedPairs(reader, steps, EVENT_ATTRIBUTE, inner);
    this.#linkPairs = new PackedPairs(reader, steps, LINK_ATTRIBUTE, inner);
    this.#fields = new FieldOrder(reader.cursor, SPAN_FIELDS);
    this.#status = new FieldOrder(reader.cursor, STATUS_FIELDS);
    this.#events = new FieldOrder(reader.cursor, EVENT_FIELDS);
    this.#links = new FieldOrder(reader.cursor, LINK_FIELDS);
  }

  /**
   * Decodes the span that begins at `at`; gives the position after it, LEFT_OUT where it is for the
   * general reader, or TOO_SHORT. Nothing is handed on before `commit`.
   */
  decode(bytes: Uint8Array, at: number): number {
    return this.#reader.attempt(bytes, at, this);
  }

  /** Hands on what `decode` has read. */
  commit(owner: OtlpOwner): void {
    const { span } = this.#reader;
    span.resource = owner.resource;
    span.scope = owner.scope;
    this.#reader.commit();
  }

  /** For `PackedReader.attempt`. */
  follow(): boolean {
    const steps = this.#steps;
    const { span } = this.#reader;
    let seen = 0;
    let step: Step | undefined = steps.begin;
    for (;;) {
      step = steps.after(step);
      if (step === undefined) return false;
      if (step.begins !== 0) {
        if ((seen & step.before) !== 0 || !isWhole(seen, span)) return false;
        seen = (seen | step.before) & ~step.begins;
        if (step.begins === EVENT_BITS) span.events.add();
        else span.links.add();
      }
      if ((seen & step.fields) !== 0) return false;
      seen |= step.fields;
      if (step.op === END) break;
      this.#take(step, step);
    }
    if ((seen & NEEDED) !== NEEDED || !isWhole(seen, span)) return false;
    this.#finish();
    return true;
  }

  /** For `PackedReader.attempt`. */
  read(): void {
    this.#steps.learn();
    let seen = 0;
    for (let field = this.#fields.next(-1); field >= 0; field = this.#fields.next(field)) {
      // A field that comes twice.
      if ((seen & (1 << field)) !== 0) throw GIVE_UP;
      seen |= 1 << field;
      this.#steps.field(1 << field);
      this.#field(field);
    }
    if ((seen & NEEDED) !== NEEDED) throw GIVE_UP;
    this.#steps.keep(KINDS[END]!);
    this.#finish();
  }

  /** The last values are known. */
  #finish(): void {
    const { span } = this.#reader;
    span.durationNs =
      (this.#endMicros - span.startMicros) * 1000 + (this.#endNanos - span.startNanos);
    if (!(span.durationNs >= 0 && span.durationNs <= Number.MAX_SAFE_INTEGER)) throw GIVE_UP;
    if (span.links.count > 0) checkLinks(span);
  }

  #field(field: number): void {
    switch (field) {
      case ATTRIBUTES:
        return this.#pairs.read(this.#reader.span.attributes);
      case STATUS:
        return this.#readStatus();
      case EVENTS:
        return this.#readEvents();
      case LINKS:
        return this.#readLinks();
      default:
        return this.#value(field);
    }
  }

  /** Reads a value, and learns where it stands. */
  #value(op: number): void {
    const kind = KINDS[op]!;
    this.#reader.cursor.peek();
    this.#steps.value(kind);
    this.#take(kind, undefined);
    this.#steps.valueEnd();
  }

  /** Consumes a value. `step`: that of the known way to it. */
  #take(kind: StepKind, step: Step | undefined): void {
    const reader = this.#reader;
    const { span } = reader;
    switch (kind.op) {
      case TRACE_ID:
        return reader.traceId(32);
      case SPAN_ID:
        this.#id();
        span.idHi = reader.idHi();
        span.idLo = reader.idLo();
        return;
      case NAME:
        return reader.name(step?.texts);
      case START:
        this.#time();
        span.startMicros = this.#micros;
        span.startNanos = this.#nanos;
        return;
      case END_TIME:
        this.#time();
        this.#endMicros = this.#micros;
        this.#endNanos = this.#nanos;
        return;
      case PARENT_ID:
        if (!this.#id()) return;
        span.parentHi = reader.idHi();
        span.parentLo = reader.idLo();
        return;
      case FLAGS:
        span.traceFlags = reader.uint32();
        return;
      case KIND:
        span.kind = this.#enum(KIND_NAMES);
        return;
      case TRACE_STATE:
        span.traceState = reader.text();
        return;
      case DROPPED_ATTRIBUTES:
        span.droppedAttributesCount = reader.uint32();
        return;
      case DROPPED_EVENTS:
        span.droppedEventsCount = reader.uint32();
        return;
      case DROPPED_LINKS:
        span.droppedLinksCount = reader.uint32();
        return;
      case STATUS_CODE:
        span.statusCode = this.#enum(CODE_NAMES);
        return;
      case STATUS_MESSAGE:
        span.statusMessage = reader.innerText(step?.texts);
        return;
      case ATTRIBUTE:
        return pairValue(reader, kind, step?.texts, span.attributes);
      default:
        return this.#takeInner(kind, step);
    }
  }

  /** A value of the last event or of the last link. */
  #takeInner(kind: StepKind, step: Step | undefined): void {
    const reader = this.#reader;
    const { events, links } = reader.span;
    const event = events.count - 1;
    const link = links.count - 1;
    switch (kind.op) {
      case EVENT_TIME:
        this.#time();
        events.micros[event] = this.#micros;
        events.nanos[event] = this.#nanos;
        return;
      case EVENT_NAME:
        events.name[event] = reader.innerText(step?.texts);
        return;
      case EVENT_ATTRIBUTE:
        return pairValue(reader, kind, step?.texts, events.attributes);
      case LINK_TRACE:
        links.traceId[link] = reader.canonicalTraceId();
        return;
      case LINK_SPAN:
        if (!this.#id()) throw GIVE_UP;
        links.hi[link] = reader.idHi();
        links.lo[link] = reader.idLo();
        return;
      case LINK_STATE:
        links.traceState[link] = reader.text();
        return;
      case LINK_ATTRIBUTE:
        return pairValue(reader, kind, step?.texts, links.attributes);
      case LINK_FLAGS:
        links.flags[link] = reader.uint32();
        return;
      case EVENT_DROPPED:
      case LINK_DROPPED:
        if (reader.uint32() !== 0) throw GIVE_UP;
        return;
      default:
        throw GIVE_UP;
    }
  }

  /** Reads a span id of 16 digits; false where it is empty. */
  #id(): boolean {
    const { cursor } = this.#reader;
    cursor.string();
    const length = cursor.to - cursor.from;
    if (length !== 0 && length !== 16) throw GIVE_UP;
    return length !== 0;
  }

  /** Reads a time that is given as 16 to 19 digits of nanoseconds. */
  #time(): void {
    const { cursor } = this.#reader;
    cursor.string();
    const length = cursor.to - cursor.from;
    if (length < 16 || length > 19) throw GIVE_UP;
    this.#micros = cursor.integerIn(cursor.from, cursor.to - 3);
    if (!(this.#micros > 0)) throw GIVE_UP;
    this.#nanos = cursor.integerOf3(cursor.to - 3);
  }

  /** A number of an enumeration, or one of its names. */
  #enum(names: FieldNames): number {
    const { cursor } = this.#reader;
    let value: number;
    if (cursor.peek() === QUOTE) {
      cursor.string();
      value = names.find(cursor);
    } else {
      value = cursor.integer();
    }
    if (value < 0 || value >= names.count) throw GIVE_UP;
    return value;
  }

  #readStatus(): void {
    const order = this.#status;
    let seen = 0;
    for (let field = order.nextOrEmpty(-1); field >= 0; field = order.next(field)) {
      if ((seen & (1 << field)) !== 0) throw GIVE_UP;
      seen |= 1 << field;
      this.#steps.field(1 << (field + STATUS_SHIFT));
      this.#value(field === 0 ? STATUS_CODE : STATUS_MESSAGE);
    }
  }

  #readEvents(): void {
    const reader = this.#reader;
    const { events } = reader.span;
    if (!reader.opens()) return;
    do {
      events.add();
      this.#steps.beginning(EVENT_BITS);
      let seen = 0;
      for (let field = this.#events.next(-1); field >= 0; field = this.#events.next(field)) {
        if ((seen & (1 << field)) !== 0) throw GIVE_UP;
        seen |= 1 << field;
        this.#steps.field(1 << (field + EVENT_SHIFT));
        if (field === 2) this.#eventPairs.read(events.attributes);
        else this.#value(field === 3 ? EVENT_DROPPED : EVENT_TIME + field);
      }
      if ((seen & 1) === 0) throw GIVE_UP;
    } while (reader.continues());
  }

  #readLinks(): void {
    const reader = this.#reader;
    const { links } = reader.span;
    if (!reader.opens()) return;
    do {
      links.add();
      this.#steps.beginning(LINK_BITS);
      let seen = 0;
      for (let field = this.#links.next(-1); field >= 0; field = this.#links.next(field)) {
        if ((seen & (1 << field)) !== 0) throw GIVE_UP;
        seen |= 1 << field;
        this.#steps.field(1 << (field + LINK_SHIFT));
        if (field === 3) this.#linkPairs.read(links.attributes);
        else this.#value(LINK_TRACE + field);
      }
      if ((seen & 3) !== 3) throw GIVE_UP;
    } while (reader.continues());
  }
}

/** The last event and the last link, where there are any, have what they need. */
function isWhole(seen: number, { events, links }: PackedSpan): boolean {
  if (events.count > 0 && (seen & EVENT_NEEDED) === 0) return false;
  return links.count === 0 || (seen & LINK_NEEDED) === LINK_NEEDED;
}

/** A link to nothing is for the general way to remove. */
function checkLinks({ links }: PackedSpan): void {
  for (let link = 0; link < links.count; link += 1) {
    if (links.hi[link] === 0 && links.lo[link] === 0) throw GIVE_UP;
  }
}
