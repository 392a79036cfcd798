import type { Query, QueryClient } from "@tanstack/react-query";
import type { LoadedTrace, TraceEngine } from "@/engine/trace-engine";

/** A loaded trace in the query cache, with the engine that holds the rest of it. */
export class CachedTrace {
  readonly loaded: LoadedTrace;
  readonly #engine: TraceEngine;

  constructor(loaded: LoadedTrace, engine: TraceEngine) {
    this.loaded = loaded;
    this.#engine = engine;
  }

  /** Lets the engine free the trace. */
  release(): void {
    // An engine that has gone has freed everything.
    this.#engine.release(this.loaded.handle).catch(() => undefined);
  }
}

/** Spans of traces that nobody looks at, kept so that going back shows them at once. */
const idleSpanBudget = 300_000;

function cachedTrace(query: Query): CachedTrace | undefined {
  return query.state.data instanceof CachedTrace ? query.state.data : undefined;
}

/** Forgets the traces that have been out of use for longest, until the rest is within the budget. */
function forgetIdleTraces(client: QueryClient): void {
  const cache = client.getQueryCache();
  const idle = cache
    .getAll()
    .filter((query) => !query.isActive() && cachedTrace(query) !== undefined)
    .sort((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt);
  let spans = 0;
  for (const query of idle) {
    spans += cachedTrace(query)?.loaded.core.spans.length ?? 0;
    if (spans > idleSpanBudget) cache.remove(query);
  }
}

/** Keeps the engine in step with the query cache: what leaves the cache is released. */
export function watchTraces(client: QueryClient): void {
  const held = new WeakMap<Query, CachedTrace>();
  client.getQueryCache().subscribe((event) => {
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
    }
  });
}
