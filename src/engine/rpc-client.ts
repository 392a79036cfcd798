import { abortReason } from "@/lib/deadline";
import type { Problem } from "@/lib/problem";
import type { LoadProgress } from "@/model/trace-source";
import { type Args, fromFailure, type FromEngine, type Method, type Result } from "./rpc";
import type { RpcPort, ToEngine } from "./rpc";
import type { LoadedTrace, LoadTraceOptions, TraceEngine } from "./trace-engine";

/** A call that has not been answered. */
interface Pending {
  readonly method: Method;
  /** Undefined once the caller has given it up. */
  caller: Caller | undefined;
}

interface Caller {
  resolve(value: unknown): void;
  reject(reason: Problem | DOMException): void;
  readonly onProgress: ((progress: LoadProgress) => void) | undefined;
  readonly onPreview: LoadTraceOptions["onPreview"];
  /** Takes what the call's method gives. */
  readonly onPartial: ((value: never) => void) | undefined;
}

export interface RpcClient {
  readonly engine: TraceEngine;
  /** True once the other side has sent anything. */
  readonly heard: () => boolean;
  /** Ends it: every call in flight and every later one rejects with this. */
  close(problem: Problem): void;
}

/** The caller's side: an engine whose calls go out through a port. */
export function createRpcClient(
  port: RpcPort,
  whenDrawn: () => Promise<void> = () => Promise.resolve(),
): RpcClient {
  const pending = new Map<number, Pending>();
  let lastId = 0;
  let heard = false;
  let closed: Problem | undefined;

  const send = (message: ToEngine): void => port.postMessage(message);

  /** What nobody waits for any more would stay in the other thread for ever. */
  const discard = (method: Method, value: unknown): void => {
    if (method === "load" || method === "correctTimes" || method === "subtree") {
      void engine.release((value as LoadedTrace).handle);
    }
    if (method === "openLibrary") {
      void engine.closeLibrary((value as Result<"openLibrary">).libraryId);
    }
  };

  const receive = (event: MessageEvent): void => {
    heard = true;
    const message = event.data as FromEngine;
    const call = pending.get(message.id);
    if (!call) return;
    if (message.type === "progress") {
      call.caller?.onProgress?.(message.progress);
      return;
    }
    if (message.type === "preview") {
      if (call.caller?.onPreview) call.caller.onPreview(message.value);
      else discard(call.method, message.value);
      void whenDrawn().then(() => send({ type: "taken", id: message.id }));
      return;
    }
    if (message.type === "partial") {
      call.caller?.onPartial?.(message.value as never);
      return;
    }
    pending.delete(message.id);
    if (message.type === "failure") call.caller?.reject(fromFailure(message.failure));
    else if (call.caller) call.caller.resolve(message.value);
    else discard(call.method, message.value);
  };

  function call<M extends Method>(
    method: M,
    args: Args<M>,
    options: LoadTraceOptions & Pick<Partial<Caller>, "onPartial"> = {},
  ): Promise<Result<M>> {
    const { signal, onProgress, onPreview, onPartial } = options;
    return new Promise<Result<M>>((resolve, reject) => {
      if (signal?.aborted) throw abortReason(signal);
      if (closed) throw closed;
      lastId += 1;
      const id = lastId;
      const giveUp = (): void => {
        entry.caller = undefined;
        send({ type: "cancel", id });
        if (signal) reject(abortReason(signal));
      };
      const settle = (): void => signal?.removeEventListener("abort", giveUp);
      const entry: Pending = {
        method,
        caller: {
          resolve(value) {
            settle();
            resolve(value as Result<M>);
          },
          reject(reason) {
            settle();
            reject(reason);
          },
          onProgress,
          onPreview,
          onPartial,
        },
      };
      signal?.addEventListener("abort", giveUp, { once: true });
      pending.set(id, entry);
      const wants = {
        ...(onPreview && { wantsPreviews: true as const }),
        ...(onPartial && { wantsPartials: true as const }),
      };
      send({ type: "call", id, method, args, ...wants });
    });
  }

  const engine: TraceEngine = {
    load: (source, options) => call("load", [source], options),
    openLibrary: (files, options) => call("openLibrary", [files], options),
    searchLibrary: (id, query, options) => call("searchLibrary", [id, query], options),
    libraryServices: (id, options) => call("libraryServices", [id], options),
    libraryOperations: (id, service, options) => call("libraryOperations", [id, service], options),
    closeLibrary: (id) => call("closeLibrary", [id]),
    knownAttributes: (options) => call("knownAttributes", [], options),
    summarise: (request, options) => call("summarise", [request], options),
    serviceGraphOf: (source, unit, options) => call("serviceGraphOf", [source, unit], options),
    spanDetail: (handle, span, options) => call("spanDetail", [handle, span], options),
    linksFromOthers: (handle, span, options) => call("linksFromOthers", [handle, span], options),
    match: (handle, text, options) => call("match", [handle, text], options),
    criticalPath: (handle, root, options) => call("criticalPath", [handle, root], options),
    linksIn: (handle, span, options) => call("linksIn", [handle, span], options),
    selfTimes: (handle, options) => call("selfTimes", [handle], options),
    statistics: (handle, keys, options) => call("statistics", [handle, keys], options),
    spanGroups: (handle, key, options) => call("spanGroups", [handle, key], options),
    spanMarks: (handle, options) => call("spanMarks", [handle], options),
    completions: (handle, place, options) => call("completions", [handle, place], options),
    repeats: (handle, rows, options) => call("repeats", [handle, rows], options),
    clockSkew: (handle, options) => call("clockSkew", [handle], options),
    serviceGraph: (handle, unit, options) => call("serviceGraph", [handle, unit], options),
    compare: (a, b, options) => call("compare", [a, b], options),
    flame: (handle, measure, options) => call("flame", [handle, measure], options),
    compareFlames: (a, b, side, options) => call("compareFlames", [a, b, side], options),
    spanOrder: (handle, order, options) => call("spanOrder", [handle, order], options),
    eventList: (handle, filter, options) => call("eventList", [handle, filter], options),
    eventRows: (handle, events, options) => call("eventRows", [handle, events], options),
    jsonText: (handle, most, options) => call("jsonText", [handle, most], options),
    previewExport: (handle, format, options) => call("previewExport", [handle, format], options),
    exportTrace: (handle, format, options) => call("exportTrace", [handle, format], options),
    correctTimes: (handle, options) => call("correctTimes", [handle], options),
    subtree: (handle, root, options) => call("subtree", [handle, root], options),
    release: (handle) => call("release", [handle]),
  };

  port.addEventListener("message", receive);
  port.start?.();
  return {
    engine,
    heard: () => heard,
    close(problem) {
      closed = problem;
      port.removeEventListener("message", receive);
      const calls = [...pending.values()];
      pending.clear();
      for (const { caller } of calls) caller?.reject(problem);
    },
  };
}
