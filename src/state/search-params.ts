import { normaliseTraceId } from "@/lib/ids";
import { parseAttributeText, type AttributeTextProblem } from "@/lib/logfmt";
import { parseDuration } from "@/lib/parse-duration";
import type { SearchQuery } from "@/model/search-query";
import { allParams, firstParam, type ParamValues, type RawParams } from "./raw-params";

/** The lookbacks offered. Links may carry others of the same form. */
export const lookbacks = [
  "5m",
  "15m",
  "30m",
  "1h",
  "2h",
  "3h",
  "6h",
  "12h",
  "24h",
  "2d",
  "3d",
  "5d",
  "7d",
  "2w",
  "3w",
  "4w",
] as const;

/** Both may be changed, once, by `limitSearches`. */
export let defaultLookback = "1h";
/** The lookback of a range that was typed. */
export const customLookback = "custom";
export let defaultLimit = 200;
export let maxLimit = 10_000;
let longestLookback: string | undefined;

/** Takes a site's own limits of searches, before anything is read from a URL. */
export function limitSearches(limits: {
  readonly defaultLookback: string | undefined;
  readonly longestLookback: string | undefined;
  readonly maxLimit: number | undefined;
}): void {
  longestLookback = limits.longestLookback;
  defaultLookback = limits.defaultLookback ?? defaultLookback;
  maxLimit = Math.min(limits.maxLimit ?? maxLimit, maxLimit);
  defaultLimit = Math.min(defaultLimit, maxLimit);
}

/** The lookbacks that the site offers. */
export function offeredLookbacks(): readonly string[] {
  const longest = lookbackMicros(longestLookback ?? "");
  const short = lookbacks.filter(
    (lookback) => longest === undefined || (lookbackMicros(lookback) ?? 0) <= longest,
  );
  return [...new Set([...short, defaultLookback])];
}

/** What the search page keeps in its URL, by Jaeger UI's names. */
export interface SearchParams {
  readonly service?: string;
  /** Span name; absent: all. */
  readonly operation?: string;
  /** Attributes as a JSON object; kept as it stands, so that what is wrong with it can be said. */
  readonly tags?: string;
  /** Microseconds since the Unix epoch. */
  readonly start?: number;
  readonly end?: number;
  /** "1h", "2d", … or "custom". */
  readonly lookback?: string;
  readonly limit?: number;
  /** As typed: "100ms". */
  readonly minDuration?: string;
  readonly maxDuration?: string;
  /** Traces to show whatever the search finds. */
  readonly traceID?: readonly string[];
  /** `<spanIds separated by space>@<traceID>`: spans to mark when a trace is opened. */
  readonly span?: readonly string[];
  /** The source of traces: Spanwise's own. */
  readonly source?: string;
  /** "1": the open files are searched as well: Spanwise's own. */
  readonly files?: "1";
  /** A column of the result list, with "-" in front for descending: Spanwise's own. */
  readonly sort?: string;
  /** What of the results is shown, see `result-filter.ts`: Spanwise's own. */
  readonly filter?: readonly string[];
}

/** Microseconds of a lookback such as "90s", "15m", "6h", "2d", "4w"; undefined for others. */
export function lookbackMicros(lookback: string): number | undefined {
  if (!/^\d{1,6}[smhdw]$/.test(lookback)) return undefined;
  const ns = parseDuration(lookback);
  return ns === undefined || ns === 0 ? undefined : ns / 1000;
}

const latestMicro = 8.64e18 / 1000;

function whole(text: string | undefined, low: number, high: number): number | undefined {
  if (text === undefined || !/^\d{1,16}$/.test(text)) return undefined;
  const value = Number(text);
  return value >= low && value <= high ? value : undefined;
}

/** A limit that is too high means as many as there may be. */
const capped = (limit: number | undefined) =>
  limit === undefined ? undefined : Math.min(limit, maxLimit);

/** Jaeger's repeated `tag=key:value`, which older links carry, as attributes. */
function legacyTags(pairs: readonly string[]): readonly (readonly [string, string])[] {
  const entries = pairs.map((pair): readonly [string, string] => {
    const colon = pair.indexOf(":");
    return colon < 0 ? [pair, "true"] : [pair.slice(0, colon), pair.slice(colon + 1)];
  });
  return entries.filter(([key]) => key !== "");
}

