import { useEffect, useRef, useState, type RefObject } from "react";
import { flushSync } from "react-dom";
import type { WaterfallRowsHandle } from "@/features/waterfall/WaterfallRows";
import { usePrefetchSpan } from "@/queries/trace";
import type { TraceParams } from "@/state/trace-params";
import { startReplacement } from "./replacement";
import { openReading, type Reading, type ShownTrace } from "./shown-trace";
import { parseSpanParam } from "./span-param";

const focusedRows = (): Element | null | undefined =>
  document.activeElement?.closest('[role="treegrid"]');

/**
 * The reading of a trace to be shown, and its stores. When another reading comes, the one before is
 * shown until the new one can take its place without anything on the screen moving.
 */
export function useShownTrace(
  { trace, settled }: Reading,
  params: TraceParams,
  rows: RefObject<WaterfallRowsHandle | null>,
): ShownTrace {
  const [shown, setShown] = useState(() => openReading({ trace, settled }, params));
  const prefetchSpan = usePrefetchSpan();
  const latest = useRef(params);
  useEffect(() => {
    latest.current = params;
  }, [params]);

  useEffect(() => {
    if (shown.trace === trace && (shown.settled || !settled)) return undefined;
    const selected = parseSpanParam(trace.core, latest.current.span);
    return startReplacement(
      shown,
      { trace, settled },
      {
        ready: selected === undefined ? Promise.resolve() : prefetchSpan(trace.handle, selected),
        now: () => ({ params: latest.current, focused: Boolean(focusedRows()) }),
        show(next) {
          const grid = focusedRows();
          flushSync(() => setShown(next));
          // The row that had the focus is gone: another has taken its place under the keyboard.
          if (grid && !grid.contains(document.activeElement)) rows.current?.focus();
        },
      },
    );
  }, [shown, trace, settled, prefetchSpan, rows]);
  return shown;
}
