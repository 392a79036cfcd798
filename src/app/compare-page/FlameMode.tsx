import { useNavigate, useSearch } from "@tanstack/react-router";
import { FlameComparison } from "@/features/flame-graph/FlameComparison";
import { type ShownSide, spanLocation } from "./compared-parts";
import { formatSideSpan, parseSideSpan, type TwoTraces } from "./side-span";

interface FlameModeProps {
  readonly traces: TwoTraces;
  readonly sides: readonly [ShownSide, ShownSide];
}

/** A comparison as a flame graph, as the URL says. */
export function FlameMode({ traces, sides }: FlameModeProps) {
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
      onSpan={({ side, span }) => void navigate(spanLocation(sides[side === "a" ? 0 : 1], span))}
    />
  );
}
