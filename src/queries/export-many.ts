import { useCallback, useEffect, useRef, useState } from "react";
import type { Backend } from "@/backend/backend";
import type { TraceEngine } from "@/engine/trace-engine";
import { trackActivity } from "@/lib/activity";
import { isAbort, Problem, toProblem } from "@/lib/problem";
import { useSource } from "./source-context";

/** A file that many traces can be written into. */
export type ManyFormat = "jaeger-v1" | "otlp-json";

/** What stands around the list of traces in a file of each format. */
const frames = {
  "jaeger-v1": {
    before: '{"data":[',
    after: '],"total":1,"limit":0,"offset":0,"errors":null}\n',
    afterAll: (traces: number) => `],"total":${traces},"limit":0,"offset":0,"errors":null}\n`,
  },
  "otlp-json": { before: '{"resourceSpans":[', after: "]}\n", afterAll: () => "]}\n" },
} as const;

/**
 * Puts files of single traces, as the engine writes them, together into one file. The bytes stay
 * where the browser keeps them: only the frames are looked at.
 */
export async function joinTraceFiles(format: ManyFormat, files: readonly Blob[]): Promise<Blob> {
  const { before, after, afterAll } = frames[format];
  const parts: (Blob | string)[] = [before];
  for (const file of files) {
    const [head, tail] = await Promise.all([
      file.slice(0, before.length).text(),
      file.slice(-after.length).text(),
    ]);
    if (head !== before || tail !== after) {
      throw new Problem("internal", { detail: `A written trace is framed otherwise: ${head}` });
    }
    const list = file.slice(before.length, file.size - after.length);
    if (list.size === 0) continue;
    if (parts.length > 1) parts.push(",\n");
    parts.push(list);
  }
  parts.push(afterAll(files.length));
  return new Blob(parts, { type: "application/json" });
}

/** A trace that could not be read. */
export interface FailedTrace {
  readonly traceId: string;
  readonly problem: Problem;
}

export interface ManyProgress {
  readonly done: number;
  readonly total: number;
}

export interface ManyAsk {
  readonly traceIds: readonly string[];
  readonly format: ManyFormat;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ManyProgress) => void;
}

/** How many traces are asked for at a time. */
const atOnce = 4;

/**
 * Reads traces and writes them into one file, in the order given. A trace that cannot be read, or
 * only in part, is left out and named: a file must not pass for more than it holds.
 */
export async function exportMany(
  { backend, engine }: { readonly backend: Backend; readonly engine: TraceEngine },
  { traceIds, format, signal, onProgress }: ManyAsk,
): Promise<{ readonly file: Blob; readonly failed: readonly FailedTrace[] }> {
  const files: (Blob | undefined)[] = traceIds.map(() => undefined);
  const failed: FailedTrace[] = [];
  let next = 0;
  let done = 0;
  onProgress({ done, total: traceIds.length });
  const work = async (): Promise<void> => {
    for (;;) {
      const place = next;
      next += 1;
      const traceId = traceIds[place];
      if (traceId === undefined) return;
      signal.throwIfAborted();
      try {
        const loaded = await engine.load(backend.traceSource(traceId), { signal });
        try {
          if (loaded.partial) throw new Problem(loaded.partial.code, loaded.partial.params);
          files[place] = await engine.exportTrace(loaded.handle, format, { signal });
        } finally {
          void engine.release(loaded.handle).catch(() => undefined);
        }
      } catch (error) {
        if (isAbort(error) || signal.aborted) throw error;
        failed.push({ traceId, problem: toProblem(error) });
      }
      done += 1;
      onProgress({ done, total: traceIds.length });
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, traceIds.length) }, work));
  const good = files.filter((file) => file !== undefined);
  return { file: await joinTraceFiles(format, good), failed };
}

export interface ManyExport {
  /**
   * Reads and writes the traces; `take` gets the file, and how many it holds, unless it was cancelled
   * or holds none.
   */
  readonly start: (
    traceIds: readonly string[],
    format: ManyFormat,
    take: (file: Blob, held: number) => void,
  ) => void;
  readonly progress: ManyProgress | undefined;
  readonly failed: readonly FailedTrace[];
  readonly cancel: () => void;
  /** Forgets what failed. */
  readonly dismiss: () => void;
}

const noneFailed: readonly FailedTrace[] = [];

/** One download of several traces at a time. Given up when it unmounts. */
export function useManyExport(): ManyExport {
  const source = useSource();
  const running = useRef<AbortController>(undefined);
  const [progress, setProgress] = useState<ManyProgress>();
  const [failed, setFailed] = useState(noneFailed);
  const cancel = useCallback(() => {
    running.current?.abort();
    running.current = undefined;
    setProgress(undefined);
  }, []);
  const start = useCallback<ManyExport["start"]>(
    (traceIds, format, take) => {
      running.current?.abort();
      const controller = new AbortController();
      running.current = controller;
      setFailed(noneFailed);
      const isCurrent = () => running.current === controller;
      const onProgress = (now: ManyProgress) => isCurrent() && setProgress(now);
      const { signal } = controller;
      trackActivity(exportMany(source, { traceIds, format, signal, onProgress })).then(
        (result) => {
          if (!isCurrent()) return;
          cancel();
          setFailed(result.failed);
          const held = traceIds.length - result.failed.length;
          if (held > 0) take(result.file, held);
        },
        (error: unknown) => {
          if (!isCurrent()) return;
          cancel();
          if (!isAbort(error)) setFailed([{ traceId: "", problem: toProblem(error) }]);
        },
      );
    },
    [source, cancel],
  );
  const dismiss = useCallback(() => setFailed(noneFailed), []);
  useEffect(() => () => running.current?.abort(), []);
  return { start, progress, failed, cancel, dismiss };
}
