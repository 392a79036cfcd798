import { Suspense, type RefObject } from "react";
import type { TraceSummary } from "@/model/trace-summary";
import { lazyComponent } from "@/widgets/lazy-component";
import { useRowPreview } from "./use-row-preview";

const { Component: TracePreview } = lazyComponent(
  async () => (await import("./TracePreview")).TracePreview,
  "nothing",
);

/** The preview of the row that the pointer or the focus rests on. */
export function RowPreview(props: {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly sorted: readonly TraceSummary[];
}) {
  const { target, keep, leave, close } = useRowPreview(props.scroller);
  const summary = target && props.sorted[target.index];
  // Rows are taken out of the document as they leave the view, or when the list changes.
  if (!summary || !target.cell.isConnected) return null;
  return (
    <Suspense>
      <TracePreview
        key={summary.traceId}
        summary={summary}
        cell={target.cell}
        onEnter={keep}
        onLeave={leave}
        onClose={close}
      />
    </Suspense>
  );
}
