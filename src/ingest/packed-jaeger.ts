import type { ResourceIndex, ScopeIndex } from "@/model/indexes";
import type { PackedSink, PackedSpan } from "@/model/packed-span";
import { GIVE_UP, Literal } from "./byte-cursor";
import { FieldNames, FieldOrder } from "./field-order";
import { CLOSE_ARRAY, OPEN_ARRAY } from "./json-bytes";
import { PackedLifted, TAG_ACTIONS, TagAction } from "./packed-lifted";
import { PackedReader, putValue, UNKEPT, ValueType } from "./packed-reader";
import { PackedTags, tagValue } from "./packed-tags";
import { SpanSteps, stepKind, type Step, type StepKind } from "./span-steps";

const TRACE_ID = 0;
const SPAN_ID = 1;
const NAME = 2;
const START = 3;
const DURATION = 4;
const PROCESS = 5;
const REFERENCES = 6;
const TAGS = 7;
const LOGS = 8;
const WARNINGS = 9;
const FLAGS = 10;
const SPAN_FIELDS = new FieldNames([
  "traceID",
  "spanID",
  "operationName",
  "startTime",
  "duration",
  "processID",
  "references",
  "tags",
  "logs",
  "warnings",
  "flags",
]);
/** The first six, without which a span is not plain. */
const NEEDED = 0b111111;
const REFERENCE_FIELDS = new FieldNames(["refType", "traceID", "spanID"]);
const LOG_FIELDS = new FieldNames(["timestamp", "fields"]);
/** The ops of values that are no fields of a span, beside those that are: by the same numbers. */
const PARENT_TRACE = 11;
const PARENT = 12;
const TAG = 13;
const LOG_TIME = 14;
const LOG_TAG = 15;
const END = 16;
const KINDS: readonly StepKind[] = Array.from({ length: END + 1 }, (_, op) => stepKind(op));
/** Bits of the fields of a reference and of a log, above those of a span. */
const REFERENCE_SHIFT = 11;
const REFERENCE_BITS = 0b111 << REFERENCE_SHIFT;
const LOG_SHIFT = 14;
const LOG_BITS = 0b11 << LOG_SHIFT;
const LOG_TIME_BIT = 1 << LOG_SHIFT;
const CHILD_OF = Literal.of('"CHILD_OF"');

/** Keys of tags of a log that may give it its name. */
const EVENT = 16;
const MESSAGE = 17;

/** What a packed Jaeger span needs of the general reader. */
export interface JaegerOwners {
  resourceOf(processId: string): ResourceIndex;
  scopeOf(name: string, version: string): ScopeIndex;
}

/**
 * Decodes spans of Jaeger v1 straight from bytes, where they are of the plain shape that nearly all
 * have. It says the same as `JaegerReader` does of the same span, or gives up.
 */
export class PackedJaegerReader {
  readonly #reader: PackedReader;
  readonly #steps: SpanSteps;
  readonly #lifted: PackedLifted;
  readonly #tags: PackedTags;
  readonly #logTags: PackedTags;
  readonly #fields: FieldOrder;
  readonly #references: FieldOrder;
  readonly #logs: FieldOrder;
  readonly #resources = new Map<number, ResourceIndex>();
  #traceOwner: unknown;
  /** The scope that `span.scope` is. */
  #lastName = -2;
  #lastVersion = -2;
  #process = 0;
  /** Where the trace id of the reference stands; -1: there is none. */
  #referenceAt = -1;
  /** The last log has its name; and the first message in it, a text id, or -1. */
  #isNamed = false;
  #message = -1;

