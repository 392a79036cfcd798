import { createStore, type StoreApi } from "zustand/vanilla";

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
      return globalThis.localStorage?.getItem(key) ?? null;
    } catch {
      return null; // Storage may be forbidden: what is stored then lasts as long as the page.
    }
  };
  const store = createStore<State>(() => parse(read()));
  let isTakingOver = false;
  store.subscribe((state) => {
    if (isTakingOver) return;
    try {
      globalThis.localStorage?.setItem(key, JSON.stringify(stored(state)));
    } catch {
      // As above, or full.
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
