import type { BackendInfo } from "@/backend/backend";
import type { SearchQuery } from "@/model/search-query";
import { parseDependenciesParams, type DependenciesParams } from "@/state/dependencies-params";
import { parseRawParams } from "@/state/raw-params";
import { asksForSearch, resolveSearch } from "@/state/search-params";
import type { TracesQuestion } from "@/queries/dependencies";

/** The search whose traces are counted; undefined without one, or while its time is open. */
export function countedSearch(
  params: DependenciesParams,
  info: BackendInfo,
): SearchQuery | undefined {
  const { start, end } = params;
  if (!asksForSearch(params) || start === undefined || end === undefined) return undefined;
  const resolved = resolveSearch(params, end, info);
  return "query" in resolved ? resolved.query : undefined;
}

/**
 * What a link to the graph of a search will ask of a Jaeger, where every kind that has v3 is asked
 * the same: older ones take no attributes there. `search` is the address's, "?" included.
 */
export function questionOfLink(
  pathname: string,
  search: string,
  unproven: BackendInfo,
): TracesQuestion | undefined {
  if (!/\/dependencies\/?$/.test(pathname)) return undefined;
  const params = parseDependenciesParams(parseRawParams(search));
  const query = params.from === "search" ? countedSearch(params, unproven) : undefined;
  if (query === undefined || Object.keys(query.attributes).length > 0) return undefined;
  return { query, unit: params.graphBy ?? "service" };
}
