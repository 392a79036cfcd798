import type { ResourceIndex, ScopeIndex } from "@/model/indexes";
import type { PackedSink } from "@/model/packed-span";
import { GIVE_UP, Literal } from "./byte-cursor";
import { FieldNames, FieldOrder } from "./field-order";
import { CLOSE_ARRAY, OPEN_ARRAY } from "./json-bytes";
import { PackedLifted, TAG_ACTIONS, TagAction } from "./packed-lifted";
import { PackedReader, putValue, ValueType } from "./packed-reader";
import { PackedTags } from "./packed-tags";

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

  constructor(sink: PackedSink) {
    const reader = new PackedReader(sink);
    this.#reader = reader;
    this.#lifted = new PackedLifted(sink);
    this.#tags = new PackedTags(reader, (key) => TAG_ACTIONS.get(key) ?? TagAction.None);
    this.#logTags = new PackedTags(reader, logAction);
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
  read(): void {
    this.#lifted.begin();
    this.#referenceAt = -1;
    let seen = 0;
    for (let field = this.#fields.next(-1); field >= 0; field = this.#fields.next(field)) {
      // A field that comes twice.
      if ((seen & (1 << field)) !== 0) throw GIVE_UP;
      seen |= 1 << field;
      this.#field(field, seen);
    }
    if ((seen & NEEDED) !== NEEDED || this.#process === 0) throw GIVE_UP;
    if (this.#referenceAt >= 0) {
      const { cursor } = this.#reader;
      const { at } = cursor;
      cursor.at = this.#referenceAt;
      this.#reader.ownTraceId();
      cursor.at = at;
    }
    this.#lifted.finish(this.#reader.span);
  }

  #field(field: number, seen: number): void {
    const reader = this.#reader;
    const { cursor, span } = reader;
    switch (field) {
      case TRACE_ID:
        return reader.traceId(1);
      case SPAN_ID:
        cursor.string();
        span.idHi = reader.idHi();
        span.idLo = reader.idLo();
        return;
      case NAME:
        return reader.name();
      case START:
        span.startMicros = this.#micros();
        span.startNanos = 0;
        return;
      case DURATION:
        span.durationNs = this.#micros() * 1000;
        if (!Number.isSafeInteger(span.durationNs)) throw GIVE_UP;
        return;
      case PROCESS:
        this.#process = reader.text();
        return;
      case REFERENCES:
        return this.#reference((seen & 1) !== 0);
      case TAGS:
        return this.#readTags();
      case LOGS:
        return this.#readLogs();
      case WARNINGS:
        if (!this.#isNull() && reader.opens()) throw GIVE_UP;
        return;
      case FLAGS:
        span.traceFlags = reader.uint32();
        return;
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
    const { cursor, span } = reader;
    if (this.#isNull() || !reader.opens()) return;
    let seen = 0;
    for (let field = this.#references.next(-1); field >= 0; field = this.#references.next(field)) {
      if ((seen & (1 << field)) !== 0) throw GIVE_UP;
      seen |= 1 << field;
      if (field === 0) {
        cursor.peek();
        if (!cursor.skip(CHILD_OF)) throw GIVE_UP;
      } else if (field === 1 && isTraceKnown) {
        reader.ownTraceId();
      } else {
        if (field === 1) this.#referenceAt = cursor.at;
        cursor.string();
        if (field === 1) continue;
        span.parentHi = reader.idHi();
        span.parentLo = reader.idLo();
      }
    }
    cursor.expect(CLOSE_ARRAY);
    if (seen !== 7 || (span.parentHi === 0 && span.parentLo === 0)) throw GIVE_UP;
  }

  #readTags(): void {
    if (this.#isNull()) return;
    const { span } = this.#reader;
    const tags = this.#tags;
    tags.begin();
    while (tags.next()) {
      const { action, key, type, value } = tags;
      if (action !== TagAction.None && this.#lifted.take(span, action, key, type, value)) continue;
      putValue(span.attributes, key, type, value);
    }
  }

  #readLogs(): void {
    if (this.#isNull() || !this.#reader.opens()) return;
    const { events } = this.#reader.span;
    do {
      const event = events.add();
      let seen = 0;
      for (let field = this.#logs.next(-1); field >= 0; field = this.#logs.next(field)) {
        if ((seen & (1 << field)) !== 0) throw GIVE_UP;
        seen |= 1 << field;
        if (field === 0) events.micros[event] = this.#micros();
        else this.#readLogTags(event);
      }
      if ((seen & 1) === 0) throw GIVE_UP;
    } while (this.#reader.continues());
  }

  /** The first text under `event` is the name, else the first under `message`, which also stays. */
  #readLogTags(event: number): void {
    const { events } = this.#reader.span;
    const tags = this.#logTags;
    let isNamed = false;
    let message = -1;
    if (this.#isNull()) return;
    tags.begin();
    while (tags.next()) {
      const { action, key, type, value } = tags;
      if (action === TagAction.Address && type !== ValueType.String) throw GIVE_UP;
      if (type === ValueType.String && action === EVENT && !isNamed) {
        isNamed = true;
        events.name[event] = value;
        continue;
      }
      if (type === ValueType.String && action === MESSAGE && message < 0) message = value;
      putValue(events.attributes, key, type, value);
    }
    if (!isNamed && message >= 0) events.name[event] = message;
  }
}

function logAction(key: string): number {
  if (key === "event") return EVENT;
  if (key === "message") return MESSAGE;
  return key === "ip" || key === "peer.ipv4" ? TagAction.Address : TagAction.None;
}
