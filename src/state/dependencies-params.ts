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
  /** The earlier time, of the same length, with which the graph is compared: see `comparedStart`. */
  readonly against?: string;
  /** The server's own counts stand beside those of the traces of a search. */
  readonly beside?: "server";
}

/** Earlier times that have a name: the time just before, and the same time of an earlier day. */
export const earlierTimes = ["before", "1d", "7d"] as const;

const dayMicros = 86_400e6;

/**
 * When the earlier time begins, in microseconds since the Unix epoch: `against` is one of
 * `earlierTimes`, or is itself such a moment. Undefined where it is neither.
 */
export function comparedStart(
  against: string | undefined,
  startMicro: number,
  lengthMicro: number,
): number | undefined {
  if (against === "before") return startMicro - lengthMicro;
  if (against === "1d") return startMicro - dayMicros;
  if (against === "7d") return startMicro - 7 * dayMicros;
  return against !== undefined && /^\d{1,16}$/.test(against) ? Number(against) : undefined;
}

/** Reads the parameters of a URL; whatever is not understood is as if it were not there. */
export function parseDependenciesParams(raw: RawParams): DependenciesParams {
  const from = graphOrigins.find((origin) => origin === firstParam(raw, "from"));
  const against = firstParam(raw, "against");
  return {
    ...parseSearchParams(raw),
    ...parseGraphParams(raw),
    ...(from !== undefined && { from }),
    ...(against !== undefined && comparedStart(against, 0, 0) !== undefined && { against }),
    ...(firstParam(raw, "beside") === "server" && { beside: "server" as const }),
  };
}

/** The parameters as they stand in a URL. */
export function formatDependenciesParams(params: DependenciesParams): ParamValues {
  return {
    from: params.from,
    against: params.against,
    beside: params.beside,
    ...formatSearchParams(params),
    ...formatGraphParams(params),
  };
}

/** The time of the server's count where nothing else is said. */
export const defaultCountLookback = "24h";
