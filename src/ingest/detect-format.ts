import { printable } from "@/lib/http-status";
import { Problem, type ProblemCode } from "@/lib/problem";
import { isSpace } from "./json-bytes";
import { isNextEvent } from "./next-trace";
import { byteExcerpt, excerpt, isObject, listOf, type JsonObject } from "./wire";

/** What the first bytes of a stream say about it. */
export type ByteKind =
  | "empty"
  | "gzip"
  | "utf-16le"
  | "utf-16be"
  | "html"
  | "protobuf"
  | "text"
  | "binary";

/** Enough bytes for `sniffBytes` to be certain. */
export const SNIFF_BYTES = 512;

/** Tells what a stream is by its first bytes, of which fewer than `SNIFF_BYTES` are all there are. */
export function sniffBytes(head: Uint8Array): ByteKind {
  const [first, second] = head;
  if (first === undefined) return "empty";
  if (first === 0x1f && second === 0x8b) return "gzip";
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  const from = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
  const start = head.findIndex((byte, i) => i >= from && !isSpace(byte));
  if (start < 0) return "empty";
  if (protobufFraming(head) !== undefined) return "protobuf";
  if (head[start] === 0x3c) return "html";
  // JSON may hold any byte inside strings but control characters.
  const isText = head.every((byte) => byte >= 0x20 || isSpace(byte) || byte === 0x1e);
  return isText ? "text" : "binary";
}

/** How binary OTLP stands in a stream: by itself, or many with their sizes in front. */
export type ProtobufFraming = "single" | "prefixed" | "delimited";

/**
 * Tells binary OTLP by its first bytes: a request is messages of field 1 only, each with a resource
 * (field 1), scope spans (field 2) or a schema (field 3) in front. Files of many requests have the
 * size of each in front: four bytes, as the Collector's file exporter writes it, or a varint. Text
 * has no control characters so early.
 */
export function protobufFraming(head: Uint8Array): ProtobufFraming | undefined {
  if (head.subarray(0, 64).every((byte) => byte >= 0x20 || isSpace(byte))) return undefined;
  if (isRequest(head, 0, Number.POSITIVE_INFINITY)) return "single";
  const [size, from] = varintAt(head, 0);
  if (from > 0 && isRequest(head, from, size)) return "delimited";
  if (head.length < 5) return undefined;
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  return isRequest(head, 4, view.getUint32(0)) ? "prefixed" : undefined;
}

function isRequest(head: Uint8Array, at: number, size: number): boolean {
  if (head[at] !== 0x0a) return false;
  const [length, from] = varintAt(head, at + 1);
  if (from === 0 || from - at + length > size) return false;
  const tag = head[from];
  return length === 0 ? size > 2 : tag === 0x0a || tag === 0x12 || tag === 0x1a;
}

/** A varint of at most five bytes, and the place after it; 0 where there is none. */
function varintAt(bytes: Uint8Array, at: number): readonly [value: number, end: number] {
  let value = 0;
  for (let i = 0; i < 5; i += 1) {
    const byte = bytes[at + i];
    if (byte === undefined) break;
    value += (byte & 0x7f) * 2 ** (7 * i);
    if (byte < 0x80) return [value, at + i + 1];
  }
  return [0, 0];
}

/** The Problem of bytes that hold no document at all. */
export function problemOfBytes(kind: ByteKind, head: Uint8Array): Problem | undefined {
  switch (kind) {
    case "empty":
      return new Problem("empty", { byteOffset: 0 });
    case "html":
      return new Problem("html-instead-of-json", {
        byteOffset: 0,
        found: byteExcerpt(head, 0, 80),
      });
    case "binary":
      return new Problem("unknown-format", { where: "", byteOffset: 0, found: binaryName(head) });
    default:
      return undefined;
  }
}

function binaryName(head: Uint8Array): string {
  const hex = Array.from(head.subarray(0, 8), (byte) => byte.toString(16).padStart(2, "0"));
  return `binary data: ${hex.join(" ")}`;
}

/** What a JSON object is, when it is a span that stands for itself. */
export type SpanShape = "jaeger" | "zipkin" | "next";

