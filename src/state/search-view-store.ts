import { useStore } from "zustand";
import { createStoredStore } from "./stored-store";

/** Columns of the result list that can be left out. */
export const optionalColumns = [
  "services",
  "spans",
  "depth",
  "errors",
  "duration",
  "start",
] as const;
export type OptionalColumn = (typeof optionalColumns)[number];

/** How search results are laid out, kept on the machine. */
export interface SearchView {
  readonly hiddenColumns: readonly OptionalColumn[];
  readonly rows: "dense" | "roomy";
  /** Of the scatter, the histogram and the bars. */
  readonly durationScale: "log" | "linear";
  readonly startAs: "absolute" | "relative";
  /** The scatter and the histogram are shown. */
  readonly chart: boolean;
}

const storageKey = "spanwise.searchView.v1";

/** Reads a stored layout; whatever is missing or unusable takes its default. */
export function parseSearchView(stored: string | null): SearchView {
  let raw: Record<string, unknown> = {};
  try {
    const parsed: unknown = JSON.parse(stored ?? "{}");
    if (typeof parsed === "object" && parsed !== null) raw = parsed as Record<string, unknown>;
  } catch {
    // Broken storage is no reason not to start.
  }
  const hidden: unknown = raw["hiddenColumns"];
  return {
    hiddenColumns: optionalColumns.filter((one) => Array.isArray(hidden) && hidden.includes(one)),
    rows: raw["rows"] === "roomy" ? "roomy" : "dense",
    durationScale: raw["durationScale"] === "linear" ? "linear" : "log",
    startAs: raw["startAs"] === "relative" ? "relative" : "absolute",
    chart: raw["chart"] !== false,
  };
}

export const searchViewStore = createStoredStore(storageKey, parseSearchView);

/** Reads the layout and follows its changes. */
export const useSearchView = (): SearchView => useStore(searchViewStore);

/** Changes some of the layout. */
export function setSearchView(change: Partial<SearchView>): void {
  searchViewStore.setState(change);
}
