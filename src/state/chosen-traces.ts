import { useCallback, type SetStateAction } from "react";
import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";

interface ChosenTraces {
  /** The key of the source whose traces they are. */
  readonly source: string;
  readonly traceIds: readonly string[];
}

const none: readonly string[] = [];

/** For as long as the page lives: whoever looks at a trace comes back to what was chosen. */
export const chosenTraces = createStore<ChosenTraces>(() => ({ source: "", traceIds: none }));

const ofSource = (chosen: ChosenTraces, source: string): readonly string[] =>
  chosen.source === source ? chosen.traceIds : none;

/** The traces that were chosen among the results of a source, in the order of choosing. */
export function useChosenTraces(
  source: string,
): readonly [
  traceIds: readonly string[],
  change: (change: SetStateAction<readonly string[]>) => void,
] {
  const traceIds = useStore(chosenTraces, (chosen) => ofSource(chosen, source));
  const change = useCallback(
    (next: SetStateAction<readonly string[]>) =>
      chosenTraces.setState((chosen) => {
        return {
          source,
          traceIds: typeof next === "function" ? next(ofSource(chosen, source)) : next,
        };
      }),
    [source],
  );
  return [traceIds, change];
}
