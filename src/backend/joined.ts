import { type Problem, toProblem } from "@/lib/problem";
import { newestFirst } from "@/model/newest-first";
import type { SearchAnswer, SearchSide } from "@/model/search-query";
import type { TraceSummary } from "@/model/trace-summary";
import type { Backend } from "./backend";
import { distinctNames, distinctOperations } from "./order";

interface Settled<T> {
  readonly values: readonly T[];
  readonly failed: readonly { readonly side: SearchSide; readonly problem: Problem }[];
}

/** What two sides answer; what one cannot does not take the other away. Rejects when neither can. */
async function settle<T>(server: Promise<T>, files: Promise<T>): Promise<Settled<T>> {
  const outcomes = await Promise.allSettled([server, files]);
  const values: T[] = [];
  const failed: { side: SearchSide; problem: Problem }[] = [];
  outcomes.forEach((outcome, i) => {
    if (outcome.status === "fulfilled") values.push(outcome.value);
    else failed.push({ side: i === 0 ? "server" : "files", problem: toProblem(outcome.reason) });
  });
  const [first] = outcomes;
  if (values.length === 0 && first.status === "rejected") throw first.reason;
  return { values, failed };
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
      const { values } = await settle(server.services(options), files.services(options));
      return distinctNames(values.flat());
    },
    async operations(service, options) {
      const { values } = await settle(
        server.operations(service, options),
        files.operations(service, options),
      );
      return distinctOperations(values.flat());
    },
    async search(query, options): Promise<SearchAnswer> {
      const none: SearchAnswer = { summaries: [], route: "local", limitReached: false };
      const fromFiles = files.search(query, options);
      const { values, failed } = await settle(
        server.search(query, options).then((answer) => [answer, none] as const),
        fromFiles.then((answer) => [none, answer] as const),
      );
      options?.signal?.throwIfAborted();
      const ofServer = values.flatMap(([answer]) => answer);
      const ofFiles = values.flatMap(([, answer]) => answer.summaries);
      return {
        summaries: joined(
          ofServer.flatMap(({ summaries }) => summaries),
          ofFiles,
        ),
        route: ofServer.find(({ route }) => route !== "local")?.route ?? "local",
        limitReached: values.flat().some(({ limitReached }) => limitReached),
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
