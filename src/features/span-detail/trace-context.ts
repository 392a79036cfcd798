import type { Attribute } from "@/model/attribute";
import type { TraceFormat } from "@/model/trace-source";

/** What a bit of a span's flags says. */
type FlagName = "sampled" | "random" | "debug" | "remote" | "local";

/**
 * The names of the bits that are set. Bits 0 and 1 are W3C Trace Context's (level 2), bits 8 and 9
 * are OTLP's (`SpanFlags`: whether it is known that the parent is remote, and that it is). In
 * Jaeger's own format bit 1 is its debug flag instead.
 */
export function flagNames(flags: number, format: TraceFormat): readonly FlagName[] {
  const names: FlagName[] = [];
  if (flags & 1) names.push("sampled");
  if (flags & 2) names.push(format === "jaeger-v1" ? "debug" : "random");
  if (flags & 0x100) names.push(flags & 0x200 ? "remote" : "local");
  return names;
}

/** Flags as hexadecimal, two digits or as many as they need. */
export const flagsText = (flags: number): string =>
  `0x${(flags >>> 0).toString(16).padStart(2, "0")}`;

/**
 * The `traceparent` header (W3C Trace Context, version 00) that names a span as the parent, or
 * undefined when its ids do not fit in one. A span whose flags were not recorded counts as sampled:
 * it would not be here otherwise.
 */
export function traceparent(
  traceId: string,
  spanId: string,
  flags: number | undefined,
): string | undefined {
  if (!/^(?!0{32})[0-9a-f]{32}$/.test(traceId) || !/^(?!0{16})[0-9a-f]{16}$/.test(spanId)) {
    return undefined;
  }
  const byte = (flags ?? 1) & 0xff;
  return `00-${traceId}-${spanId}-${byte.toString(16).padStart(2, "0")}`;
}

interface TraceStateMember {
  readonly vendor: string;
  readonly value: string;
}

/** The members of a `tracestate` (W3C Trace Context, 3.3), in order; broken ones as they stand. */
export function traceStateMembers(traceState: string): readonly TraceStateMember[] {
  const members: TraceStateMember[] = [];
  for (const part of traceState.split(",")) {
    const member = part.trim();
    if (member === "") continue;
    const cut = member.indexOf("=");
    if (cut < 0) members.push({ vendor: "", value: member });
    else members.push({ vendor: member.slice(0, cut), value: member.slice(cut + 1) });
  }
  return members;
}

const urlKeys: readonly string[] = ["url.full", "http.url"];
const methodKeys: readonly string[] = ["http.request.method", "http.method"];

function firstText(attributes: readonly Attribute[], keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const value = attributes.find((attribute) => attribute.key === key)?.value;
    if (value?.type === "string") return value.value;
  }
  return undefined;
}

/** A text as one word of a POSIX shell, whatever it holds. */
const shellWord = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** The headers that a service receives with a trace context, one a line. */
export const contextHeaders = (parent: string, traceState: string): string =>
  traceState === ""
    ? `traceparent: ${parent}`
    : `traceparent: ${parent}\ntracestate: ${traceState}`;

/**
 * A curl command that sends a trace context: to the address that the span names, with its method,
 * else to one that has to be filled in. Line breaks in a header would begin another one: they go.
 */
export function curlCommand(
  parent: string,
  traceState: string,
  attributes: readonly Attribute[],
): string {
  const url = firstText(attributes, urlKeys);
  const method = firstText(attributes, methodKeys);
  const isUsable = url !== undefined && /^https?:\/\/[^\s\p{C}]+$/iu.test(url);
  const headers = contextHeaders(parent, traceState.replaceAll(/\p{Cc}+/gu, " ")).split("\n");
  return [
    "curl",
    ...(isUsable && method !== undefined && /^[A-Z]{3,16}$/.test(method) && method !== "GET"
      ? [`-X ${method}`]
      : []),
    ...headers.map((header) => `-H ${shellWord(header)}`),
    ...(isUsable ? ["--globoff", shellWord(url)] : ['"$URL"']),
  ].join(" ");
}
