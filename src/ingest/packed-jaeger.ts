import { AttributeType } from "@/model/attribute-table";
import type { ResourceIndex, ScopeIndex } from "@/model/indexes";
import type { PackedSink } from "@/model/packed-span";
import { SpanKind, StatusCode } from "@/model/span-table";
import { FieldNames, GIVE_UP } from "./byte-cursor";
import { CLOSE_ARRAY, CLOSE_OBJECT, COMMA, OPEN_ARRAY, OPEN_OBJECT, QUOTE } from "./json-bytes";
import { PackedReader } from "./packed-reader";

const spanNames = [
  ...["traceID", "spanID", "operationName", "references", "startTime", "duration", "tags"],
  ...["logs", "processID", "warnings", "flags"],
];
const SPAN_FIELDS = new FieldNames(spanNames);
const [TRACE_ID, SPAN_ID, NAME, REFERENCES, START, DURATION, TAGS, LOGS, PROCESS, WARNINGS, FLAGS] =
  spanNames.keys();
const TAG_FIELDS = new FieldNames(["key", "type", "value"]);
const REFERENCE_FIELDS = new FieldNames(["refType", "traceID", "spanID"]);
const CHILD_OF = new TextEncoder().encode("CHILD_OF");

const TAG_TYPES = new FieldNames(["string", "bool", "int64"]);
const TYPE_STRING = 0;
const TYPE_BOOL = 1;
const TYPE_INT = 2;

/** What is done with tags of a key; the rules are those of `LiftedTags`. */
const PLAIN = 0;
const LIFT_KIND = 1;
const LIFT_ERROR = 2;
const LIFT_STATUS = 3;
const LIFT_SCOPE_NAME = 4;
const LIFT_SCOPE_VERSION = 5;
/** Strings only: numbers under these keys become dotted quads. */
const ADDRESS = 6;
const LEAVE = 7;

const ACTIONS: ReadonlyMap<string, number> = new Map([
  ["span.kind", LIFT_KIND],
  ["error", LIFT_ERROR],
  ["otel.status_code", LIFT_STATUS],
  ["otel.scope.name", LIFT_SCOPE_NAME],
  ["otel.scope.version", LIFT_SCOPE_VERSION],
  ["ip", ADDRESS],
  ["peer.ipv4", ADDRESS],
  ["otel.library.name", LEAVE],
  ["otel.library.version", LEAVE],
  ["otel.status_description", LEAVE],
  ["w3c.tracestate", LEAVE],
]);