  constructor(sink: PackedSink) {
    const reader = new PackedReader(sink);
    this.#reader = reader;
    this.#lifted = new PackedLifted(sink);
    const steps = new SpanSteps(reader.cursor, END + 1);
    this.#steps = steps;
    this.#tags = new PackedTags(
      reader,
      steps,
      TAG,
      (key) => TAG_ACTIONS.get(key) ?? (sink.keeps(key) ? TagAction.None : UNKEPT),
    );
    this.#logTags = new PackedTags(reader, steps, LOG_TAG, sink.keepsAll() ? logAction : unkept);
    this.#fields = new FieldOrder(reader.cursor, SPAN_FIELDS);
    this.#references = new FieldOrder(reader.cursor, REFERENCE_FIELDS);
    this.#logs = new FieldOrder(reader.cursor, LOG_FIELDS);
  }

  /**
   * Decodes the span that begins at `at`; gives the position after it, LEFT_OUT where it is for the
   * general reader, or TOO_SHORT. Nothing is handed on before `commit`.
   */
  decode(bytes: Uint8Array, at: number): number {
    return this.#reader.attempt(bytes, at, this);
  }

  /**
   * Hands on what `decode` has read. `traceOwner` tells traces apart: process ids mean something
   * within one.
   */
  commit(owners: JaegerOwners, traceOwner: unknown): void {
    const { span, sink } = this.#reader;
    if (this.#traceOwner !== traceOwner) {
      this.#resources.clear();
      this.#traceOwner = traceOwner;
    }
    let resource = this.#resources.get(this.#process);
    if (resource === undefined) {
      resource = owners.resourceOf(sink.textOf(this.#process));
      this.#resources.set(this.#process, resource);
    }
    span.resource = resource;
    const { scopeName, scopeVersion } = this.#lifted;
    if (scopeName !== this.#lastName || scopeVersion !== this.#lastVersion) {
      const textOf = (id: number): string => (id <= 0 ? "" : sink.textOf(id));
      span.scope = owners.scopeOf(textOf(scopeName), textOf(scopeVersion));
      this.#lastName = scopeName;
      this.#lastVersion = scopeVersion;
    }
    this.#reader.commit();
  }

  /** For `PackedReader.attempt`. */
  follow(): boolean {
    const steps = this.#steps;
    const { span } = this.#reader;
    this.#lifted.begin();
    let seen = 0;
    let step: Step | undefined = steps.begin;
    for (;;) {
      step = steps.after(step);
      if (step === undefined) return false;
      if (step.begins !== 0) {
        if ((seen & step.before) !== 0 || !hasLogTime(seen, span)) return false;
        seen = (seen | step.before) & ~LOG_BITS;
        this.#beginLog();
      }
      if ((seen & step.fields) !== 0) return false;
      seen |= step.fields;
      if (step.op === END) break;
      if (step.op === PARENT_TRACE && (seen & 1) === 0) return false;
      this.#take(step, step);
    }
    const reference = seen & REFERENCE_BITS;
    if (reference !== 0 && reference !== REFERENCE_BITS) return false;
    if ((seen & NEEDED) !== NEEDED || !hasLogTime(seen, span)) return false;
    this.#lifted.finish(span);
    return true;
  }

  /** For `PackedReader.attempt`. */
  read(): void {
    this.#lifted.begin();
    this.#steps.learn();
    this.#referenceAt = -1;
    let seen = 0;
    for (let field = this.#fields.next(-1); field >= 0; field = this.#fields.next(field)) {
      // A field that comes twice.
      if ((seen & (1 << field)) !== 0) throw GIVE_UP;
      seen |= 1 << field;
      this.#steps.field(1 << field);
      this.#field(field, seen);
    }
    if ((seen & NEEDED) !== NEEDED) throw GIVE_UP;
    if (this.#referenceAt >= 0) {
      const { cursor } = this.#reader;
      const { at } = cursor;
      cursor.at = this.#referenceAt;
      this.#reader.ownTraceId();
      cursor.at = at;
    }
    this.#steps.keep(KINDS[END]!);
    this.#lifted.finish(this.#reader.span);
  }

  #field(field: number, seen: number): void {
    switch (field) {
      case REFERENCES:
        return this.#reference((seen & 1) !== 0);
      case TAGS:
        return this.#readTags();
      case LOGS:
        return this.#readLogs();
      case WARNINGS:
        if (!this.#isNull() && this.#reader.opens()) throw GIVE_UP;
        return;
      default:
        return this.#value(KINDS[field]!);
    }
  }

  /** Reads a value, and learns where it stands. */
  #value(kind: StepKind): void {
    this.#reader.cursor.peek();
    this.#steps.value(kind);
    this.#take(kind, undefined);
    this.#steps.valueEnd();
  }

  /** Consumes a value. `step`: that of the known way to it. */
  #take(kind: StepKind, step: Step | undefined): void {
    const reader = this.#reader;
    const { cursor, span } = reader;
    switch (kind.op) {
      case TRACE_ID:
        return reader.traceId(1);
      case SPAN_ID:
        cursor.string();
        span.idHi = reader.idHi();
        span.idLo = reader.idLo();
        return;
      case NAME:
        return reader.name(step?.texts);
      case START:
        span.startMicros = this.#micros();
        span.startNanos = 0;
        return;
      case DURATION:
        span.durationNs = this.#micros() * 1000;
        if (!Number.isSafeInteger(span.durationNs)) throw GIVE_UP;
        return;
      case PROCESS:
        this.#process = reader.textAmong(step?.texts);
        if (this.#process === 0) throw GIVE_UP;
        return;
      case FLAGS:
        span.traceFlags = reader.uint32();
        return;
      case PARENT_TRACE:
        return reader.ownTraceId();
      case PARENT:
        cursor.string();
        span.parentHi = reader.idHi();
        span.parentLo = reader.idLo();
        if (span.parentHi === 0 && span.parentLo === 0) throw GIVE_UP;
        return;
      case TAG:
        return this.#addTag(
          kind,
          tagValue(reader, kind, step?.texts, kind.action === TagAction.None),
        );
      case LOG_TIME:
        span.events.micros[span.events.count - 1] = this.#micros();
        return;
      case LOG_TAG:
        return this.#addLogTag(kind, tagValue(reader, kind, step?.texts, false));
      default:
        throw GIVE_UP;
    }
  }

  #micros(): number {
    const value = this.#reader.cursor.integer();
    if (value < 0) throw GIVE_UP;
    return value;
  }

  /** Consumes `null` where a list may be. */
  #isNull(): boolean {
    const { cursor } = this.#reader;
    if (cursor.peek() === OPEN_ARRAY) return false;
    cursor.word("null");
    return true;
  }

  /** No reference, or one that names the parent. */
  #reference(isTraceKnown: boolean): void {
    const reader = this.#reader;
    const { cursor } = reader;
    if (this.#isNull() || !reader.opens()) return;
    let seen = 0;
    for (let field = this.#references.next(-1); field >= 0; field = this.#references.next(field)) {
      if ((seen & (1 << field)) !== 0) throw GIVE_UP;
      seen |= 1 << field;
      this.#steps.field(1 << (field + REFERENCE_SHIFT));
      if (field === 0) {
        cursor.peek();
        if (!cursor.skip(CHILD_OF)) throw GIVE_UP;
      } else if (field === 2) {
        this.#value(KINDS[PARENT]!);
      } else if (isTraceKnown) {
        this.#value(KINDS[PARENT_TRACE]!);
      } else {
        this.#steps.leaveOut();
        this.#referenceAt = cursor.at;
        cursor.string();
      }
    }
    cursor.expect(CLOSE_ARRAY);
    if (seen !== 7) throw GIVE_UP;
  }

  #readTags(): void {
    if (this.#isNull()) return;
    const tags = this.#tags;
    tags.begin();
    while (tags.next()) this.#addTag(tags, tags.value);
  }

  #addTag({ action, key, type }: Omit<StepKind, "op">, value: number): void {
    const { span } = this.#reader;
    if (action === UNKEPT) return;
    if (action !== TagAction.None && this.#lifted.take(span, action, key, type, value)) return;
    putValue(span.attributes, key, type, value);
  }

  #readLogs(): void {
    if (this.#isNull() || !this.#reader.opens()) return;
    do {
      this.#beginLog();
      this.#steps.beginning(LOG_BITS);
      let seen = 0;
      for (let field = this.#logs.next(-1); field >= 0; field = this.#logs.next(field)) {
        if ((seen & (1 << field)) !== 0) throw GIVE_UP;
        seen |= 1 << field;
        this.#steps.field(1 << (field + LOG_SHIFT));
        if (field === 0) this.#value(KINDS[LOG_TIME]!);
        else this.#readLogTags();
      }
      if ((seen & 1) === 0) throw GIVE_UP;
    } while (this.#reader.continues());
  }

  #beginLog(): void {
    this.#reader.span.events.add();
    this.#isNamed = false;
    this.#message = -1;
  }

  #readLogTags(): void {
    const tags = this.#logTags;
    if (this.#isNull()) return;
    tags.begin();
    while (tags.next()) this.#addLogTag(tags, tags.value);
  }

  /** The first text under `event` is the name, else the first under `message`, which also stays. */
  #addLogTag({ action, key, type }: Omit<StepKind, "op">, value: number): void {
    if (action === UNKEPT) return;
    const { events } = this.#reader.span;
    if (action === TagAction.Address && type !== ValueType.String) throw GIVE_UP;
    const isText = type === ValueType.String;
    if (isText && action === EVENT && !this.#isNamed) {
      this.#isNamed = true;
      events.name[events.count - 1] = value;
      return;
    }
    if (isText && action === MESSAGE && this.#message < 0) {
      this.#message = value;
      if (!this.#isNamed) events.name[events.count - 1] = value;
    }
    putValue(events.attributes, key, type, value);
  }
}

/** The last log, where there is one, has a time. */
function hasLogTime(seen: number, span: PackedSpan): boolean {
  return span.events.count === 0 || (seen & LOG_TIME_BIT) !== 0;
}

const unkept = (): number => UNKEPT;

function logAction(key: string): number {
  if (key === "event") return EVENT;
  if (key === "message") return MESSAGE;
  return key === "ip" || key === "peer.ipv4" ? TagAction.Address : TagAction.None;
}
