import { createContext, use, type ReactNode } from "react";
import { useStore } from "zustand";
import type { Sources, SourcesState } from "./sources";

const SourcesContext = createContext<Sources | undefined>(undefined);

/** Gives the components below the sources that can be chosen between. */
export function SourcesProvider(props: {
  readonly sources: Sources;
  readonly children: ReactNode;
}) {
  return <SourcesContext value={props.sources}>{props.children}</SourcesContext>;
}

/** What opens and closes sources. */
export function useSources(): Sources {
  const sources = use(SourcesContext);
  if (!sources) throw new Error("SourcesProvider is missing above this component");
  return sources;
}

/** Reads from the state of the sources and follows it. */
export function useSourcesState<T>(select: (state: SourcesState) => T): T {
  return useStore(useSources().store, select);
}
