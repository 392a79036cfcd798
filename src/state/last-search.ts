const storageKey = "spanwise.lastSearch";

let inMemory = "";

/** Keeps the search that the results on the screen belong to, for the way back; per browser tab. */
export function rememberSearch(query: string): void {
  inMemory = query;
  try {
    globalThis.sessionStorage?.setItem(storageKey, query);
  } catch {
    // Storage may be forbidden; the page's own memory has to do.
  }
}

/** The query string of the last search of this tab; "" when there was none. */
export function lastSearch(): string {
  try {
    return globalThis.sessionStorage?.getItem(storageKey) ?? inMemory;
  } catch {
    return inMemory;
  }
}
