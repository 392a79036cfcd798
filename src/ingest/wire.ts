import type { IssueCode } from "@/model/span-view";
import type { SpanFields, SpanSink, WireTime } from "@/model/span-sink";
import { SpanKind, StatusCode } from "@/model/span-table";
import { resourceIndex, scopeIndex } from "@/model/indexes";

/** An object out of `JSON.parse`: its keys are the input's, so it is only read, never trusted. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** True for an object of `JSON.parse` that is not a list. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The list, or none where it is absent or something else. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

const EXCERPT = 80;

/** What was found, as JSON text of at most 80 characters. */
export function excerpt(value: unknown): string {
  let text: string | undefined;
  if (typeof value === "string") text = JSON.stringify(value.slice(0, EXCERPT + 1));
  else if (Array.isArray(value) && value.length > 20) text = JSON.stringify(value.slice(0, 20));
  else text = JSON.stringify(value);
  return shorten(text ?? String(value));
}

/** Text of bytes from `at` on, at most `length` characters. */
export function byteExcerpt(bytes: Uint8Array, at: number, length: number): string {
  return shorten(new TextDecoder().decode(bytes.subarray(at, at + length * 4 + 4)), length);
}

function shorten(text: string, length = EXCERPT): string {
  if (text.length <= length) return text;
  return `${text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}

/** Doubts about a span that is being decoded; they reach the sink after the span itself. */
export class IssueNotes {
  private codes: IssueCode[] = [];
  private details: string[] = [];

  /** The detail names the field and shows what stands in it. */
  add(code: IssueCode, field: string, value: unknown): void {
    this.codes.push(code);
    this.details.push(`${field}: ${excerpt(value)}`);
  }

  addKey(code: IssueCode, key: string): void {
    this.codes.push(code);
    this.details.push(excerpt(key));
  }

  /** Hands them over for the sink's current span. */
  flush(sink: SpanSink): void {
    if (this.codes.length === 0) return;
    this.codes.forEach((code, i) => sink.issue(code, this.details[i] ?? ""));
    this.clear();
  }

  clear(): void {
    this.codes = [];
    this.details = [];
  }
}

/** Fields of a span before anything was read: what is absent in the source stays so. */
export function emptySpanFields(): SpanFields {
  return {
    traceId: "",
    spanId: "",
    parentSpanId: "",
    name: "",
    kind: SpanKind.Unspecified,
    statusCode: StatusCode.Unset,
    statusMessage: "",
    start: undefined,
    end: undefined,
    durationNs: undefined,
    resource: resourceIndex(0),
    scope: scopeIndex(0),
    traceFlags: undefined,
    traceState: "",
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
    shared: false,
    unknownFields: "",
  };
}

/** Notes each key that stands more than once in a list of `{key, …}`; all of them are kept. */
export function noteDuplicateKeys(list: readonly unknown[], notes: IssueNotes): void {
  if (list.length > 12) {
    const seen = new Set<unknown>();
    for (const item of list) {
      const key = keyOf(item);
      if (key !== undefined && seen.has(key)) notes.addKey("duplicate-attribute", key);
      seen.add(key);
    }
    return;
  }
  for (let i = 1; i < list.length; i += 1) {
    const key = keyOf(list[i]);
    for (let k = 0; k < i && key !== undefined; k += 1) {
      if (keyOf(list[k]) !== key) continue;
      notes.addKey("duplicate-attribute", key);
      break;
    }
  }
}

function keyOf(item: unknown): string | undefined {
  return isObject(item) && typeof item["key"] === "string" ? item["key"] : undefined;
}

/** Text of a field; something else than text is kept as its JSON and noted. */
export function textOf(value: unknown, field: string, notes: IssueNotes): string {
  if (typeof value === "string") return value;
  if (value === undefined || value === null) return "";
  notes.add("bad-value", field, value);
  return JSON.stringify(value);
}

/** An unsigned count or bit field, as number or decimal text; undefined when absent or neither. */
export function countOf(value: unknown, field: string, notes: IssueNotes): number | undefined {
  if (value === undefined || value === null) return undefined;
  const number = typeof value === "string" && /^\d{1,16}$/.test(value) ? Number(value) : value;
  if (typeof number === "number" && Number.isSafeInteger(number) && number >= 0) return number;
  notes.add("bad-number", field, value);
  return undefined;
}

/** An id that is only zeros says that there is none. */
export function parentIdOf(id: string): string {
  return /^0+$/.test(id) ? "" : id;
}

/** A time in microseconds since the Unix epoch, with or without a fraction, number or text. */
export function timeFromMicros(
  value: unknown,
  field: string,
  notes: IssueNotes,
): WireTime | undefined {
  if (value === undefined || value === null) return undefined;
  const number = numberOf(value);
  if (number === undefined) {
    notes.add("bad-number", field, value);
    return undefined;
  }
  const micros = Math.floor(number);
  if (!Number.isSafeInteger(micros) || micros < 0) {
    notes.add("time-out-of-range", field, value);
    return undefined;
  }
  return { micros, nanos: Math.min(999, Math.round((number - micros) * 1000)) };
}

/** A time in nanoseconds since the Unix epoch: decimal text, or a number as exact as it came. */
export function timeFromNanos(
  value: unknown,
  field: string,
  notes: IssueNotes,
): WireTime | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  if (typeof value === "string" && isDecimal(value)) {
    const cut = value.length - 3;
    const micros = cut > 0 ? Number(value.slice(0, cut)) : 0;
    if (Number.isSafeInteger(micros)) {
      return { micros, nanos: Number(cut > 0 ? value.slice(cut) : value) };
    }
  } else if (typeof value === "number" && value >= 0) {
    const micros = Math.floor(value / 1000);
    if (Number.isSafeInteger(micros)) return { micros, nanos: Math.floor(value % 1000) };
  } else if (typeof value !== "string" || !/^-\d+$/.test(value)) {
    notes.add("bad-number", field, value);
    return undefined;
  }
  notes.add("time-out-of-range", field, value);
  return undefined;
}

/** A duration in microseconds as integer nanoseconds; may be negative. */
export function durationFromMicros(
  value: unknown,
  field: string,
  notes: IssueNotes,
): number | undefined {
  if (value === undefined || value === null) return undefined;
  const number = numberOf(value);
  if (number === undefined) {
    notes.add("bad-number", field, value);
    return undefined;
  }
  const nanos = Math.round(number * 1000);
  if (Number.isSafeInteger(nanos)) return nanos;
  notes.add("time-out-of-range", field, value);
  return undefined;
}

/** A finite number, given as such or as decimal text. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  if (typeof value !== "string" || !/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(value)) return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

/**
 * An integer, exact: a number where a double holds it, else canonical decimal text. Undefined for
 * what is not an integer.
 */
export function integerOf(value: unknown): number | string | undefined {
  if (typeof value === "number") return Number.isInteger(value) ? exactInteger(value) : undefined;
  if (typeof value !== "string" || !/^-?\d+$/.test(value)) return undefined;
  if (value.length < 16) return Number(value) || 0;
  const number = Number(value);
  if (Number.isSafeInteger(number)) return number || 0;
  // Text of absurd length is cut by nobody, but costs quadratic time as a bigint.
  return value.length > 400 ? undefined : BigInt(value).toString();
}

function exactInteger(value: number): number | string {
  if (Number.isSafeInteger(value)) return value === 0 ? 0 : value;
  return BigInt(value).toString();
}

function isDecimal(text: string): boolean {
  if (text.length === 0 || text.length > 40) return false;
  for (let i = 0; i < text.length; i += 1) {
    const c = text.charCodeAt(i);
    if (c < 0x30 || c > 0x39) return false;
  }
  return true;
}

/** The fields of an object that are not among `known`, as one JSON object's text; "" for none. */
export function unknownFieldsOf(
  source: JsonObject,
  known: ReadonlySet<string>,
  more?: JsonObject,
): string {
  let extra: [string, unknown][] | undefined;
  for (const key in source) {
    if (!known.has(key) && Object.hasOwn(source, key)) (extra ??= []).push([key, source[key]]);
  }
  if (more !== undefined) extra = [...(extra ?? []), ...Object.entries(more)];
  return extra === undefined ? "" : JSON.stringify(Object.fromEntries(extra));
}
