import { clockSkew } from "@/derive/clock-skew";
import { correctTimes } from "@/derive/correct-times";
import { traceHosts } from "@/derive/skew-hosts";
import { subtree } from "@/derive/subtree";
import type { Fetch } from "@/lib/http";
import { Problem } from "@/lib/problem";
import type { SpanIndex } from "@/model/indexes";
import { readSpan } from "@/model/read-span";
import type { Trace } from "@/model/trace";
import type { LoadOptions, TraceSource } from "@/model/trace-source";
import { createAnalysis } from "./analysis";
import { exportTrace, type ExportableTrace, previewExport, type TraceOrigin } from "./export-trace";
import { graphOfTraces } from "./graph-of-traces";
import { knownAttributesOf } from "./known-attributes";
import { type Library, operationsOf, readLibrary, servicesOf } from "./library";
import { findTraces, searchTraces } from "./library-search";
import { linksFromOthers } from "./links-from-others";
import { jsonText } from "./json-text";
import { canonicalTraceId, readAnswer, readTraceFrom } from "./read-request";
import { streamedGraphOf } from "./streamed-graph";
import type { CallOptions, LoadedTrace, TraceEngine, TraceHandle } from "./trace-engine";

export interface InProcessOptions {
  /** Stands in for the global `fetch`. */
  readonly fetch?: Fetch;
}

/** A trace that the engine holds; without `libraryId`, it is of a server. */
interface Held extends ExportableTrace {
  readonly libraryId: string | undefined;
}

/** A loaded trace whose core is the trace itself: nothing is copied within a thread. */
export interface HeldTrace extends LoadedTrace {
  readonly core: Trace;
}

export interface LoadHeldOptions extends LoadOptions {
  /** The reading waits for what it returns the first time, but not for long. */
  readonly onPreview?: (preview: HeldTrace) => Promise<void> | void;
}

export interface InProcessEngine extends TraceEngine {
  load(source: TraceSource, options?: LoadHeldOptions): Promise<HeldTrace>;
  correctTimes(handle: TraceHandle, options?: CallOptions): Promise<HeldTrace>;
  subtree(handle: TraceHandle, root: SpanIndex, options?: CallOptions): Promise<HeldTrace>;
}

/** The oldest v3 servers word "no traces" as a body without a byte. */
function noneWhereEmpty(error: unknown): { traces: readonly Trace[]; partial?: Problem } {
  if (error instanceof Problem && error.code === "empty") return { traces: [] };
  throw error;
}

/**
 * The engine in the thread of its caller: what the worker runs, what tests use, and what the page
 * falls back to where it may not have workers.
 */
