import type { BackendInfo } from "@/backend/backend";
import { lastSearch } from "@/state/last-search";
import { parseRawParams } from "@/state/raw-params";
import {
  asksForSearch,
  customLookback,
  maxLimit,
  parseSearchParams,
  type SearchParams,
} from "@/state/search-params";
import { sourceParam } from "./source-param";
import type { SourceKind } from "./sources";

/** The demo's traces lie in the three hours before they were made; some time may pass until then. */
const demoLookback = "6h";
const demoLimit = 1000;

/** Search parameters as a link gives them: undefined takes one out of the URL. */
type LinkParams = { readonly [Name in keyof SearchParams]?: SearchParams[Name] | undefined };

/**
 * What the search page shows first of a source: all of it where it is local, since there is little
 * and it may be from any time; a Jaeger is asked for nothing unasked.
 */
export function firstSearch(kind: SourceKind, info: BackendInfo | undefined): LinkParams {
  const source = sourceParam(kind);
  if (kind === "demo") return { ...source, lookback: demoLookback, limit: demoLimit };
  if (kind !== "files" || !info?.timeRange) return source;
  const { startUnixMicro, endUnixMicro } = info.timeRange;
  return {
    ...source,
    lookback: customLookback,
    start: startUnixMicro,
    end: endUnixMicro,
    limit: maxLimit,
  };
}

/**
 * What the search page shows of a source that is gone to from another one: its last search of this
 * tab, where there is one. Files may be others by now: of those all is shown.
 */
export function returningSearch(kind: SourceKind, info: BackendInfo | undefined): LinkParams {
  const last = parseSearchParams(parseRawParams(kind === "files" ? "" : lastSearch(kind)));
  return asksForSearch(last) ? { ...last, ...sourceParam(kind) } : firstSearch(kind, info);
}
