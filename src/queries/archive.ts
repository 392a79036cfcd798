import { useMutation } from "@tanstack/react-query";
import { trackActivity } from "@/lib/activity";
import { Problem } from "@/lib/problem";
import { useSource } from "./source-context";
import { problemOf } from "./use-transfer-query";

export interface ArchiveResult {
  readonly isDone: boolean;
  readonly isAsking: boolean;
  readonly problem: Problem | undefined;
  readonly archive: () => void;
  /** Puts the problem away. */
  readonly reset: () => void;
}

/** Has the server put a trace into its archive. */
export function useArchive(traceId: string): ArchiveResult {
  const { key, backend } = useSource();
  const { isSuccess, isPending, error, mutate, reset } = useMutation<void>({
    mutationKey: [key, "archive", traceId],
    mutationFn: async () => {
      if (!backend.archive) throw new Problem("not-found", { traceId });
      await trackActivity(backend.archive(traceId));
    },
  });
  return {
    isDone: isSuccess,
    isAsking: isPending,
    problem: problemOf(error),
    archive: () => mutate(),
    reset,
  };
}
