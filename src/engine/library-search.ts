import { AttributeType, type AttributeTable } from "@/model/attribute-table";
import type { SearchAnswer, SearchQuery } from "@/model/search-query";
import { SpanKind, StatusCode } from "@/model/span-table";
import type { StringTable } from "@/model/string-table";
import type { Trace } from "@/model/trace";
import { liftedField } from "@/derive/lifted-keys";
import { createBreather } from "@/lib/breather";
import { at } from "./column";
import { comparableText } from "./comparable-text";
import type { CallOptions } from "./trace-engine";

/*
 * Search in traces that are held here, with the meaning that it has in Jaeger's memory storage: a
 * trace matches when ONE of its spans matches all of it: service, span name, a start within the
 * window, a duration within the limits, and every attribute.
 *
 * An attribute matches when the span, its scope, its resource, one of its events or one of its
 * links has it with a value of that text (numbers in decimal, "true" and "false", arrays and maps as
 * compact JSON). Some keys mean a field and not an attribute: `error`, `span.status`, `span.kind`,
 * `scope.name`, `scope.version`; `resource.<key>` means an attribute of the resource alone. A field
 * that Jaeger's first format writes as a tag is found under the key of the tag as well
 * (`derive/lifted-keys.ts`): it is what its files and pages show.
 *
 * One difference: there, `error=false` means status Ok; here it means any status but Error, since
 * hardly any span is given the status Ok.
 */

/** One attribute that is asked for, in terms of a string table: -1 where the text is not in it. */
interface Wanted {
  readonly key: number;
  readonly value: number;
  readonly text: string;
}

interface SpanTest {
  (trace: Trace, span: number): boolean;
}

const encoder = new TextEncoder();

/** The StringId of a text, or -1. Looks at every string once: a search asks this a few times. */
function findString(strings: StringTable, text: string): number {
  const wanted = encoder.encode(text);
  for (let id = 0; id < strings.length; id += 1) {
    const bytes = strings.bytes(id);
    if (bytes.length === wanted.length && bytes.every((byte, at) => byte === wanted[at])) return id;
  }
  return -1;
}

/** Whether any row in a range of attributes is the wanted one. */
function hasAttribute(
  table: AttributeTable,
  [from, to]: readonly [number, number],
  wanted: Wanted,
  strings: StringTable,
): boolean {
  for (let row = from; row < to; row += 1) {
    if (table.key[row] !== wanted.key) continue;
    const found =
      table.type[row] === AttributeType.String
        ? table.value[row] === wanted.value
        : comparableText(table, row, strings) === wanted.text;
    if (found) return true;
  }
  return false;
}

/** The attribute rows of the owners in a range, which lie together. */
const rowsOf = (table: AttributeTable, from: number, to: number): readonly [number, number] => [
  at(table.offset, from),
  at(table.offset, to),
];

function anywhere(wanted: Wanted): SpanTest {
  return (trace, i) => {
    if (wanted.key < 0) return false;
    const { spans, strings, resources, scopes, events, links } = trace;
    const has = (table: AttributeTable, from: number, to: number): boolean =>
      from < to && hasAttribute(table, rowsOf(table, from, to), wanted, strings);
    return (
      has(trace.attributes, i, i + 1) ||
      has(scopes.attributes, at(spans.scope, i), at(spans.scope, i) + 1) ||
      has(resources.attributes, at(spans.resource, i), at(spans.resource, i) + 1) ||
      has(events.attributes, at(spans.eventOffset, i), at(spans.eventOffset, i + 1)) ||
      has(links.attributes, at(spans.linkOffset, i), at(spans.linkOffset, i + 1))
    );
  };
}

function inResource(wanted: Wanted): SpanTest {
  return ({ resources: { attributes }, spans, strings }, i) => {
    const row = at(spans.resource, i);
    return hasAttribute(attributes, rowsOf(attributes, row, row + 1), wanted, strings);
  };
}

/** The texts that Go, in which the servers are written, reads as a boolean. */
const truths: ReadonlyMap<string, boolean> = new Map([
  ...["1", "t", "T", "true", "TRUE", "True"].map((text) => [text, true] as const),
  ...["0", "f", "F", "false", "FALSE", "False"].map((text) => [text, false] as const),
]);
const statuses: ReadonlyMap<string, number> = new Map([
  ["ok", StatusCode.Ok],
  ["error", StatusCode.Error],
]);
const kinds: ReadonlyMap<string, number> = new Map(
  Object.entries(SpanKind).map(([name, number]) => [name.toLowerCase(), number]),
);