/** By the numbers of SpanKind and StatusCode. */
const KINDS = ["", "internal", "server", "client", "producer", "consumer"];
const STATUSES = ["", "OK", "ERROR"];

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
  readonly #resources = new Map<number, ResourceIndex>();
  readonly #kinds = new Map<number, number>();
  readonly #statuses = new Map<number, number>();
  /** The scope that `span.scope` is. */
  #lastName = -1;
  #lastVersion = -1;
  #owners: JaegerOwners | undefined;
  #traceOwner: unknown;
  #error = false;
  #scopeName = 0;
  #scopeVersion = 0;
  #seen = 0;
  #referenceFrom = 0;
  #referenceTo = 0;

  constructor(sink: PackedSink) {
    this.#reader = new PackedReader(sink, (key) => ACTIONS.get(key) ?? PLAIN);
  }

  /**
   * Decodes the span that begins at `at`; gives the position after it, or -1 where it is left to
   * the general reader. Nothing is handed on before `commit`. `traceOwner` tells traces apart:
   * process ids mean something within one.
   */
  decode(
    bytes: Uint8Array,
    at: number,
    owners: JaegerOwners,
    traceOwner: unknown,
  ): number {
    if (this.#traceOwner !== traceOwner) this.#resources.clear();
    this.#traceOwner = traceOwner;
    this.#owners = owners;
    const { cursor } = this.#reader;
    cursor.reset(bytes, at, bytes.length);
    try {
      this.#span();
      return cursor.at;
    } catch (error) {
      if (error === GIVE_UP) return -1;
      throw error;
    }
  }

  /** Hands on what `decode` has read. */
  commit(): void {
    this.#reader.sink.packed(this.#reader.span);
  }

  #span(): void {
    const { cursor, span } = this.#reader;
    span.clear();
    this.#error = false;
    this.#scopeName = 0;
    this.#scopeVersion = 0;
    this.#seen = 0;
    this.#referenceTo = 0;
    let process = 0;
    cursor.expect(OPEN_OBJECT);
    for (let next = cursor.peek(); ; next = cursor.peek()) {
      if (next !== QUOTE) throw GIVE_UP;
      cursor.key();
      const field = SPAN_FIELDS.find(cursor);
      // A field that is not known, or that comes twice.
      if (field < 0 || (this.#seen & (1 << field)) !== 0) throw GIVE_UP;
      this.#seen |= 1 << field;
      if (field === PROCESS) {
        cursor.string();
        process = this.#reader.intern();
      } else {
        this.#field(field);
      }
      if (cursor.peek() === CLOSE_OBJECT) break;
      cursor.expect(COMMA);
    }
    cursor.at += 1;
    const needed = [TRACE_ID, SPAN_ID, NAME, START, DURATION, PROCESS];
    for (const field of needed) if ((this.#seen & (1 << field!)) === 0) throw GIVE_UP;
    if (process === 0) throw GIVE_UP;
    if (this.#referenceTo > 0 && !this.#reader.isSameTrace(this.#referenceFrom, this.#referenceTo)) {
      throw GIVE_UP;
    }
    this.#finish(process);
  }

  #finish(process: number): void {
    const { span, sink } = this.#reader;
    if (this.#error) {
      // The status contradicts the error: that is for the general reader to say.
      if (span.statusCode === StatusCode.Ok) throw GIVE_UP;
      span.statusCode = StatusCode.Error;
    }
    const owners = this.#owners;
    if (owners === undefined) throw GIVE_UP;
    let resource = this.#resources.get(process);
    if (resource === undefined) {
      resource = owners.resourceOf(sink.textOf(process));
      this.#resources.set(process, resource);
    }
    span.resource = resource;
    if (this.#scopeName === this.#lastName && this.#scopeVersion === this.#lastVersion) return;
    span.scope = owners.scopeOf(sink.textOf(this.#scopeName), sink.textOf(this.#scopeVersion));
    this.#lastName = this.#scopeName;
    this.#lastVersion = this.#scopeVersion;
  }

  #field(field: number): void {
    const reader = this.#reader;
    const { cursor, span } = reader;
    switch (field) {
      case TRACE_ID:
        cursor.string();
        span.trace = reader.traceRow(1);
        return;
      case SPAN_ID:
        cursor.string();
        span.idHi = reader.idHi();
        span.idLo = reader.idLo();
        return;
      case NAME:
        cursor.string();
        if (cursor.from === cursor.to) throw GIVE_UP;
        span.name = reader.nameRow();
        return;
      case START:
        span.startMicros = this.#micros();
        span.startNanos = 0;
        return;
      case DURATION:
        span.durationNs = this.#micros() * 1000;
        if (!Number.isSafeInteger(span.durationNs)) throw GIVE_UP;
        return;
      case TAGS:
        return this.#tags();
      case REFERENCES:
        return this.#references();
      case FLAGS:
        span.traceFlags = cursor.integer();
        if (span.traceFlags < 0 || span.traceFlags > 0xffffffff) throw GIVE_UP;
        return;
      case LOGS:
      case WARNINGS:
        return this.#nothing();
      default:
        throw GIVE_UP;
    }
  }

  #micros(): number {
    const value = this.#reader.cursor.integer();
    if (value < 0) throw GIVE_UP;
    return value;
  }

  /** An empty list, or null. */
  #nothing(): void {
    const { cursor } = this.#reader;
    if (cursor.peek() !== OPEN_ARRAY) return cursor.word("null");
    cursor.at += 1;
    cursor.expect(CLOSE_ARRAY);
  }

  /** No reference, or one that names the parent. */
  #references(): void {
    const { cursor, span } = this.#reader;
    if (cursor.peek() !== OPEN_ARRAY) return cursor.word("null");
    cursor.at += 1;
    if (cursor.peek() === CLOSE_ARRAY) {
      cursor.at += 1;
      return;
    }
    cursor.expect(OPEN_OBJECT);
    let seen = 0;
    for (;;) {
      cursor.key();
      const field = REFERENCE_FIELDS.find(cursor);
      if (field < 0 || (seen & (1 << field)) !== 0) throw GIVE_UP;
      seen |= 1 << field;
      cursor.string();
      if (field === 0) {
        if (!cursor.isText(CHILD_OF)) throw GIVE_UP;
      } else if (field === 1) {
        this.#referenceFrom = cursor.from;
        this.#referenceTo = cursor.to;
      } else {
        span.parentHi = this.#reader.idHi();
        span.parentLo = this.#reader.idLo();
      }
      if (cursor.peek() === CLOSE_OBJECT) break;
      cursor.expect(COMMA);
    }
    cursor.at += 1;
    cursor.expect(CLOSE_ARRAY);
    if (seen !== 7 || (span.parentHi === 0 && span.parentLo === 0)) throw GIVE_UP;
  }

  #tags(): void {
    const { cursor } = this.#reader;
    if (cursor.peek() !== OPEN_ARRAY) return cursor.word("null");
    cursor.at += 1;
    if (cursor.peek() === CLOSE_ARRAY) {
      cursor.at += 1;
      return;
    }
    for (;;) {
      this.#tag();
      if (cursor.peek() === CLOSE_ARRAY) break;
      cursor.expect(COMMA);
    }
    cursor.at += 1;
  }

  #tag(): void {
    const { cursor } = this.#reader;
    cursor.expect(OPEN_OBJECT);
    let key = 0;
    let type = -1;
    let found = -1;
    let value = 0;
    let seen = 0;
    for (;;) {
      cursor.key();
      const field = TAG_FIELDS.find(cursor);
      if (field < 0 || (seen & (1 << field)) !== 0) throw GIVE_UP;
      seen |= 1 << field;
      if (field === 0) {
        cursor.string();
        key = this.#reader.intern();
      } else if (field === 1) {
        cursor.string();
        type = TAG_TYPES.find(cursor);
      } else {
        const next = cursor.peek();
        found = next === QUOTE ? TYPE_STRING : next === 0x74 || next === 0x66 ? TYPE_BOOL : TYPE_INT;
        if (found === TYPE_STRING) {
          cursor.string();
          value = this.#reader.intern();
        } else value = found === TYPE_BOOL ? Number(cursor.boolean()) : cursor.integer();
      }
      if (cursor.peek() === CLOSE_OBJECT) break;
      cursor.expect(COMMA);
    }
    cursor.at += 1;
    if (seen !== 7 || type !== found) throw GIVE_UP;
    this.#put(key, type, value);
  }

  #put(key: number, type: number, value: number): void {
    const { span } = this.#reader;
    const action = this.#reader.action(key);
    if (action !== PLAIN && this.#lift(action, type, value)) return;
    if (type === TYPE_STRING) span.addAttribute(key, AttributeType.String, value);
    else if (type === TYPE_BOOL) span.addAttribute(key, AttributeType.Bool, value);
    else if ((value | 0) === value) span.addAttribute(key, AttributeType.SmallInt, value >>> 0);
    else span.addAttribute(key, AttributeType.Int, value);
  }

  /** True when the tag has become a field; gives up where `LiftedTags` does not simply take it. */
  #lift(action: number, type: number, value: number): boolean {
    const { span } = this.#reader;
    if (action === ADDRESS && type === TYPE_STRING) return false;
    if (action === LIFT_ERROR && type === TYPE_BOOL && !this.#error) {
      this.#error = value === 1;
      return this.#error;
    }
    if (type !== TYPE_STRING) throw GIVE_UP;
    if (action === LIFT_KIND && span.kind === SpanKind.Unspecified) {
      span.kind = this.#known(this.#kinds, KINDS, value);
    } else if (action === LIFT_STATUS && span.statusCode === StatusCode.Unset) {
      span.statusCode = this.#known(this.#statuses, STATUSES, value);
    } else if (action === LIFT_SCOPE_NAME && this.#scopeName === 0) {
      this.#scopeName = value;
    } else if (action === LIFT_SCOPE_VERSION && this.#scopeVersion === 0) {
      this.#scopeVersion = value;
    } else {
      throw GIVE_UP;
    }
    // An empty text leaves the field as it was, so that a second one could not be told.
    if (value === 0) throw GIVE_UP;
    return true;
  }

  /** Position of a text in `names`, remembered by its id; gives up where it is not there. */
  #known(memory: Map<number, number>, names: readonly string[], id: number): number {
    let known = memory.get(id);
    if (known === undefined) {
      known = names.indexOf(this.#reader.sink.textOf(id));
      if (known > 0) memory.set(id, known);
    }
    if (known <= 0) throw GIVE_UP;
    return known;
  }
}
