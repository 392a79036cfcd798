import type { Query, QueryClient, QueryKey } from "@tanstack/react-query";
import type { LoadedTrace, TraceEngine } from "@/engine/trace-engine";

/** A loaded trace in the query cache, with the engine that holds the rest of it. */
export class CachedTrace {
  readonly loaded: LoadedTrace;
  /** More of it was to come when it was made: it stands in for the whole until that is there. */
  readonly isPreview: boolean;
  readonly #engine: TraceEngine;

  constructor(loaded: LoadedTrace, engine: TraceEngine, isPreview = false) {
    this.loaded = loaded;
    this.isPreview = isPreview;
    this.#engine = engine;
  }

  get spanCount(): number {
    return this.loaded.core.spans.length;
  }

  /** Lets the engine free the trace. */
  release(): void {
    // An engine that has gone has freed everything.
    this.#engine.release(this.loaded.handle).catch(() => undefined);
  }
}

/** The trace that a query holds, whole or not. */
export function heldTrace(client: QueryClient, queryKey: QueryKey): CachedTrace | undefined {
  const data: unknown = client.getQueryData(queryKey);
  return data instanceof CachedTrace ? data : undefined;
}

/** Spans of traces that nobody looks at, kept so that going back shows them at once. */
const idleSpanBudget = 300_000;

function cachedTrace(query: Query): CachedTrace | undefined {
  return query.state.data instanceof CachedTrace ? query.state.data : undefined;
}

/** Neither shown nor on its way. */
const isIdle = (query: Query): boolean => !query.isActive() && query.state.fetchStatus === "idle";

/** Forgets the traces that have been out of use for longest, until the rest is within the budget. */
function forgetIdleTraces(client: QueryClient): void {
  const cache = client.getQueryCache();
  const idle = cache
    .getAll()
    .filter((query) => isIdle(query) && cachedTrace(query) !== undefined)
    .sort((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt);
  let spans = 0;
  for (const query of idle) {
    spans += cachedTrace(query)?.spanCount ?? 0;
    if (spans > idleSpanBudget) cache.remove(query);
  }
}

/** Keeps the engine in step with the query cache: what leaves the cache is released. */
export function watchTraces(client: QueryClient): void {
  const held = new WeakMap<Query, CachedTrace>();
  const cache = client.getQueryCache();
  cache.subscribe((event) => {
    const { query } = event;
    const before = held.get(query);
    if (event.type === "removed") {
      before?.release();
      held.delete(query);
    } else if (event.type === "updated") {
      const now = cachedTrace(query);
      if (now === before) return;
      before?.release();
      if (now) held.set(query, now);
      else held.delete(query);
      forgetIdleTraces(client);
    } else if (event.type === "observerRemoved" && before !== undefined && isIdle(query)) {
      // Who comes back to a part wants the whole, which has to be read anew.
      if (before.isPreview) cache.remove(query);
      else forgetIdleTraces(client);
    }
  });
}
