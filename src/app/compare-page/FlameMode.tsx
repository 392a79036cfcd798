import { useNavigate, useSearch } from "@tanstack/react-router";
import type { LoadedTrace } from "@/engine/trace-engine";
import { FlameComparison, type SideSpan } from "@/features/flame-graph/FlameComparison";
import { useSourceParam } from "../source-param";
import { formatSpanParam, parseSpanParam } from "../trace-page/span-param";

/** In the URL, spans of B begin with this: both traces may have a span of one id. */
const ofB = "b:";

interface FlameModeProps {
  readonly a: LoadedTrace;
  readonly b: LoadedTrace;
}

/** A comparison as a flame graph, as the URL says. */
export function FlameMode({ a, b }: FlameModeProps) {
  const { flame, flameSide } = useSearch({ from: "/trace/$traceId" });
  const navigate = useNavigate({ from: "/trace/$traceId" });
  const source = useSourceParam();
  const zoomParam = (zoom: SideSpan | undefined): string | undefined => {
    if (zoom === undefined) return undefined;
    return zoom.side === "a"
      ? formatSpanParam(a.core, zoom.span)
      : `${ofB}${formatSpanParam(b.core, zoom.span)}`;
  };
  return (
    <FlameComparison
      a={a}
      b={b}
      zoom={zoomIn(flame, a, b)}
      onZoom={(zoom) =>
        void navigate({ search: (before) => ({ ...before, flame: zoomParam(zoom) }) })
      }
      width={flameSide ?? "both"}
      onWidth={(width) =>
        void navigate({
          search: (before) => ({ ...before, flameSide: width === "both" ? undefined : width }),
          replace: true,
        })
      }
      onSpan={({ side, span }) => {
        const { core } = side === "a" ? a : b;
        void navigate({
          to: "/trace/$traceId",
          params: { traceId: core.traceId },
          search: { ...source, span: formatSpanParam(core, span) },
        });
      }}
    />
  );
}

function zoomIn(text: string | undefined, a: LoadedTrace, b: LoadedTrace): SideSpan | undefined {
  const side = text?.startsWith(ofB) ? "b" : "a";
  const { core } = side === "a" ? a : b;
  const span = parseSpanParam(core, side === "b" ? text?.slice(ofB.length) : text);
  return span === undefined ? undefined : { side, span };
}
