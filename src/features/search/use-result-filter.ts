import { useCallback } from "react";
import { formatResultFilter, parseResultFilter, type ResultFilter } from "@/state/result-filter";
import { useLateParam, type ParamCodec } from "./use-late-param";

type Params = readonly string[] | undefined;

const codec: ParamCodec<ResultFilter, Params> = {
  parse: parseResultFilter,
  format: formatResultFilter,
  textOf: (params) => JSON.stringify(params ?? []),
};

/** The filter on the results: changes at once, and goes into the URL a moment later. */
export function useResultFilter(
  params: Params,
  write: (params: Params) => void,
): readonly [ResultFilter, (change: Partial<ResultFilter>) => void] {
  const [filter, set] = useLateParam(codec, params, write);
  const change = useCallback(
    (part: Partial<ResultFilter>) => set((before) => ({ ...before, ...part })),
    [set],
  );
  return [filter, change];
}
