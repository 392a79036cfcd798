import { formatGraphParams, parseGraphParams, type GraphParams } from "./graph-params";
import { firstParam, type ParamValues, type RawParams } from "./raw-params";
import { formatSearchParams, parseSearchParams, type SearchParams } from "./search-params";

/** What the graph is of: the server's own count, the traces of a search, or all that is open. */
export const graphOrigins = ["system", "search", "all"] as const;
export type GraphOrigin = (typeof graphOrigins)[number];

/**
 * What the page of service dependencies keeps in its URL: a search as the search page writes it
 * (of which the server's own count takes `lookback` and `end`), and what is seen of the graph.
 */
export interface DependenciesParams extends SearchParams, GraphParams {
  /** Absent: the server's own count where there is a server, else all that is open. */
  readonly from?: GraphOrigin;
}

/** Reads the parameters of a URL; whatever is not understood is as if it were not there. */
export function parseDependenciesParams(raw: RawParams): DependenciesParams {
  const from = graphOrigins.find((origin) => origin === firstParam(raw, "from"));
  return {
    ...parseSearchParams(raw),
    ...parseGraphParams(raw),
    ...(from !== undefined && { from }),
  };
}

/** The parameters as they stand in a URL. */
export function formatDependenciesParams(params: DependenciesParams): ParamValues {
  return { from: params.from, ...formatSearchParams(params), ...formatGraphParams(params) };
}

/** The time of the server's count where nothing else is said. */
export const defaultCountLookback = "24h";
