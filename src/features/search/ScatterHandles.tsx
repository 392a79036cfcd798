import { useFormats, useFirstMessages } from "@/i18n/I18nProvider";
import type { ResultFilter } from "@/state/result-filter";
import { wholeBeyond, type ChartRange, type PlotEdges } from "./chart-range";
import { ChartHandle } from "./ChartHandle";
import type { ScatterScene } from "./scatter-scene";

export interface ScatterHandlesProps {
  readonly scene: ScatterScene;
  readonly edges: PlotEdges;
  readonly filter: ResultFilter;
  readonly zone: "local" | "utc";
  readonly now: number;
  readonly onRange: (range: ChartRange) => void;
}

const share = (value: number) => Math.max(0, Math.min(1, value));

/** The limits on start and duration as sliders along the axes of the scatter. */
export function ScatterHandles(props: ScatterHandlesProps) {
  const { scene, edges, filter, zone, now, onRange } = props;
  const { scatter } = useFirstMessages().search;
  const formats = useFormats();
  const { fromMicro, toMicro, minNs, maxNs } = filter;
  const wide = edges.right - edges.left;
  const tall = edges.bottom - edges.top;
  const ofMicro = (micro: number) => share((scene.xOf(micro) - edges.left) / wide);
  const ofNs = (ns: number) => share((edges.bottom - scene.duration.px(ns)) / tall);
  const exactMicro = (at: number) => scene.microAt(edges.left + at * wide);
  const exactNs = (at: number) => scene.duration.ns(edges.bottom - at * tall);
  const microAt = (at: number) => Math.round(exactMicro(at));
  const nsAt = (at: number) => Math.round(exactNs(at));
  const from = fromMicro === undefined ? 0 : ofMicro(fromMicro);
  const to = toMicro === undefined ? 1 : ofMicro(toMicro);
  const min = minNs === undefined ? 0 : ofNs(minNs);
  const max = maxNs === undefined ? 1 : ofNs(maxNs);
  const time = (at: number) => formats.shortTime(BigInt(microAt(at)) * 1000n, zone, now);
  const duration = (at: number) => formats.duration(nsAt(at));
  const current = { fromMicro, toMicro, minNs, maxNs };
  const across = { axis: "x", ends: [edges.left, edges.right], across: edges.bottom } as const;
  const up = { axis: "y", ends: [edges.bottom, edges.top], across: edges.left } as const;
  return (
    <>
      <ChartHandle
        {...across}
        label={scatter.from}
        at={from}
        limits={[0, to]}
        set={fromMicro !== undefined}
        valueText={time(from)}
        onMove={(at) =>
          onRange({
            ...current,
            fromMicro: at <= 0 ? undefined : wholeBeyond(exactMicro(at), exactMicro(from)),
          })
        }
      />
      <ChartHandle
        {...across}
        label={scatter.to}
        at={to}
        limits={[from, 1]}
        set={toMicro !== undefined}
        valueText={time(to)}
        onMove={(at) =>
          onRange({
            ...current,
            toMicro: at >= 1 ? undefined : wholeBeyond(exactMicro(at), exactMicro(to)),
          })
        }
      />
      <ChartHandle
        {...up}
        label={scatter.min}
        at={min}
        limits={[0, max]}
        set={minNs !== undefined}
        valueText={duration(min)}
        onMove={(at) =>
          onRange({
            ...current,
            minNs: at <= 0 ? undefined : wholeBeyond(exactNs(at), exactNs(min)),
          })
        }
      />
      <ChartHandle
        {...up}
        label={scatter.max}
        at={max}
        limits={[min, 1]}
        set={maxNs !== undefined}
        valueText={duration(max)}
        onMove={(at) =>
          onRange({
            ...current,
            maxNs: at >= 1 ? undefined : wholeBeyond(exactNs(at), exactNs(max)),
          })
        }
      />
    </>
  );
}
