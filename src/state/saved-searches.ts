import { useStore } from "zustand";
import { formatRawParams, parseRawParams } from "./raw-params";
import {
  customLookback,
  defaultLookback,
  formatSearchParams,
  parseSearchParams,
  type SearchParams,
} from "./search-params";
import { createStoredStore } from "./stored-store";

/** A search that can be asked again. */
export interface StoredSearch {
  /** Query string as the search page's URL has it, without a window that has passed. */
  readonly query: string;
}

export interface SavedSearch extends StoredSearch {
  readonly name: string;
}

export interface StoredSearches {
  /** Latest first. */
  readonly recent: readonly StoredSearch[];
  /** In the order of saving. */
  readonly saved: readonly SavedSearch[];
}

const storageKey = "spanwise.searches.v1";
const mostRecent = 12;
/** How many searches can be saved. */
export const mostSaved = 100;
/** In characters: a hundred of them have to fit into the browser's storage. */
export const longestQuery = 4000;
const longestName = 120;

/** What does not belong to a search: how it is shown, single traces, and where it is asked. */
const notStored = new Set(["sort", "filter", "traceID", "span", "source", "files"]);

/**
 * A search as it is stored: a window that was meant to end at the moment of asking is left to its
 * lookback, so that asking again means the time up to then. It can be asked of any source.
 */
export function storedQuery(params: SearchParams): string {
  const { start, end, lookback } = params;
  const dated =
    (lookback === customLookback || lookback === undefined) &&
    start !== undefined &&
    end !== undefined;
  const kept = Object.entries(formatSearchParams(params)).filter(
    ([name]) => !notStored.has(name) && (dated || (name !== "start" && name !== "end")),
  );
  return formatRawParams(Object.fromEntries(kept));
}

/** The parameters that a stored search stands for; with a lookback, so that they ask for one. */
export function storedParams(query: string): SearchParams {
  const params = parseSearchParams(parseRawParams(query));
  const dated = params.start !== undefined && params.end !== undefined;
  return params.lookback === undefined && !dated
    ? { ...params, lookback: defaultLookback }
    : params;
}

const isText = (value: unknown, longest: number): value is string =>
  typeof value === "string" && value.length <= longest;

/** Reads what is stored; whatever is unusable is left out. */
export function parseStoredSearches(stored: string | null): StoredSearches {
  let raw: { recent?: unknown; saved?: unknown } = {};
  try {
    const parsed: unknown = JSON.parse(stored ?? "{}");
    if (typeof parsed === "object" && parsed !== null) raw = parsed;
  } catch {
    // Broken storage is no reason not to start.
  }
  const entries = (list: unknown): readonly Partial<Record<string, unknown>>[] =>
    Array.isArray(list) ? list.filter((one) => typeof one === "object" && one !== null) : [];
  return {
    recent: entries(raw.recent)
      .flatMap(({ query }) => (isText(query, longestQuery) ? [{ query }] : []))
      .slice(0, mostRecent),
    saved: entries(raw.saved)
      .flatMap(({ name, query }) =>
        isText(name, longestName) && name !== "" && isText(query, longestQuery)
          ? [{ name, query }]
          : [],
      )
      .slice(0, mostSaved),
  };
}

export const searchesStore = createStoredStore(storageKey, parseStoredSearches);

export const useStoredSearches = (): StoredSearches => useStore(searchesStore);

/** Puts a search in front of the recent ones. */
export function noteSearch(params: SearchParams): void {
  const query = storedQuery(params);
  if (query.length > longestQuery) return;
  searchesStore.setState(({ recent }) => ({
    recent: [{ query }, ...recent.filter((one) => one.query !== query)].slice(0, mostRecent),
  }));
}

/** Why a search is not saved: it is longer than is kept, or as many are kept as there may be. */
export type SaveRefusal = "too-long" | "full";

/**
 * Keeps a search under a name; a search of that name gives way. Undefined where it is kept, or where
 * the name is empty and nothing was asked for.
 */
export function saveSearch(name: string, params: SearchParams): SaveRefusal | undefined {
  const query = storedQuery(params);
  const kept = name.trim().slice(0, longestName);
  if (kept === "") return undefined;
  if (query.length > longestQuery) return "too-long";
  const others = searchesStore.getState().saved.filter((one) => one.name !== kept);
  // None is given up for it unasked: somebody wanted each of them.
  if (others.length >= mostSaved) return "full";
  searchesStore.setState({ saved: [...others, { name: kept, query }] });
  return undefined;
}

export function forgetSaved(name: string): void {
  searchesStore.setState(({ saved }) => ({ saved: saved.filter((one) => one.name !== name) }));
}

export function forgetRecent(): void {
  searchesStore.setState({ recent: [] });
}
