import { isUnknownPath } from "@/lib/http-status";
import { Problem, type ProblemCode } from "@/lib/problem";
import { newestFirst } from "@/model/newest-first";
import type { SearchAnswer, SearchQuery, SearchRoute } from "@/model/search-query";
import type { HttpRequest, LoadOptions } from "@/model/trace-source";
import type { TraceSummary } from "@/model/trace-summary";
import type { Backend, BackendInfo, SearchOptions, TraceReader } from "./backend";
import { getDocument, getJson, type JaegerAddress, requestBelow } from "./jaeger-http";
import { type Param, pathSegment } from "./jaeger-params";
import { readDependenciesV1, readOperationsV1, readServicesV1, searchParamsV1 } from "./jaeger-v1";
import { readOperationsV3, readServicesV3, readSummariesV3, searchParamsV3 } from "./jaeger-v3";
import { createSummaryReader } from "./some-summaries";
import { distinctNames, distinctOperations } from "./order";
import { mapPooled } from "./pool";

export interface JaegerOptions extends JaegerAddress {
  readonly info: BackendInfo;
  readonly reader: TraceReader;
}

/** Whole traces asked for at a time, where there is no other way to learn of several. */
const pooledLoads = 6;
/** Ids in one question, so that its address stays below 2,000 characters. */
const idsPerRequest = 40;

/** Failures of a question for several ids that may be due to one of them. */
const spoiling: ReadonlySet<ProblemCode> = new Set(["bad-request", "not-found", "server-error"]);

const isMissing = (error: unknown): boolean =>
  error instanceof Problem && error.code === "not-found";

/** The API's own refusal of the one id in a question: nothing can be stored under it. */
const isRefusedId = (error: unknown): boolean =>
  error instanceof Problem && error.code === "bad-request" && error.params["ofApi"] === 1;

/**
 * A Jaeger Query API of the kind that detection found. v3 comes first wherever it answers, because
 * v1 loses much of OpenTelemetry's data; v1 comes in where v3 of that version falls short.
 */