function compileAttribute(key: string, text: string, strings: StringTable): SpanTest {
  const lower = text.toLowerCase();
  switch (key) {
    case "error": {
      const truth = truths.get(text);
      return ({ spans }, i) =>
        truth !== undefined && (spans.statusCode[i] === StatusCode.Error) === truth;
    }
    case "span.status": {
      const code = statuses.get(lower) ?? StatusCode.Unset;
      return ({ spans }, i) => spans.statusCode[i] === code;
    }
    case "span.kind": {
      const kind = kinds.get(lower) ?? SpanKind.Unspecified;
      return ({ spans }, i) => spans.kind[i] === kind;
    }
    case "scope.name":
    case "scope.version": {
      const id = findString(strings, text);
      const column = key === "scope.name" ? "name" : "version";
      return ({ spans, scopes }, i) => scopes[column][at(spans.scope, i)] === id;
    }
    default: {
      const ofResource = key.startsWith("resource.");
      const wanted: Wanted = {
        key: findString(strings, ofResource ? key.slice("resource.".length) : key),
        value: findString(strings, text),
        text,
      };
      if (ofResource) return inResource(wanted);
      const has = anywhere(wanted);
      const field = liftedField(key);
      return field === undefined ? has : (trace, i) => field(trace, i) === text || has(trace, i);
    }
  }
}

/** Nanoseconds of a wall-clock time in microseconds, relative to the epoch of a trace. */
const relative = (unixMicro: number, epochUnixNano: bigint): number =>
  Number(BigInt(Math.round(unixMicro)) * 1000n - epochUnixNano);

function traceMatches(trace: Trace, query: SearchQuery, tests: readonly SpanTest[]): boolean {
  const { spans, names, resourceService, summary } = trace;
  const { service, operation } = query;
  const earliest = relative(query.startUnixMicro, trace.epochUnixNano);
  const latest = relative(query.endUnixMicro, trace.epochUnixNano);
  if (latest < 0 || earliest > trace.durationNs) return false;
  if (service !== undefined && !summary.services.some(({ name }) => name === service)) return false;
  const name = operation === undefined ? -1 : names.indexOf(operation);
  if (operation !== undefined && name < 0) return false;
  const serviceName = service === undefined ? -1 : names.indexOf(service);
  const shortest = query.minDurationNs ?? 0;
  // A server takes a limit of 0 for none, as it does a limit that is not there.
  const longest = query.maxDurationNs || Number.POSITIVE_INFINITY;
  for (let i = 0; i < spans.length; i += 1) {
    if (name >= 0 && spans.name[i] !== name) continue;
    if (serviceName >= 0 && resourceService[at(spans.resource, i)] !== serviceName) continue;
    const start = at(spans.startNs, i);
    if (start < earliest || start > latest) continue;
    const duration = at(spans.durationNs, i);
    if (duration < shortest || duration > longest) continue;
    if (tests.every((test) => test(trace, i))) return true;
  }
  return false;
}

/** The traces that match a query, of those that are sorted newest first; see above for what does. */
export async function findTraces(
  traces: readonly Trace[],
  query: SearchQuery,
  options: CallOptions = {},
): Promise<readonly Trace[]> {
  const breathe = createBreather(options.signal);
  const found: Trace[] = [];
  let strings: StringTable | undefined;
  let tests: readonly SpanTest[] = [];
  for (const trace of traces) {
    if (found.length >= query.limit) break;
    await breathe();
    if (trace.strings !== strings) {
      const table = trace.strings;
      strings = table;
      tests = Object.entries(query.attributes).map(([key, text]) =>
        compileAttribute(key, text, table),
      );
    }
    if (traceMatches(trace, query, tests)) found.push(trace);
  }
  return found;
}

/** The summaries of the traces that match a query. */
export async function searchTraces(
  traces: readonly Trace[],
  query: SearchQuery,
  options: CallOptions = {},
): Promise<SearchAnswer> {
  const found = await findTraces(traces, query, options);
  return {
    summaries: found.map(({ summary }) => summary),
    route: "local",
    limitReached: found.length >= query.limit,
  };
}
