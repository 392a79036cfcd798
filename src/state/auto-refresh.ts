import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";

const store = createStore<{ readonly everyMs: number | undefined }>(() => ({ everyMs: undefined }));

/**
 * How often a search looks for new traces, in milliseconds; undefined: not at all. For as long as
 * the page lives: whoever looks at a trace and comes back still wants it, but no other tab does.
 */
export const useAutoRefresh = (): number | undefined => useStore(store, ({ everyMs }) => everyMs);

export const setAutoRefresh = (everyMs: number | undefined): void => store.setState({ everyMs });