export function createJaegerBackend(options: JaegerOptions): Backend {
  const { info, reader } = options;
  const hasV3 = info.kind !== "jaeger-v1";
  const hasSummaries = info.kind === "jaeger-v3";
  const ask = (path: string, params?: readonly Param[]): HttpRequest =>
    requestBelow(options, path, params);

  /** Where to read one trace: v3 and then v1; nowhere for an id that no path can hold. */
  const traceRequests = (traceId: string): readonly HttpRequest[] => {
    const segment = pathSegment(traceId);
    if (segment === undefined) return [];
    const v1 = ask(`api/traces/${segment}`);
    return hasV3 ? [ask(`api/v3/traces/${segment}`), v1] : [v1];
  };

  /** The summary of one trace; none when the server does not have it. */
  const summaryOf = async (
    traceId: string,
    load: LoadOptions,
  ): Promise<readonly TraceSummary[]> => {
    for (const request of traceRequests(traceId)) {
      try {
        return await reader.summarise(request, load);
      } catch (error) {
        if (isUnknownPath(error)) continue;
        if (isMissing(error) || isRefusedId(error)) return [];
        throw error;
      }
    }
    return [];
  };

  const summariesOneByOne = async (
    traceIds: readonly string[],
    load: LoadOptions,
  ): Promise<readonly TraceSummary[]> =>
    (await mapPooled(traceIds, pooledLoads, (id) => summaryOf(id, load))).flat();

  /** v1's question for several ids at once. */
  const summariesTogether = async (
    traceIds: readonly string[],
    load: LoadOptions,
  ): Promise<readonly TraceSummary[]> => {
    const found: TraceSummary[] = [];
    for (let from = 0; from < traceIds.length; from += idsPerRequest) {
      const some = traceIds.slice(from, from + idsPerRequest);
      const params = some.map((id): Param => ["traceID", id]);
      try {
        found.push(...(await reader.summarise(ask("api/traces", params), load)));
      } catch (error) {
        // One id that is malformed or missing can spoil the whole answer on some versions.
        if (!(error instanceof Problem) || !spoiling.has(error.code)) throw error;
        found.push(...(await summariesOneByOne(some, load)));
      }
    }
    return found;
  };

  const searchRoute = (query: SearchQuery): SearchRoute => {
    if (hasSummaries) return "v3-summaries";
    if (!hasV3) return "v1-traces";
    // Before 2.19, v3 ignores attributes in silence and would answer with traces that do not match.
    return Object.keys(query.attributes).length > 0 ? "v1-traces" : "v3-traces";
  };

  const find = async (
    route: SearchRoute,
    query: SearchQuery,
    load: SearchOptions,
  ): Promise<Pick<SearchAnswer, "summaries" | "clockAheadMs">> => {
    if (route === "v3-summaries") {
      const request = ask("api/v3/trace-summaries", searchParamsV3(query));
      const reader = createSummaryReader(load.onSome);
      const document = await getDocument(options, request, {
        ...load,
        onText: (piece) => reader.read(piece),
      });
      const summaries = reader.end() ?? readSummariesV3(document.parse());
      return { summaries, clockAheadMs: document.clockAheadMs };
    }
    if (route === "v1-traces") {
      return { summaries: await reader.summarise(ask("api/traces", searchParamsV1(query)), load) };
    }
    try {
      const request = ask("api/v3/traces", searchParamsV3(query));
      return { summaries: await reader.summarise(request, load) };
    } catch (error) {
      // "No traces found": how v3 says that nothing matches.
      if (isMissing(error) && !isUnknownPath(error)) return { summaries: [] };
      throw error;
    }
  };

  return {
    info,
    async services(load) {
      if (hasV3) {
        return distinctNames(readServicesV3(await getJson(options, ask("api/v3/services"), load)));
      }
      return distinctNames(readServicesV1(await getJson(options, ask("api/services"), load)));
    },
    async operations(service, load) {
      const request = ask(hasV3 ? "api/v3/operations" : "api/operations", [["service", service]]);
      const document = await getJson(options, request, load);
      return distinctOperations(hasV3 ? readOperationsV3(document) : readOperationsV1(document));
    },
    async search(query, load = {}): Promise<SearchAnswer> {
      const route = searchRoute(query);
      const found = await find(route, query, load);
      const summaries = newestFirst(found.summaries);
      return { ...found, summaries, route, limitReached: summaries.length >= query.limit };
    },
    async summariesById(traceIds, load = {}) {
      const distinct = [...new Set(traceIds)];
      // v3 has no question for several ids, and the newest servers have no other search.
      const found = hasSummaries
        ? await summariesOneByOne(distinct, load)
        : await summariesTogether(distinct, load);
      // Ids in other spellings are of one trace.
      const byId = new Map(found.map((summary) => [summary.traceId, summary]));
      return newestFirst([...byId.values()]);
    },
    tracesSource(query) {
      if (query === undefined) return undefined;
      // Summaries hold no spans: the whole traces come from the search behind them.
      const request =
        searchRoute(query) === "v1-traces"
          ? ask("api/traces", searchParamsV1(query))
          : ask("api/v3/traces", searchParamsV3(query));
      return { kind: "request", request };
    },
    async dependencies({ endMs, lookbackMs }, load) {
      const request = ask("api/dependencies", [
        ["endTs", String(Math.round(endMs))],
        ["lookback", String(Math.round(lookbackMs))],
      ]);
      return readDependenciesV1(await getJson(options, request, load));
    },
    async archive(traceId, load) {
      const segment = pathSegment(traceId);
      if (segment === undefined) throw new Problem("not-found", { traceId });
      await getJson(options, { ...ask(`api/archive/${segment}`), method: "POST" }, load);
    },
    traceSource: (traceId) => ({ kind: "request", traceId, attempts: traceRequests(traceId) }),
  };
}
