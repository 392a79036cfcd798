import { allParams, firstParam, type ParamValues, type RawParams } from "./raw-params";

const sourceKinds = ["jaeger", "demo", "files"] as const;
/** The source of one side. */
export type SideSource = (typeof sourceKinds)[number];

/** What a comparison's URL says beside the traces and what is seen of them; absent means default. */
export interface CompareParams {
  /** Where a side's trace comes from, if not from the page's `source`. */
  readonly sourceA?: SideSource;
  readonly sourceB?: SideSource;
  /** Ids of traces that were chosen along with the two: Jaeger UI's name. */
  readonly cohort?: readonly string[];
  /** The way it is shown; absent: rows. */
  readonly mode?: string;
  /** Where the bars of a row begin together: where the row above does; absent: the traces do. */
  readonly align?: "parent";
  /**
   * The span of each trace whose subtree is compared, as `span` names it; "whole": all of the trace.
   * Where only the other trace's is named: its likeliest counterpart.
   */
  readonly rootA?: string;
  readonly rootB?: string;
}

/** Stands for all of a trace in place of a span of it. */
export const wholeTrace = "whole";

const modePattern = /^[a-z-]{1,20}$/;
const longestId = 200;
const mostTraces = 100;

/** Reads the parameters of a URL; whatever is not understood is as if it were not there. */
export function parseCompareParams(raw: RawParams): CompareParams {
  const oneOf = <T extends string>(name: string, known: readonly T[]): T | undefined => {
    const value = firstParam(raw, name);
    return known.find((one) => one === value);
  };
  const sourceA = oneOf("sourceA", sourceKinds);
  const sourceB = oneOf("sourceB", sourceKinds);
  const mode = firstParam(raw, "mode");
  const span = (name: string): string | undefined => {
    const value = firstParam(raw, name);
    return value === undefined || value === "" || value.length > longestId ? undefined : value;
  };
  const rootA = span("rootA");
  const rootB = span("rootB");
  const cohort = [...new Set(allParams(raw, "cohort"))]
    .filter((id) => id !== "" && id.length <= longestId)
    .slice(0, mostTraces);
  return {
    ...(sourceA && { sourceA }),
    ...(sourceB && { sourceB }),
    ...(cohort.length > 0 && { cohort }),
    ...(mode !== undefined && modePattern.test(mode) && { mode }),
    ...(firstParam(raw, "align") === "parent" && { align: "parent" as const }),
    ...(rootA !== undefined && { rootA }),
    ...(rootB !== undefined && { rootB }),
  };
}

/** The parameters as they stand in a URL. */
export function formatCompareParams(params: CompareParams): ParamValues {
  return {
    sourceA: params.sourceA,
    sourceB: params.sourceB,
    cohort: params.cohort,
    mode: params.mode,
    align: params.align,
    rootA: params.rootA,
    rootB: params.rootB,
  };
}
