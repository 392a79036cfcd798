/**
 * Trace and span ids in the forms in which people and servers write them: hexadecimal of any case
 * and length, UUIDs, base64, the headers of W3C Trace Context, and links that hold one of these.
 */

const hexDigits = /^[0-9a-f]+$/i;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const base64 = /^[A-Za-z0-9+/_-]+={0,2}$/;

/** 32 lower-case hex digits from 1 to 32 digits of any case, or from a UUID; else undefined. */
export function hexTraceId(text: string): string | undefined {
  const digits = text.length === 36 && uuid.test(text) ? text.replaceAll("-", "") : text;
  if (digits.length > 32 || !hexDigits.test(digits)) return undefined;
  return digits.toLowerCase().padStart(32, "0");
}

/**
 * The canonical form of a trace id: 32 lower-case hex digits. Takes hexadecimal of 1 to 32 digits,
 * a UUID, or base64 (standard or URL alphabet, padded or not) of 8 or 16 bytes; what reads as both
 * is hexadecimal. Undefined for anything else.
 */
export function normaliseTraceId(text: string): string | undefined {
  return hexTraceId(text) ?? base64ToHex(text, [8, 16])?.padStart(32, "0");
}

/** The canonical form of a span id: 16 lower-case hex digits. Takes forms as for trace ids. */
export function normaliseSpanId(text: string): string | undefined {
  if (text.length <= 16 && hexDigits.test(text)) return text.toLowerCase().padStart(16, "0");
  return base64ToHex(text, [8]);
}

function base64ToHex(text: string, sizes: readonly number[]): string | undefined {
  if (text.length > 24 || !base64.test(text)) return undefined;
  const body = text.replace(/=+$/, "");
  const size = Math.floor((body.length * 3) / 4);
  if (!sizes.includes(size)) return undefined;
  // Padding is all there or not at all.
  if (body.length !== text.length && text.length % 4 !== 0) return undefined;
  const standard = body.replaceAll("-", "+").replaceAll("_", "/");
  let bytes: string;
  try {
    bytes = atob(standard);
  } catch {
    return undefined;
  }
  // A word that is no encoding of anything leaves bits over: not an id.
  if (btoa(bytes).replace(/=+$/, "") !== standard) return undefined;
  let hex = "";
  for (let at = 0; at < bytes.length; at += 1) {
    hex += bytes.charCodeAt(at).toString(16).padStart(2, "0");
  }
  return hex;
}

/** A parsed `traceparent` header. */
export interface TraceParent {
  /** Two hex digits. */
  readonly version: string;
  /** 32 hex digits. */
  readonly traceId: string;
  /** The calling span: 16 hex digits. */
  readonly parentId: string;
  /** Two hex digits. */
  readonly flags: string;
  readonly sampled: boolean;
}

const traceparent = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;

/**
 * Reads the value of a `traceparent` header by W3C Trace Context: version 00 strictly, ff never,
 * higher versions when their beginning reads like version 00. Undefined when it is invalid.
 */
export function parseTraceparent(text: string): TraceParent | undefined {
  const [, version, traceId, parentId, flags, more] = traceparent.exec(trimOws(text)) ?? [];
  if (!version || !traceId || !parentId || !flags) return undefined;
  if (version === "ff" || (version === "00" && more !== undefined)) return undefined;
  if (/^0+$/.test(traceId) || /^0+$/.test(parentId)) return undefined;
  return { version, traceId, parentId, flags, sampled: (Number.parseInt(flags, 16) & 1) === 1 };
}

const stateKey = /^[a-z0-9][a-z0-9_\-*/@]{0,255}$/;
const stateValue = /^[\x20-\x2b\x2d-\x3c\x3e-\x7e]{0,255}[\x21-\x2b\x2d-\x3c\x3e-\x7e]$/;
const stateMembers = 32;

/**
 * Reads `tracestate` by W3C Trace Context level 2: the members in order, of one header or several.
 * Of a key that comes twice the first is kept. Empty when a member is malformed or there are more
 * than 32: then the specification has the whole of it discarded.
 */
