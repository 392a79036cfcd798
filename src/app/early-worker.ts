import { spawnWorker, type EngineWorker } from "@/engine/worker-engine";

declare global {
  /** The engine's worker that the first script of the page has started, until it is taken. */
  var spanwiseEngine: Worker | undefined;
}

/** A worker for the engine: the one that was started with the page, once, and then new ones. */
export function takeWorker(): EngineWorker {
  const early = globalThis.spanwiseEngine;
  globalThis.spanwiseEngine = undefined;
  if (!early) return spawnWorker();
  early.onerror = null;
  return early;
}
