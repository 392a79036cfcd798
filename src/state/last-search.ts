const storageKey = "spanwise.lastSearch";

const inMemory = new Map<string, string>();

/** One for all sources, and one for each. */
const keysOf = (source: string) => [storageKey, `${storageKey}.${source}`];

/**
 * Keeps the search that the results on the screen belong to, for the way back; per browser tab.
 *
 * @param source the kind of source that is searched
 */
export function rememberSearch(query: string, source: string): void {
  for (const key of keysOf(source)) {
    inMemory.set(key, query);
    try {
      globalThis.sessionStorage?.setItem(key, query);
    } catch {
      // Storage may be forbidden; the page's own memory has to do.
    }
  }
}

/** The query string of the last search of this tab, or of its last one of a source; "" for none. */
export function lastSearch(source?: string): string {
  const key = source === undefined ? storageKey : `${storageKey}.${source}`;
  try {
    return globalThis.sessionStorage?.getItem(key) ?? inMemory.get(key) ?? "";
  } catch {
    return inMemory.get(key) ?? "";
  }
}