export function createInProcessEngine({ fetch }: InProcessOptions = {}): InProcessEngine {
  const traces = new Map<string, Held>();
  const libraries = new Map<string, Library>();
  // A handle of an engine that died must not mean another trace to the one that came after it.
  const ofThisEngine = Math.random().toString(36).slice(2);
  let lastId = 0;
  const newId = (kind: string): string => {
    lastId += 1;
    return `${kind}-${lastId}-${ofThisEngine}`;
  };
  const hold = (
    trace: Trace,
    origin: TraceOrigin,
    rest: Omit<LoadedTrace, "handle" | "core">,
    libraryId?: string,
  ): HeldTrace => {
    const handle = newId("trace");
    traces.set(handle, { trace, origin, format: rest.format, libraryId });
    return { handle, core: trace, ...rest };
  };
  const heldBy = (handle: string): Held => {
    const held = traces.get(handle);
    if (!held) throw new Problem("engine-failed", { detail: `Trace ${handle} is not loaded` });
    return held;
  };
  const libraryOf = (id: string): Library => {
    const library = libraries.get(id);
    if (!library) throw new Problem("engine-failed", { detail: `Library ${id} is not open` });
    return library;
  };

  return {
    async load(source, options = {}) {
      options.signal?.throwIfAborted();
      if (source.kind === "request") {
        const { onPreview } = options;
        const { trace, request, format, bytes, partial } = await readTraceFrom(
          source,
          fetch,
          options,
          onPreview &&
            ((arrived) => {
              const origin = { kind: "request", request: arrived.request } as const;
              const { format, bytes } = arrived;
              const drawn = onPreview(hold(arrived.trace, origin, { format, bytes }));
              return drawn instanceof Promise ? drawn : undefined;
            }),
        );
        return hold(
          trace,
          { kind: "request", request },
          { format, bytes, ...(partial ? { partial: partial.toJSON() } : {}) },
        );
      }
      const { byId } = libraryOf(source.libraryId);
      const entry = byId.get(canonicalTraceId(source.traceId));
      if (!entry) throw new Problem("not-found", { traceId: source.traceId });
      const { trace, origin, ...rest } = entry;
      return hold(trace, origin, { ...rest, bytes: 0 }, source.libraryId);
    },
    async openLibrary(files, options = {}) {
      const library = await readLibrary(files, options);
      const libraryId = newId("library");
      libraries.set(libraryId, library);
      const summaries = library.traces.map(({ summary }) => summary);
      return { libraryId, files: library.files, summaries };
    },
    searchLibrary: async (id, query, options) => searchTraces(libraryOf(id).traces, query, options),
    libraryServices: async (id) => servicesOf(libraryOf(id)),
    libraryOperations: async (id, service, options = {}) =>
      operationsOf(libraryOf(id), service, options),
    async closeLibrary(id) {
      libraries.delete(id);
    },
    knownAttributes: async (options = {}) => {
      const held = [...traces.values()].map(({ trace }) => trace);
      const ofFiles = [...libraries.values()].flatMap((library) => library.traces);
      // Latest first; a trace that was opened out of a library is in both.
      return knownAttributesOf(new Set([...held.reverse(), ...ofFiles]), options);
    },
    async summarise(request, options = {}) {
      const answer = await readAnswer(request, fetch, options).catch(noneWhereEmpty);
      // A list with a part missing would pass for a whole one.
      if (answer.partial) throw answer.partial;
      return answer.traces.map(({ summary }) => summary);
    },
    async serviceGraphOf(source, unit, options = {}) {
      options.signal?.throwIfAborted();
      if (source.kind === "request") {
        return streamedGraphOf(source.request, unit, { ...options, ...(fetch ? { fetch } : {}) });
      }
      const { traces: all, byId } = libraryOf(source.libraryId);
      const found = source.query ? await findTraces(all, source.query, options) : all;
      const traceOf = (traceId: string) => byId.get(traceId)?.trace;
      return { graph: await graphOfTraces(found, unit, { ...options, traceOf }) };
    },
    async spanDetail(handle, span) {
      return readSpan(heldBy(handle).trace, span);
    },
    async linksFromOthers(handle, span, options = {}) {
      const { trace, libraryId } = heldBy(handle);
      const library = libraryId === undefined ? undefined : libraries.get(libraryId);
      // The link to what is found leads to the same source: other sources would not have it.
      const ofServer = [...traces.values()].filter((held) => held.libraryId === undefined);
      const others = library?.traces ?? ofServer.map((held) => held.trace);
      return linksFromOthers(trace, span, others, options);
    },
    ...createAnalysis((handle) => heldBy(handle).trace),
    previewExport: async (handle, format, options = {}) =>
      previewExport(heldBy(handle), format, options),
    exportTrace: async (handle, format, options = {}) =>
      exportTrace(heldBy(handle), format, fetch, options),
    jsonText: async (handle, mostBytes, { signal } = {}) =>
      jsonText(heldBy(handle), mostBytes, signal),
    async correctTimes(handle, { signal } = {}) {
      signal?.throwIfAborted();
      const { trace, origin, format, libraryId } = heldBy(handle);
      const { hostOfResource } = traceHosts(trace);
      const { deltaNs } = clockSkew(trace.spans, hostOfResource);
      return hold(correctTimes(trace, deltaNs), origin, { format, bytes: 0 }, libraryId);
    },
    async subtree(handle, root, { signal } = {}) {
      signal?.throwIfAborted();
      const { trace, origin, format, libraryId } = heldBy(handle);
      return hold(subtree(trace, root), origin, { format, bytes: 0 }, libraryId);
    },
    async release(handle) {
      traces.delete(handle);
    },
  };
}