/** Recognises a span outside a trace object by the names of its ids. */
export function spanShape(value: JsonObject): SpanShape | undefined {
  if ("traceID" in value && "spanID" in value) return "jaeger";
  if (!("traceId" in value) || !("id" in value)) return undefined;
  return isNextEvent(value) ? "next" : "zipkin";
}

/**
 * What keeps a bare Jaeger span from being one: without a name it is any object with two ids, and
 * a wrong type in a time says that it was not written by Jaeger.
 */
export function bareSpanFault(value: JsonObject, path: string): Problem | undefined {
  for (const field of ["startTime", "duration"] as const) {
    const found = value[field];
    if (found === undefined || typeof found === "number") continue;
    const where = path === "" ? field : `${path}.${field}`;
    return new Problem("bad-document", { where, expected: "a number", found: excerpt(found) });
  }
  if (typeof value["operationName"] === "string") return undefined;
  const where = path === "" ? "operationName" : `${path}.operationName`;
  return new Problem("bad-document", { where, expected: "a string", found: excerpt(value) });
}

/** The error that a server wrote in place of an answer, in the words of either API version. */
export function serverProblem(envelope: JsonObject): Problem | undefined {
  const { error, errors } = envelope;
  const first = listOf(errors)[0];
  if (isObject(first)) return problemOf(first["code"], first["msg"] ?? first["message"]);
  if (isObject(error) && "message" in error) {
    return problemOf(error["httpCode"] ?? error["httpStatus"], error["message"]);
  }
  if (typeof error === "string" && !("data" in envelope)) return problemOf(undefined, error);
  if (typeof envelope["message"] === "string" && typeof envelope["code"] === "number") {
    return problemOf(GRPC_STATUS.get(envelope["code"]), envelope["message"]);
  }
  return undefined;
}

/** HTTP statuses of the gRPC codes that a query answers with. */
const GRPC_STATUS: ReadonlyMap<number, number> = new Map([
  [3, 400],
  [5, 404],
  [7, 403],
  [8, 429],
  [16, 401],
]);

const CODES: ReadonlyMap<unknown, ProblemCode> = new Map([
  [400, "bad-request"],
  [401, "unauthorized"],
  [403, "unauthorized"],
  [404, "not-found"],
  [429, "rate-limited"],
]);

function problemOf(status: unknown, message: unknown): Problem {
  return new Problem(CODES.get(status) ?? "server-error", {
    ...(typeof status === "number" ? { status } : {}),
    ...(typeof message === "string" ? { serverMessage: printable(message) } : {}),
    ofApi: 1,
  });
}

/** Keys of answers that are about traces and hold none. */
const OTHER_ANSWERS = [
  ...["summaries", "traces", "services", "operations", "dependencies"],
  // OTLP of the other signals.
  ...["resourceLogs", "resource_logs", "resourceMetrics", "resource_metrics"],
];
const LIST_ITEM_KEYS = ["parent", "callCount", "spanKind", "rootServiceName"] as const;

/** A value of a document of which nothing could be read. */
export interface Unrecognised {
  readonly path: string;
  readonly value: unknown;
}

/** The Problem of a document without anything readable, by the first value that was not understood. */
export function problemOfUnknown(document: unknown, first: Unrecognised | undefined): Problem {
  const isEmpty =
    (Array.isArray(document) && document.length === 0) ||
    (isObject(document) && Object.keys(document).length === 0);
  if (first === undefined && (isEmpty || document === undefined)) return new Problem("empty");
  const where = first?.path ?? "";
  const value = first === undefined ? document : first.value;
  const found = excerpt(value);
  const isOtherAnswer =
    (isObject(document) && OTHER_ANSWERS.some((key) => Array.isArray(document[key]))) ||
    (isObject(value) && OTHER_ANSWERS.some((key) => Array.isArray(value[key]))) ||
    (isObject(value) && LIST_ITEM_KEYS.some((key) => key in value)) ||
    (typeof value === "string" && where !== "");
  return new Problem(isOtherAnswer ? "not-a-trace" : "unknown-format", { where, found });
}
