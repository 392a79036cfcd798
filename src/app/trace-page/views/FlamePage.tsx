import { useCallback } from "react";
import { FlameGraphView } from "@/features/flame-graph/FlameGraphView";
import type { SpanIndex } from "@/model/indexes";
import type { ViewProps } from "../MoreViews";
import { formatSpanParam, parseSpanParam } from "../span-param";

/** The flame graph of a trace, as the URL says. */
export function FlamePage({ trace, url }: ViewProps) {
  const { params, push, replace, later } = url;
  const { core } = trace;
  const onZoom = useCallback(
    (span: SpanIndex | undefined) =>
      push({ flame: span === undefined ? undefined : formatSpanParam(core, span) }),
    [push, core],
  );
  return (
    <FlameGraphView
      trace={trace}
      zoom={parseSpanParam(core, params.flame)}
      onZoom={onZoom}
      by={params.flameBy ?? "self"}
      onBy={(by) => replace({ flameBy: by === "spans" ? by : undefined })}
      find={params.uiFind ?? ""}
      onFind={(text) => later({ uiFind: text === "" ? undefined : text })}
      onShow={(uiFind) => push({ uiFind, only: "1", view: undefined })}
      onSelect={(span) => push({ span: formatSpanParam(core, span), view: undefined })}
    />
  );
}
