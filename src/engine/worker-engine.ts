import { Problem } from "@/lib/problem";
import { createLastingLibraries } from "./lasting-libraries";
import type { RpcPort } from "./rpc";
import { createRpcClient, type RpcClient } from "./rpc-client";
import type { TraceEngine } from "./trace-engine";

/** A worker, as far as the engine needs it. */
export interface EngineWorker extends RpcPort {
  addEventListener(type: "message", listener: (event: MessageEvent) => void): void;
  addEventListener(type: "error" | "messageerror", listener: (event: Event) => void): void;
  terminate(): void;
}

export interface WorkerEngineOptions {
  /** Starts a worker; throws where there may be none. */
  readonly spawn?: () => EngineWorker;
  /**
   * Resolves when the page has drawn what was made known just now. The worker does not go on reading
   * before the first rows are drawn, or for a quarter of a second: they would share two cores with it.
   */
  readonly whenDrawn?: () => Promise<void>;
  /** The engine of this thread, for where no worker starts. */
  readonly fallback?: () => Promise<TraceEngine>;
}

/** Starts a worker of the engine; throws where there may be none. */
export const spawnWorker = (): EngineWorker =>
  new Worker(new URL("./engine.worker.ts", import.meta.url), { type: "module", name: "engine" });

const loadFallback = async (): Promise<TraceEngine> =>
  (await import("./in-process-engine")).createInProcessEngine();

/**
 * The engine of the page: in a worker, which starts at once. When the worker dies, the calls in
 * flight reject with `engine-failed`, as do later calls about traces that it held; the next call
 * starts a new worker, which reads the files of a library again when that is asked for. Where no
 * worker starts at all (a policy of the page's host may forbid it), the work is done in this thread.
 */
export function createWorkerEngine(options: WorkerEngineOptions = {}): TraceEngine {
  const { spawn = spawnWorker, fallback = loadFallback, whenDrawn } = options;
  let client: RpcClient | undefined;
  let everHeard = false;
  let inThisThread: Promise<TraceEngine> | undefined;
  const libraries = createLastingLibraries();

  const start = (): RpcClient => {
    const worker = spawn();
    const started = createRpcClient(worker, whenDrawn);
    const die = (event: Event): void => {
      if (client === started) client = undefined;
      worker.terminate();
      everHeard ||= started.heard();
      const said = "message" in event && typeof event.message === "string" ? event.message : "";
      const detail = said === "" ? "The worker stopped" : said;
      started.close(new Problem("engine-failed", { detail }));
    };
    worker.addEventListener("error", die);
    worker.addEventListener("messageerror", die);
    client = started;
    return started;
  };

  async function run<T>(ask: (engine: TraceEngine) => Promise<T>): Promise<T> {
    if (inThisThread) return ask(await inThisThread);
    let asked: RpcClient | undefined;
    try {
      asked = client ?? start();
      return await ask(asked.engine);
    } catch (error) {
      // A call that failed while its worker lives, or one that once lived, is an answer.
      const neverStarted = asked !== client && !everHeard;
      if (asked && !neverStarted) throw error;
      inThisThread ??= fallback();
      return ask(await inThisThread);
    }
  }

  try {
    start();
  } catch {
    // The first call finds out, and goes the other way.
  }
  return {
    load: (source, load) =>
      run(async (engine) => engine.load(await libraries.sourceIn(engine, source), load)),
    openLibrary: (files, load) =>
      run(async (engine) => libraries.keep(files, await engine.openLibrary(files, load), engine)),
    searchLibrary: (id, query, call) =>
      run(async (engine) => engine.searchLibrary(await libraries.idIn(engine, id), query, call)),
    libraryServices: (id, call) =>
      run(async (engine) => engine.libraryServices(await libraries.idIn(engine, id), call)),
    libraryOperations: (id, service, call) =>
      run(async (engine) =>
        engine.libraryOperations(await libraries.idIn(engine, id), service, call),
      ),
    closeLibrary: (id) => run((engine) => libraries.close(engine, id)),
    knownAttributes: (call) => run((engine) => engine.knownAttributes(call)),
    summarise: (request, load) => run((engine) => engine.summarise(request, load)),
    serviceGraphOf: (source, unit, load) =>
      run(async (engine) =>
        engine.serviceGraphOf(await libraries.sourceIn(engine, source), unit, load),
      ),
    spanDetail: (handle, span, call) => run((engine) => engine.spanDetail(handle, span, call)),
    linksFromOthers: (handle, span, call) =>
      run((engine) => engine.linksFromOthers(handle, span, call)),
    match: (handle, text, call) => run((engine) => engine.match(handle, text, call)),
    criticalPath: (handle, root, call) => run((engine) => engine.criticalPath(handle, root, call)),
    linksIn: (handle, span, call) => run((engine) => engine.linksIn(handle, span, call)),
    selfTimes: (handle, call) => run((engine) => engine.selfTimes(handle, call)),
    statistics: (handle, keys, call) => run((engine) => engine.statistics(handle, keys, call)),
    spanGroups: (handle, key, call) => run((engine) => engine.spanGroups(handle, key, call)),
    spanMarks: (handle, call) => run((engine) => engine.spanMarks(handle, call)),
    completions: (handle, place, call) => run((engine) => engine.completions(handle, place, call)),
    repeats: (handle, rows, call) => run((engine) => engine.repeats(handle, rows, call)),
    clockSkew: (handle, call) => run((engine) => engine.clockSkew(handle, call)),
    serviceGraph: (handle, unit, call) => run((engine) => engine.serviceGraph(handle, unit, call)),
    compare: (a, b, call) => run((engine) => engine.compare(a, b, call)),
    flame: (handle, measure, call) => run((engine) => engine.flame(handle, measure, call)),
    compareFlames: (a, b, side, call) => run((engine) => engine.compareFlames(a, b, side, call)),
    spanOrder: (handle, order, call) => run((engine) => engine.spanOrder(handle, order, call)),
    eventList: (handle, filter, call) => run((engine) => engine.eventList(handle, filter, call)),
    eventRows: (handle, events, call) => run((engine) => engine.eventRows(handle, events, call)),
    jsonText: (handle, most, call) => run((engine) => engine.jsonText(handle, most, call)),
    previewExport: (handle, format, call) =>
      run((engine) => engine.previewExport(handle, format, call)),
    exportTrace: (handle, format, load) =>
      run((engine) => engine.exportTrace(handle, format, load)),
    correctTimes: (handle, call) => run((engine) => engine.correctTimes(handle, call)),
    subtree: (handle, root, call) => run((engine) => engine.subtree(handle, root, call)),
    release: (handle) => run((engine) => engine.release(handle)),
  };
}
