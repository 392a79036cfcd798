import { abortReason } from "@/lib/deadline";
import { copyCore } from "@/model/copy-core";
import type { LoadProgress } from "@/model/trace-source";
import type { HeldTrace, InProcessEngine, LoadHeldOptions } from "./in-process-engine";
import { type Args, type FromEngine, type Method, type Result, toFailure } from "./rpc";
import type { PartialAnswer, RpcPort, ToEngine } from "./rpc";
import { analysisHandlers, buffersOf } from "./rpc-analysis";
import type { LoadedTrace } from "./trace-engine";

type Call<M extends Method> = Extract<ToEngine<M>, { readonly type: "call" }>;

/** Progress is told this often at most, in milliseconds, and whenever the phase changes. */
const progressEveryMs = 100;

/** A result, and the memory that moves with it and is not cloned. */
interface Answer<M extends Method> {
  readonly value: Result<M>;
  readonly transfer: ArrayBuffer[];
}

type HandlerOptions = LoadHeldOptions & { readonly onPartial?: (value: PartialAnswer) => void };

type Handlers = {
  readonly [M in Method]: (args: Args<M>, options: HandlerOptions) => Promise<Answer<M>>;
};

const cloned = async <T>(result: Promise<T>): Promise<{ value: T; transfer: ArrayBuffer[] }> => ({
  value: await result,
  transfer: [],
});

/** A trace for the page: the engine keeps the whole, a copy of the core moves there. */
function handOver(held: HeldTrace): { value: LoadedTrace; transfer: ArrayBuffer[] } {
  const { core, transfer } = copyCore(held.core);
  return { value: { ...held, core }, transfer };
}

function handlersOf(engine: InProcessEngine): Handlers {
  return {
    load: async ([source], options) => handOver(await engine.load(source, options)),
    openLibrary: ([files], options) => cloned(engine.openLibrary(files, options)),
    searchLibrary: ([id, query], options) => cloned(engine.searchLibrary(id, query, options)),
    libraryServices: ([id], options) => cloned(engine.libraryServices(id, options)),
    libraryOperations: ([id, service], options) =>
      cloned(engine.libraryOperations(id, service, options)),
    closeLibrary: ([id]) => cloned(engine.closeLibrary(id)),
    knownAttributes: (_, options) => cloned(engine.knownAttributes(options)),
    summarise: ([request], options) => cloned(engine.summarise(request, options)),
    spanDetail: ([handle, span], options) => cloned(engine.spanDetail(handle, span, options)),
    linksFromOthers: ([handle, span], options) =>
      cloned(engine.linksFromOthers(handle, span, options)),
    serviceGraphOf: ([source, unit], options) =>
      cloned(engine.serviceGraphOf(source, unit, options)),
    ...analysisHandlers(engine),
    previewExport: ([handle, format], options) =>
      cloned(engine.previewExport(handle, format, options)),
    exportTrace: ([handle, format], options) => cloned(engine.exportTrace(handle, format, options)),
    jsonText: async ([handle, mostBytes], options) => {
      const value = await engine.jsonText(handle, mostBytes, options);
      return { value, transfer: buffersOf(value.bytes, value.lineOffset) };
    },
    correctTimes: async ([handle], options) => handOver(await engine.correctTimes(handle, options)),
    subtree: async ([handle, root], options) =>
      handOver(await engine.subtree(handle, root, options)),
    release: ([handle]) => cloned(engine.release(handle)),
  };
}

function throttled(send: (progress: LoadProgress) => void): (progress: LoadProgress) => void {
  let phase: LoadProgress["phase"] | undefined;
  let sentAt = 0;
  return (progress) => {
    const now = performance.now();
    if (progress.phase === phase && now - sentAt < progressEveryMs) return;
    phase = progress.phase;
    sentAt = now;
    send(progress);
  };
}

/** The engine's side: answers the calls that come in through a port, until the returned call. */
export function serveEngine(port: RpcPort, engine: InProcessEngine): () => void {
  const handlers = handlersOf(engine);
  const running = new Map<number, AbortController>();
  const untaken = new Map<number, () => void>();
  const send = (message: FromEngine, transfer: ArrayBuffer[] = []): void =>
    port.postMessage(message, { transfer });

  async function answer<M extends Method>(call: Call<M>): Promise<void> {
    const { id, method, args } = call;
    const controller = new AbortController();
    running.set(id, controller);
    try {
      const { value, transfer } = await handlers[method](args, {
        signal: controller.signal,
        onProgress: throttled((progress) => send({ type: "progress", id, progress })),
        ...(call.wantsPreviews && {
          onPreview(held: HeldTrace) {
            const { value, transfer } = handOver(held);
            send({ type: "preview", id, value }, transfer);
            return new Promise<void>((resolve) => untaken.set(id, resolve));
          },
        }),
        ...(call.wantsPartials && {
          onPartial: (value: PartialAnswer) =>
            send({ type: "partial", id, value }, "rows" in value ? buffersOf(value.rows) : []),
        }),
      });
      send({ type: "result", id, value }, transfer);
    } catch (error) {
      send({ type: "failure", id, failure: toFailure(error) });
    } finally {
      running.delete(id);
      untaken.delete(id);
    }
  }

  const receive = (event: MessageEvent): void => {
    const message = event.data as ToEngine;
    if (message.type === "call") void answer(message);
    else if (message.type === "taken") untaken.get(message.id)?.();
    else running.get(message.id)?.abort(abortReason(AbortSignal.abort()));
  };
  port.addEventListener("message", receive);
  port.start?.();
  return () => port.removeEventListener("message", receive);
}