/**
 * The attributes of a link, whichever way it names them: both count, as they do for Jaeger, where
 * `tags` has the last word on a key. Text that cannot be read is kept for its reader to put right.
 */
function tagsOf(tags: string | undefined, pairs: readonly string[]): string | undefined {
  const older = legacyTags(pairs);
  if (older.length === 0) return tags;
  const read = parseAttributeText(tags ?? "");
  if ("problem" in read) return tags;
  return JSON.stringify(Object.fromEntries([...older, ...Object.entries(read.attributes)]));
}

function present(values: readonly string[]): readonly string[] | undefined {
  const filled = values.filter((value) => value !== "");
  return filled.length === 0 ? undefined : filled;
}

/**
 * Reads the search page's parameters. What cannot be one is left out; texts that only a reader of
 * the form can put right (`tags`, durations) are kept, and `resolveSearch` says what is wrong.
 */
export function parseSearchParams(raw: RawParams): SearchParams {
  const text = (name: string) => firstParam(raw, name) || undefined;
  const operation = text("operation");
  const lookback = text("lookback");
  const known =
    lookback !== undefined &&
    (lookback === customLookback || lookbackMicros(lookback) !== undefined);
  return withoutAbsent({
    service: text("service"),
    operation: operation === "all" ? undefined : operation,
    tags: tagsOf(text("tags"), allParams(raw, "tag")),
    start: whole(text("start"), 0, latestMicro),
    end: whole(text("end"), 0, latestMicro),
    lookback: known ? lookback : undefined,
    limit: capped(whole(text("limit"), 1, Number.MAX_SAFE_INTEGER)),
    minDuration: text("minDuration"),
    maxDuration: text("maxDuration"),
    traceID: present(allParams(raw, "traceID")),
    span: present(allParams(raw, "span")),
    source: text("source"),
    files: text("files") === "1" ? "1" : undefined,
    sort: text("sort"),
    filter: present(allParams(raw, "filter")),
  });
}

type Loose = { readonly [Key in keyof SearchParams]-?: SearchParams[Key] | undefined };

const absent: Loose = {
  service: undefined,
  operation: undefined,
  tags: undefined,
  start: undefined,
  end: undefined,
  lookback: undefined,
  limit: undefined,
  minDuration: undefined,
  maxDuration: undefined,
  traceID: undefined,
  span: undefined,
  source: undefined,
  files: undefined,
  sort: undefined,
  filter: undefined,
};

function withoutAbsent(loose: Loose): SearchParams {
  const kept = Object.entries(loose).filter(([, value]) => value !== undefined);
  return Object.fromEntries(kept);
}

/** The parameters as they go into a URL; the way back is `parseSearchParams`. */
export function formatSearchParams(params: SearchParams): ParamValues {
  return { ...canonicalParams(params) };
}

/** The parameters in the one order in which they stand in a URL, so that equal ones look equal. */
export function canonicalParams(params: SearchParams): SearchParams {
  // A span name that reads "all" would be taken for Jaeger UI's word for every name.
  const operation = params.operation === "all" ? undefined : params.operation;
  return withoutAbsent({ ...absent, ...params, operation });
}

export type SearchField =
  | "service"
  | "attributes"
  | "lookback"
  | "from"
  | "to"
  | "minDuration"
  | "maxDuration"
  | "limit";

/** What is wrong with one field of a search; put into words by the catalogues. */
export type FieldProblem =
  | { readonly field: "service"; readonly code: "service-needed" }
  | {
      readonly field: "attributes";
      readonly code: "attributes";
      readonly detail: AttributeTextProblem;
    }
  | { readonly field: "minDuration" | "maxDuration"; readonly code: "not-a-duration" }
  | { readonly field: "maxDuration"; readonly code: "below-minimum" }
  | { readonly field: "from" | "to"; readonly code: "not-a-time" }
  | { readonly field: "to"; readonly code: "not-after-from" }
  | { readonly field: "limit"; readonly code: "not-a-limit"; readonly max: number };

export interface SearchAbilities {
  /** The source answers a search that names no service. */
  readonly searchesAllServices: boolean;
  /** All the time that the source has traces of, in microseconds; where that is known. */
  readonly timeRange?: { readonly startUnixMicro: number; readonly endUnixMicro: number };
}

