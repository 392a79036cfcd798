import { useNavigate, useSearch } from "@tanstack/react-router";
import { FlameComparison } from "@/features/flame-graph/FlameComparison";
import { sourceParam } from "../source-param";
import type { SourceKind } from "../sources";
import { formatSpanParam } from "../trace-page/span-param";
import { formatSideSpan, parseSideSpan, type TwoTraces } from "./side-span";

interface FlameModeProps {
  readonly traces: TwoTraces;
  /** Where A and B come from. */
  readonly sources: readonly [SourceKind, SourceKind];
}

/** A comparison as a flame graph, as the URL says. */
export function FlameMode({ traces, sources }: FlameModeProps) {
  const { flame, flameSide } = useSearch({ from: "/trace/$traceId" });
  const navigate = useNavigate({ from: "/trace/$traceId" });
  return (
    <FlameComparison
      a={traces.a}
      b={traces.b}
      zoom={parseSideSpan(traces, flame)}
      onZoom={(zoom) =>
        void navigate({
          search: (before) => ({ ...before, flame: zoom && formatSideSpan(traces, zoom) }),
        })
      }
      width={flameSide ?? "both"}
      onWidth={(width) =>
        void navigate({
          search: (before) => ({ ...before, flameSide: width === "both" ? undefined : width }),
          replace: true,
        })
      }
      onSpan={({ side, span }) => {
        const { core } = traces[side];
        void navigate({
          to: "/trace/$traceId",
          params: { traceId: core.traceId },
          search: {
            ...sourceParam(sources[side === "a" ? 0 : 1]),
            span: formatSpanParam(core, span),
          },
        });
      }}
    />
  );
}
