import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useId, useRef, useState } from "react";
import type { TraceHandle } from "@/engine/trace-engine";
import { trackActivity } from "@/lib/activity";
import { isAbort, type Problem, toProblem } from "@/lib/problem";
import type { ExportFormat, ExportPreview } from "@/model/trace-export";
import type { LoadProgress } from "@/model/trace-source";
import { useSource } from "./source-context";
import { runTransfer, useTransfer } from "./transfer";
import { problemOf } from "./use-transfer-query";

export interface ExportPreviewResult {
  readonly data: ExportPreview | undefined;
  readonly problem: Problem | undefined;
  readonly retry: () => void;
}

/** What saving a trace in a format would lose. */
export function useExportPreview(handle: TraceHandle, format: ExportFormat): ExportPreviewResult {
  const { key, engine } = useSource();
  const { data, error, refetch } = useQuery<ExportPreview>({
    queryKey: [key, "export", handle, format],
    queryFn: ({ signal }) => trackActivity(engine.previewExport(handle, format, { signal })),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 30_000,
  });
  const retry = useCallback(() => void refetch(), [refetch]);
  return { data, problem: problemOf(error), retry };
}

export interface TraceExport {
  /** Prepares the bytes; `take` gets them unless it is cancelled or fails before. */
  readonly start: (take: (bytes: Blob) => void) => void;
  readonly isRunning: boolean;
  /** Undefined unless it is running and has been heard of. */
  readonly progress: LoadProgress | undefined;
  /** Why the last attempt failed. */
  readonly problem: Problem | undefined;
  readonly cancel: () => void;
  readonly keepWaiting: () => void;
}

/** Prepares the bytes of a trace in a format, one attempt at a time. Given up when it unmounts. */
export function useTraceExport(handle: TraceHandle, format: ExportFormat): TraceExport {
  const { backend, engine } = useSource();
  const id = `export ${useId()}`;
  const running = useRef<AbortController>(undefined);
  const [state, setState] = useState<{ isRunning: boolean; problem?: Problem }>({
    isRunning: false,
  });
  const { progress, keepWaiting } = useTransfer(id);
  // Only a server that is asked again may keep silent for too long.
  const limited = format === "source" && backend.info.kind.startsWith("jaeger");

  const start = useCallback(
    (take: (bytes: Blob) => void) => {
      running.current?.abort();
      const controller = new AbortController();
      const { signal } = controller;
      running.current = controller;
      setState({ isRunning: true });
      const ended = (problem?: Problem): boolean => {
        if (running.current !== controller) return false;
        running.current = undefined;
        setState({ isRunning: false, ...(problem ? { problem } : {}) });
        return true;
      };
      void runTransfer({ id, signal, limited }, (options) =>
        engine.exportTrace(handle, format, options),
      ).then(
        (bytes) => {
          if (ended()) take(bytes);
        },
        (error: unknown) => ended(isAbort(error) ? undefined : toProblem(error)),
      );
    },
    [engine, format, handle, id, limited],
  );
  const cancel = useCallback(() => {
    running.current?.abort();
    running.current = undefined;
    setState({ isRunning: false });
  }, []);
  useEffect(() => () => running.current?.abort(), []);
  return {
    start,
    cancel,
    keepWaiting,
    progress,
    problem: state.problem,
    isRunning: state.isRunning,
  };
}
