import { parseDuration } from "@/lib/parse-duration";

/** What of the loaded results is shown. All conditions must hold. */
export interface ResultFilter {
  /** In the root's names, a service's name or the trace id; case does not count. */
  readonly text: string;
  /** Every one of them takes part in the trace. */
  readonly services: readonly string[];
  readonly errors: "with" | "without" | undefined;
  /** Only traces with spans whose parent is missing. */
  readonly incomplete: boolean;
  /** Nanoseconds, both included. */
  readonly minNs: number | undefined;
  readonly maxNs: number | undefined;
  /** Start of the trace in microseconds since the Unix epoch, both included. */
  readonly fromMicro: number | undefined;
  readonly toMicro: number | undefined;
}

/** Shows everything. */
export const noFilter: ResultFilter = {
  text: "",
  services: [],
  errors: undefined,
  incomplete: false,
  minNs: undefined,
  maxNs: undefined,
  fromMicro: undefined,
  toMicro: undefined,
};

/** A link with more than these would be longer than servers and chats take. */
const mostServices = 50;
const longestText = 500;

const units = [
  ["s", 1e9],
  ["ms", 1e6],
  ["us", 1e3],
] as const;

/** Nanoseconds as `parseDuration` reads them, exactly: a whole number of the largest unit. */
function durationText(ns: number): string {
  for (const [unit, size] of units) if (ns !== 0 && ns % size === 0) return `${ns / size}${unit}`;
  return `${ns}ns`;
}

function micro(text: string): number | undefined {
  const value = /^\d{1,16}$/.test(text) ? Number(text) : undefined;
  return value !== undefined && Number.isSafeInteger(value) ? value : undefined;
}

/** Reads the URL's `filter` parameters (`name:value`); what cannot be read does not filter. */
export function parseResultFilter(params: readonly string[] | undefined): ResultFilter {
  if (!params || params.length === 0) return noFilter;
  let filter = noFilter;
  const services = new Set<string>();
  for (const param of params) {
    const colon = param.indexOf(":");
    const name = colon < 0 ? param : param.slice(0, colon);
    const value = colon < 0 ? "" : param.slice(colon + 1);
    switch (name) {
      case "text":
        filter = { ...filter, text: value.slice(0, longestText) };
        break;
      case "service":
        if (services.size < mostServices) services.add(value);
        break;
      case "errors":
        if (value === "with" || value === "without") filter = { ...filter, errors: value };
        break;
      case "incomplete":
        filter = { ...filter, incomplete: true };
        break;
      case "min":
        filter = { ...filter, minNs: parseDuration(value) };
        break;
      case "max":
        filter = { ...filter, maxNs: parseDuration(value) };
        break;
      case "from":
        filter = { ...filter, fromMicro: micro(value) };
        break;
      case "to":
        filter = { ...filter, toMicro: micro(value) };
        break;
    }
  }
  return { ...filter, services: [...services] };
}

/** The filter as it stands in the URL; undefined for none. */
export function formatResultFilter(filter: ResultFilter): readonly string[] | undefined {
  const params: string[] = [];
  if (filter.text !== "") params.push(`text:${filter.text.slice(0, longestText)}`);
  for (const service of filter.services.slice(0, mostServices)) params.push(`service:${service}`);
  if (filter.errors) params.push(`errors:${filter.errors}`);
  if (filter.incomplete) params.push("incomplete");
  if (filter.minNs !== undefined) params.push(`min:${durationText(filter.minNs)}`);
  if (filter.maxNs !== undefined) params.push(`max:${durationText(filter.maxNs)}`);
  if (filter.fromMicro !== undefined) params.push(`from:${filter.fromMicro}`);
  if (filter.toMicro !== undefined) params.push(`to:${filter.toMicro}`);
  return params.length === 0 ? undefined : params;
}

/** True where the filter may hide something. */
export const isFiltering = (filter: ResultFilter): boolean =>
  formatResultFilter(filter) !== undefined;
