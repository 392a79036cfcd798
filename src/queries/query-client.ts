import { QueryClient } from "@tanstack/react-query";
import { watchTraces } from "./trace-cache";

/**
 * The client of the page. A request that failed is not repeated unasked: the user sees the problem
 * at once, and has a Retry. Answers are never compared in depth, which costs more than they did.
 */
export function createQueryClient(): QueryClient {
  const client = new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: "always",
        retry: false,
        structuralSharing: false,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        staleTime: 60_000,
        gcTime: 300_000,
      },
    },
  });
  watchTraces(client);
  return client;
}
