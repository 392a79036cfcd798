import { useQuery } from "@tanstack/react-query";
import type { TraceHandle } from "@/engine/trace-engine";
import { trackActivity } from "@/lib/activity";
import type { BitSet } from "@/lib/bitset";
import type { SpanIndex } from "@/model/indexes";
import type { RepeatFolds } from "@/model/repeat-folds";
import { useSource } from "./source-context";

/** Folds of another choice of rows are of no use soon, and as large as the trace. */
const forgetFoldsMs = 10_000;

/** The rows among which repeats are looked for. */
export interface RowsAsked {
  /** What a filter leaves, as one object per answer; undefined: everything. */
  readonly rows:
    | { readonly shown: BitSet | undefined; readonly elided: BitSet | undefined }
    | undefined;
  readonly focus: SpanIndex | undefined;
}

const numbers = new WeakMap<object, number>();
let lastNumber = 0;

/** A key for sets that are too large to be one. */
function numberOf(rows: object): number {
  const known = numbers.get(rows);
  if (known !== undefined) return known;
  lastNumber += 1;
  numbers.set(rows, lastNumber);
  return lastNumber;
}

/** The equal spans of a trace that may share a row; asks nothing without a trace. */
export function useRepeats(
  handle: TraceHandle | undefined,
  { rows, focus }: RowsAsked,
): RepeatFolds | undefined {
  const { key, engine } = useSource();
  const { data } = useQuery({
    queryKey: [key, "repeats", handle, rows && numberOf(rows), focus],
    queryFn: ({ signal }) =>
      handle === undefined
        ? Promise.reject(new Error("Repeats of no trace were asked for"))
        : trackActivity(
            engine.repeats(
              handle,
              { shown: rows?.shown?.words(), elided: rows?.elided?.words(), focus },
              { signal },
            ),
          ),
    enabled: handle !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: forgetFoldsMs,
    structuralSharing: false,
  });
  return handle === undefined ? undefined : data;
}
