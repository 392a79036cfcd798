import { type Problem, toProblem } from "@/lib/problem";
import { newestFirst } from "@/model/newest-first";
import type { SearchAnswer, SearchSide } from "@/model/search-query";
import type { TraceSummary } from "@/model/trace-summary";
import type { Backend } from "./backend";
import { distinctNames, distinctOperations } from "./order";

interface Settled<T> {
  /** Undefined where that side could not answer. */
  readonly server: T | undefined;
  readonly files: T | undefined;
  readonly failed: readonly { readonly side: SearchSide; readonly problem: Problem }[];
}

/** What two sides answer; what one cannot does not take the other away. Rejects when neither can. */
async function settle<T>(server: Promise<T>, files: Promise<T>): Promise<Settled<T>> {
  const [ofServer, ofFiles] = await Promise.allSettled([server, files]);
  if (ofServer.status === "rejected" && ofFiles.status === "rejected") throw ofServer.reason;
  const failed: { side: SearchSide; problem: Problem }[] = [];
  const take = (side: SearchSide, outcome: PromiseSettledResult<T>): T | undefined => {
    if (outcome.status === "fulfilled") return outcome.value;
    failed.push({ side, problem: toProblem(outcome.reason) });
    return undefined;
  };
  return { server: take("server", ofServer), files: take("files", ofFiles), failed };
}

/** The lists of both sides, one after the other. */
async function settleLists<T>(
  server: Promise<readonly T[]>,
  files: Promise<readonly T[]>,
): Promise<readonly T[]> {
  const lists = await settle(server, files);
  return [...(lists.server ?? []), ...(lists.files ?? [])];
}

/**
 * A server and the files that are open beside it, asked together. A trace that both have is the
 * one of the files: it is there whatever becomes of the server. `isInFiles` tells which those are.
 */
export function createJoinedBackend(
  server: Backend,
  files: Backend,
  isInFiles: (traceId: string) => boolean,
): Backend {
  const joined = (
    ofServer: readonly TraceSummary[],
    ofFiles: readonly TraceSummary[],
  ): readonly TraceSummary[] => {
    const own = new Set(ofFiles.map(({ traceId }) => traceId));
    const marked = ofFiles.map((summary) => ({ ...summary, isOfFile: true }));
    return newestFirst([...ofServer.filter(({ traceId }) => !own.has(traceId)), ...marked]);
  };
  return {
    info: server.info,
    async services(options) {
      return distinctNames(await settleLists(server.services(options), files.services(options)));
    },
    async operations(service, options) {
      const lists = settleLists(
        server.operations(service, options),
        files.operations(service, options),
      );
      return distinctOperations(await lists);
    },
    async search(query, options): Promise<SearchAnswer> {
      if (options?.isRefresh) {
        // Reading the files again every few seconds would find what it found before.
        const fresh = await server.search(query, options);
        const summaries = fresh.summaries.filter(({ traceId }) => !isInFiles(traceId));
        return { ...fresh, summaries };
      }
      const answers = await settle(server.search(query, options), files.search(query, options));
      options?.signal?.throwIfAborted();
      const { server: ofServer, files: ofFiles, failed } = answers;
      return {
        summaries: joined(ofServer?.summaries ?? [], ofFiles?.summaries ?? []),
        route: ofServer?.route ?? "local",
        clockAheadMs: ofServer?.clockAheadMs,
        limitReached: ofServer?.limitReached === true || ofFiles?.limitReached === true,
        ...(failed.length > 0 && { failed }),
      };
    },
    async summariesById(traceIds, options) {
      const ofFiles = await files.summariesById(traceIds, options);
      const known = new Set(ofFiles.map(({ traceId }) => traceId));
      const others = traceIds.filter((traceId) => !known.has(traceId));
      return joined(others.length > 0 ? await server.summariesById(others, options) : [], ofFiles);
    },
    traceSource: (traceId) => (isInFiles(traceId) ? files : server).traceSource(traceId),
  };
}
