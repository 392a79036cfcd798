import { detectBackend } from "@/backend/detect";
import { createJaegerBackend } from "@/backend/jaeger-backend";
import { createJoinedBackend } from "@/backend/joined";
import { createLocalBackend } from "@/backend/local";
import type { LibraryInfo, TraceEngine } from "@/engine/trace-engine";
import { abortReason, createDeadline } from "@/lib/deadline";
import { type Fetch } from "@/lib/http";
import type { LoadOptions, NamedBlob } from "@/model/trace-source";
import { preferencesStore } from "@/state/preferences-store";
import type { Source } from "./source-context";

export interface ConnectOptions {
  /** Absolute, ending with "/": the API is at `api/` below it. */
  readonly baseUrl: string;
  /** Sent with every request: a tenant, say. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly engine: TraceEngine;
  readonly signal?: AbortSignal;
  readonly fetch?: Fetch;
}

/** A source, and a way to free what the engine holds for it. */
export interface OpenedSource {
  readonly source: Source;
  close(): void;
}

/** A source made of traces that the engine has read, with what it says of the files. */
export interface OpenedLibrary extends OpenedSource {
  readonly info: LibraryInfo;
}

/**
 * Finds the Jaeger Query API at a base address. Rejects with the Problem that says why there is
 * none, also when it keeps silent for longer than the time limit of the preferences.
 */
export async function connectJaeger(options: ConnectOptions): Promise<OpenedSource> {
  const { baseUrl, headers, engine, fetch } = options;
  const deadline = createDeadline(preferencesStore.getState().timeLimitMs, options.signal);
  try {
    const { signal } = deadline;
    const info = await detectBackend({ baseUrl, headers, fetch, signal, nowMs: Date.now() });
    const backend = createJaegerBackend({ baseUrl, headers, fetch, info, reader: engine });
    return { source: { key: jaegerKey(baseUrl), backend, engine }, close: () => undefined };
  } catch (error) {
    if (deadline.signal.aborted) throw abortReason(deadline.signal);
    throw error;
  } finally {
    deadline.dispose();
  }
}

/**
 * A Jaeger of which nothing is known yet but its address, for loading a trace by id: that asks v3
 * and then v1, whatever the server turns out to be. Answers to the name of the source that
 * `connectJaeger` finds, so that what was loaded by one is there for the other.
 */
export function unprovenJaeger({ baseUrl, headers, engine, fetch }: ConnectOptions): Source {
  const info = { kind: "jaeger-v3", version: "", searchesAllServices: false } as const;
  const backend = createJaegerBackend({ baseUrl, headers, fetch, info, reader: engine });
  return { key: jaegerKey(baseUrl), backend, engine };
}

const jaegerKey = (baseUrl: string): string => `jaeger ${baseUrl}`;

/** A server and the files that are open beside it, as one source. */
export function joinSources(server: Source, files: Source): Source {
  const isInFiles = (traceId: string) => files.backend.holds?.(traceId) ?? false;
  return {
    key: `${server.key} + ${files.key}`,
    backend: createJoinedBackend(server.backend, files.backend, isInFiles),
    engine: server.engine,
    isInFiles,
  };
}

async function openLibrary(
  kind: "files" | "demo",
  engine: TraceEngine,
  files: readonly NamedBlob[],
  options: LoadOptions,
): Promise<OpenedLibrary> {
  const info = await engine.openLibrary(files, options);
  const { libraryId } = info;
  return {
    source: {
      key: `${kind} ${libraryId}`,
      backend: createLocalBackend(kind, engine, info),
      engine,
    },
    info,
    // An engine that has gone has freed everything.
    close: () => void engine.closeLibrary(libraryId).catch(() => undefined),
  };
}

/** Makes the demo data and opens it. */
export async function openDemo(
  engine: TraceEngine,
  options: LoadOptions = {},
): Promise<OpenedLibrary> {
  // Loaded when asked for: most pages never show it.
  const { createDemoBlob } = await import("@/backend/demo");
  return openLibrary("demo", engine, [await createDemoBlob(Date.now())], options);
}

/**
 * Opens files as one source. Files that cannot be read are reported in `info.files` and do not
 * fail the rest; when none can be read, the source has no traces.
 */
export function openFiles(
  engine: TraceEngine,
  files: readonly (File | NamedBlob)[],
  options: LoadOptions = {},
): Promise<OpenedLibrary> {
  const named = files.map((file) =>
    file instanceof Blob ? { name: file.name, blob: file } : file,
  );
  return openLibrary("files", engine, named, options);
}