/** True when the parameters ask for a search, and not only for the page or for single traces. */
export function asksForSearch(params: SearchParams): boolean {
  return (
    params.service !== undefined ||
    params.operation !== undefined ||
    params.tags !== undefined ||
    params.start !== undefined ||
    params.end !== undefined ||
    params.lookback !== undefined ||
    params.minDuration !== undefined ||
    params.maxDuration !== undefined
  );
}

function resolveWindow(params: SearchParams, nowMs: number): readonly [number, number] {
  const now = Math.floor(nowMs) * 1000;
  const span = lookbackMicros(params.lookback ?? defaultLookback) ?? 3_600e6;
  if (params.end === undefined) return [params.start ?? now - span, now];
  return [params.start ?? Math.max(0, params.end - span), params.end];
}

/**
 * Turns parameters into a search, or says everything that stands in its way. `start` and `end` win
 * over `lookback`, which counts back from `end`, or from now; with neither, an hour is searched.
 * Who wants the window to stay put writes it into the parameters: see `withWindow`.
 */
export function resolveSearch(
  params: SearchParams,
  nowMs: number,
  abilities?: SearchAbilities,
): { readonly query: SearchQuery } | { readonly problems: readonly FieldProblem[] } {
  const problems: FieldProblem[] = [];
  if (params.service === undefined && abilities && !abilities.searchesAllServices) {
    problems.push({ field: "service", code: "service-needed" });
  }
  const read = parseAttributeText(params.tags ?? "");
  if ("problem" in read) {
    problems.push({ field: "attributes", code: "attributes", detail: read.problem });
  }
  const [startUnixMicro, endUnixMicro] = resolveWindow(params, nowMs);
  if (startUnixMicro >= endUnixMicro) problems.push({ field: "to", code: "not-after-from" });
  const duration = (field: "minDuration" | "maxDuration"): number | undefined => {
    const text = params[field];
    const ns = text === undefined ? undefined : parseDuration(text);
    if (text !== undefined && ns === undefined) problems.push({ field, code: "not-a-duration" });
    return ns;
  };
  const minDurationNs = duration("minDuration");
  const maxDurationNs = duration("maxDuration");
  if (minDurationNs !== undefined && maxDurationNs !== undefined && maxDurationNs < minDurationNs) {
    problems.push({ field: "maxDuration", code: "below-minimum" });
  }
  if (problems.length > 0 || "problem" in read) return { problems };
  return {
    query: {
      ...(params.service === undefined ? {} : { service: params.service }),
      ...(params.operation === undefined ? {} : { operation: params.operation }),
      attributes: read.attributes,
      startUnixMicro,
      endUnixMicro,
      ...(minDurationNs === undefined ? {} : { minDurationNs }),
      ...(maxDurationNs === undefined ? {} : { maxDurationNs }),
      limit: params.limit ?? defaultLimit,
    },
  };
}

/** The parameters with another order of the results; undefined: the default. */
export const withSort = (params: SearchParams, sort: string | undefined): SearchParams =>
  withoutAbsent({ ...absent, ...params, sort });

/** The parameters with another filter on the results; undefined: none. */
export const withFilter = (
  params: SearchParams,
  filter: readonly string[] | undefined,
): SearchParams => withoutAbsent({ ...absent, ...params, filter });

/** What is searched for, without how the results are shown. */
export const withoutView = (params: SearchParams): SearchParams =>
  withoutAbsent({ ...absent, ...params, sort: undefined, filter: undefined });

/** The parameters with the window of time written out, so that it no longer moves with the clock. */
export function withWindow(params: SearchParams, nowMs: number): SearchParams {
  if (params.start !== undefined && params.end !== undefined) return params;
  const [start, end] = resolveWindow(params, nowMs);
  // A link that says nothing of time means the usual lookback, not this one hour for ever.
  const isOpen = params.start === undefined && params.end === undefined;
  return {
    ...params,
    start,
    end,
    ...(isOpen ? { lookback: params.lookback ?? defaultLookback } : {}),
  };
}

const wholeId = (text: string) => normaliseTraceId(text) ?? text;

/**
 * The first span that Jaeger's `span` parameters mark in a trace (`<ids by spaces>@<traceID>`);
 * undefined where they mark none.
 */
export function markedSpan(marks: readonly string[], traceId: string): string | undefined {
  for (const mark of marks) {
    const at = mark.lastIndexOf("@");
    if (at > 0 && wholeId(mark.slice(at + 1)) === wholeId(traceId))
      return mark.slice(0, at).split(" ")[0];
  }
  return undefined;
}
