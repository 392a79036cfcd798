import { AttributeType } from "@/model/attribute-table";
import type { PackedSink, PackedSpan } from "@/model/packed-span";
import { SpanKind, StatusCode } from "@/model/span-table";
import { GIVE_UP } from "./byte-cursor";
import { ValueType } from "./packed-reader";

/** What is done with the tags of a key. */
export const TagAction = {
  None: 0,
  Kind: 1,
  Error: 2,
  Status: 3,
  Description: 4,
  TraceState: 5,
  ScopeName: 6,
  ScopeVersion: 7,
  /** Texts only: numbers under these keys become dotted quads. */
  Address: 8,
} as const;

export const TAG_ACTIONS: ReadonlyMap<string, number> = new Map<string, number>([
  ["span.kind", TagAction.Kind],
  ["error", TagAction.Error],
  ["otel.status_code", TagAction.Status],
  ["otel.status_description", TagAction.Description],
  ["w3c.tracestate", TagAction.TraceState],
  ["otel.scope.name", TagAction.ScopeName],
  ["otel.library.name", TagAction.ScopeName],
  ["otel.scope.version", TagAction.ScopeVersion],
  ["otel.library.version", TagAction.ScopeVersion],
  ["ip", TagAction.Address],
  ["peer.ipv4", TagAction.Address],
]);

/** By the numbers of SpanKind. */
const KINDS = ["", "internal", "server", "client", "producer", "consumer"];
/** Marks of texts, beside the numbers of kinds and codes. */
const NOTHING = -1;
const OTHER_CASE = -2;

/** Lifts tags of packed spans into fields, by the rules of `LiftedTags`. */
export class PackedLifted {
  readonly #sink: PackedSink;
  readonly #kinds = new Map<number, number>();
  readonly #codes = new Map<number, number>();
  readonly #truths = new Map<number, number>();
  #error = false;
  #description = false;
  #traceState = false;
  #statusKey = 0;
  #statusValue = 0;
  /** Text ids; -1: not named. */
  scopeName = -1;
  scopeVersion = -1;

  constructor(sink: PackedSink) {
    this.#sink = sink;
  }

  begin(): void {
    this.#error = false;
    this.#description = false;
    this.#traceState = false;
    this.scopeName = -1;
    this.scopeVersion = -1;
  }

  /** Looks at a tag of an action; true when it has become a field and is no attribute any more. */
  take(span: PackedSpan, action: number, key: number, type: number, value: number): boolean {
    if (action === TagAction.Address) {
      if (type !== ValueType.String) throw GIVE_UP;
      return false;
    }
    if (action === TagAction.Error) return this.#takeError(type, value);
    if (type !== ValueType.String) return false;
    switch (action) {
      case TagAction.Kind:
        return this.#takeKind(span, value);
      case TagAction.Status: {
        const code = this.#recall(this.#codes, value, codeOf);
        if (code === NOTHING || span.statusCode !== StatusCode.Unset) return false;
        span.statusCode = code;
        this.#statusKey = key;
        this.#statusValue = value;
        return true;
      }
      case TagAction.Description:
        if (this.#description) return false;
        this.#description = true;
        span.statusMessage = value;
        return true;
      case TagAction.TraceState:
        if (this.#traceState) return false;
        this.#traceState = true;
        span.traceState = value;
        return true;
      case TagAction.ScopeName:
        if (this.scopeName >= 0) return this.scopeName === value;
        this.scopeName = value;
        return true;
      default:
        if (this.scopeVersion >= 0) return this.scopeVersion === value;
        this.scopeVersion = value;
        return true;
    }
  }

  /** All tags have been taken: an error outweighs a status, which is an attribute then. */
  finish(span: PackedSpan): void {
    if (!this.#error) return;
    if (span.statusCode === StatusCode.Ok) {
      span.attributes.add(this.#statusKey, AttributeType.String, this.#statusValue);
    }
    span.statusCode = StatusCode.Error;
  }

  #takeKind(span: PackedSpan, value: number): boolean {
    const kind = this.#recall(this.#kinds, value, kindOf);
    if (kind === OTHER_CASE) throw GIVE_UP;
    if (kind === NOTHING || span.kind !== SpanKind.Unspecified) return false;
    span.kind = kind;
    return true;
  }

  #takeError(type: number, value: number): boolean {
    if (type === ValueType.String && this.#recall(this.#truths, value, truthOf) === 1) {
      this.#error = true;
    }
    if (type !== ValueType.Bool || value === 0) return false;
    const first = !this.#error;
    this.#error = true;
    return first;
  }

  #recall(memory: Map<number, number>, id: number, look: (text: string) => number): number {
    let known = memory.get(id);
    if (known === undefined) {
      known = look(this.#sink.textOf(id));
      if (memory.size < 4096) memory.set(id, known);
    }
    return known;
  }
}

function kindOf(text: string): number {
  const kind = KINDS.indexOf(text);
  if (kind > 0) return kind;
  return text !== "" && KINDS.includes(text.toLowerCase()) ? OTHER_CASE : NOTHING;
}

function codeOf(text: string): number {
  if (text === "OK") return StatusCode.Ok;
  return text === "ERROR" ? StatusCode.Error : NOTHING;
}

function truthOf(text: string): number {
  return text === "true" ? 1 : 0;
}
