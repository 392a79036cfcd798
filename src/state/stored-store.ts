import { createStore, type StoreApi } from "zustand/vanilla";

/** What the page has of the browser's storage; it may be forbidden, full or broken. */
function storage(): Storage | undefined {
  try {
    return globalThis.localStorage ?? undefined;
  } catch {
    return undefined; // What is stored then lasts as long as the page.
  }
}

/**
 * A store whose state is kept in the browser's local storage, and is the same in every tab: what
 * another one stores is taken over at once, so that no tab writes over it with what was before.
 *
 * @param key with a version in it
 * @param parse reads what is stored, whatever that is; null: nothing
 * @param stored what of the state is kept
 */
export function createStoredStore<State>(
  key: string,
  parse: (text: string | null) => State,
  stored: (state: State) => unknown = (state) => state,
): StoreApi<State> {
  const read = (): string | null => {
    try {
      return storage()?.getItem(key) ?? null;
    } catch {
      return null;
    }
  };
  const store = createStore<State>(() => parse(read()));
  let isTakingOver = false;
  store.subscribe((state) => {
    if (isTakingOver) return;
    try {
      storage()?.setItem(key, JSON.stringify(stored(state)));
    } catch {
      // As above.
    }
  });
  globalThis.addEventListener?.("storage", (event) => {
    // Without a key, all of it was cleared.
    if (event.key !== null && event.key !== key) return;
    isTakingOver = true;
    store.setState(parse(event.key === null ? null : event.newValue), true);
    isTakingOver = false;
  });
  return store;
}