export function parseTracestate(
  headers: string | readonly string[],
): readonly (readonly [key: string, value: string])[] {
  const members = new Map<string, string>();
  let count = 0;
  for (const part of (typeof headers === "string" ? [headers] : headers).join(",").split(",")) {
    const member = trimOws(part);
    if (member === "") continue;
    count += 1;
    const equals = member.indexOf("=");
    const key = member.slice(0, Math.max(0, equals));
    const value = member.slice(equals + 1);
    if (count > stateMembers || !stateKey.test(key) || !stateValue.test(value)) return [];
    if (!members.has(key)) members.set(key, value);
  }
  return [...members];
}

/** Without the optional white space of HTTP around it. */
function trimOws(text: string): string {
  return strip(text, " \t", " \t");
}

/** Without the given characters at both ends. A loop: a pattern would be quadratic in long runs. */
function strip(text: string, before: string, after: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && before.includes(text.charAt(from))) from += 1;
  while (to > from && after.includes(text.charAt(to - 1))) to -= 1;
  return text.slice(from, to);
}

/** What was found in a text: the trace to open, and the span to go to where it names one. */
export interface ExtractedTraceId {
  /** Canonical, or as it came where it is not hexadecimal. */
  readonly traceId: string;
  /** 16 lower-case hex digits. */
  readonly spanId?: string;
}

/** Longer texts are searched in their beginning only. */
const extractLimit = 10_000;
const inPath = /\/traces?\/([^/?#\s"'<>]+)/i;
const inQuery = /[?&#](?:trace_?id|trace)=([^&#\s"'<>]+)/i;
const inField = /\btrace[._ -]?id\b["']?\s*[:=]\s*["']?([0-9a-z+/_=-]+)/i;
const spanInQuery = /[?&](?:uiFind|span|span_?id)=([0-9a-f]{16})(?![0-9a-z])/i;
const headerInText = /(?<![0-9a-z])[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}(?![0-9a-z])/i;
const longHex = /(?<![0-9a-z])[0-9a-f]{32}(?![0-9a-z])/i;
const uuidInText =
  /(?<![0-9a-z])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9a-z])/i;
/** One word that may be an id of a system of its own: no white space, nothing of a URL. */
const bareToken = /^[\p{L}\p{N}._:+=@~-]{1,256}$/u;

/**
 * Finds the trace in what a user pasted: an id in any form, a `traceparent` header with or without
 * its name, a URL or a line of a log that holds one. A single word that is none of these is taken
 * as an id as it is. Undefined when there is nothing that could be an id; zeros alone are none.
 */
export function extractTraceId(text: string): ExtractedTraceId | undefined {
  const found = findTraceId(text);
  return found !== undefined && /^0+$/.test(found.traceId) ? undefined : found;
}

function findTraceId(text: string): ExtractedTraceId | undefined {
  const input = text.slice(0, extractLimit).trim();
  const whole = normaliseTraceId(strip(input, "\"'`<(", "\"'`>),;."));
  if (whole !== undefined) return { traceId: whole };
  const header = headerInText.exec(input);
  const parent = header === null ? undefined : parseTraceparent(header[0].toLowerCase());
  if (parent !== undefined) return { traceId: parent.traceId, spanId: parent.parentId };
  const named =
    idInUrl(inPath, input) ?? idInUrl(inQuery, input) ?? idInUrl(inField, input, normaliseTraceId);
  if (named !== undefined) {
    const spanId = spanInQuery.exec(input)?.[1]?.toLowerCase();
    return spanId === undefined ? { traceId: named } : { traceId: named, spanId };
  }
  const loose = longHex.exec(input) ?? uuidInText.exec(input);
  const traceId = loose === null ? undefined : hexTraceId(loose[0]);
  if (traceId !== undefined) return { traceId };
  return bareToken.test(input) ? { traceId: input } : undefined;
}

/** The id that a pattern finds; a compare link (`a...b`) gives its first trace. */
function idInUrl(
  pattern: RegExp,
  input: string,
  read: (text: string) => string | undefined = canonicalOrBare,
): string | undefined {
  const found = pattern.exec(input)?.[1];
  if (found === undefined) return undefined;
  let decoded = found;
  try {
    decoded = decodeURIComponent(found);
  } catch {
    // Not percent-encoded after all: taken as it is.
  }
  return read(decoded.split("...").find((id) => id !== "") ?? "");
}

function canonicalOrBare(text: string): string | undefined {
  return normaliseTraceId(text) ?? (bareToken.test(text) ? text : undefined);
}
