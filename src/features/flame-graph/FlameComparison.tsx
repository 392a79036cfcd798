import { useId, useMemo } from "react";
import type { LoadedTrace } from "@/engine/trace-engine";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import { spanIndex, type SpanIndex } from "@/model/indexes";
import { useFlameComparison } from "@/queries/flame";
import { ProblemAlert } from "@/trace-ui/ProblemAlert";
import { serviceColor } from "@/trace-ui/service-colors";
import { shortText } from "@/trace-ui/short-text";
import { Busy } from "@/widgets/Busy";
import { Button } from "@/widgets/Button";
import { Select } from "@/widgets/Select";
import { readSideColors } from "@/trace-ui/side-colors";
import { changeOf, differenceColors } from "./difference-colors";
import type { FlameColumn, FlameModel } from "./flame-model";
import styles from "./FlameGraphView.module.css";
import { FlameView } from "./FlameView";

/** A span of one of two traces. */
export interface SideSpan {
  readonly side: "a" | "b";
  readonly span: SpanIndex;
}

export interface FlameComparisonProps {
  readonly a: LoadedTrace;
  readonly b: LoadedTrace;
  /** A span of the call path to zoom into. */
  readonly zoom: SideSpan | undefined;
  readonly onZoom: (span: SideSpan | undefined) => void;
  /** Whose self times the widths are: the greater of both, or those of one trace. */
  readonly width: "both" | "a" | "b";
  readonly onWidth: (width: "both" | "a" | "b") => void;
  /** Opens a span in its trace. */
  readonly onSpan: (span: SideSpan) => void;
}

/** Two traces as one flame graph, coloured by what changed from A to B. */
export function FlameComparison(props: FlameComparisonProps) {
  const { a, b, zoom, onZoom, width, onWidth, onSpan } = props;
  const { views, compare } = useMessages();
  const { grid } = compare;
  const { flame } = views;
  const words = flame.compare;
  const formats = useFormats();
  const widthId = useId();
  const { data, problem, retry } = useFlameComparison(a.handle, b.handle, width);

  const shown = useMemo(() => {
    if (!data) return undefined;
    const { tree, names, a: inA, b: inB, belowA, belowB, serviceInB, nameInB } = data;
    const nameOf = (id: number | undefined, otherwise: string): string => {
      const name = names[id ?? -1] ?? "";
      return name === "" ? otherwise : shortText(name);
    };
    /** What a node is called in B, where that differs; with the service where that does, too. */
    const renamed = (node: number): string | undefined => {
      const name = nameInB[node] ?? -1;
      if (name < 0) return undefined;
      const text = nameOf(name, views.noName);
      const service = serviceInB[node];
      return service === tree.service[node]
        ? text
        : grid.spanWithService(nameOf(service, views.unknownService), text);
    };
    const below = (node: number) => [belowA[node] ?? 0, belowB[node] ?? 0] as const;
    const count = (node: number) => [inA.count[node] ?? 0, inB.count[node] ?? 0] as const;
    const change = (node: number) => changeOf(below(node), count(node));
    const difference = (node: number): string => {
      const [before, after] = below(node);
      const size = formats.duration(Math.abs(after - before));
      if (after === before) return formats.duration(0);
      return after > before ? words.slower(size) : words.faster(size);
    };
    const model: FlameModel = {
      tree,
      service: (node) => nameOf(tree.service[node], views.unknownService),
      name(node) {
        const name = nameOf(tree.name[node], views.noName);
        const inOther = renamed(node);
        return inOther === undefined ? name : `${name} → ${inOther}`;
      },
      mark: (node) => serviceColor(names[tree.service[node] ?? -1] ?? ""),
      hasErrors: (node) => (inA.errors[node] ?? 0) + (inB.errors[node] ?? 0) > 0,
      colors(theme) {
        const ofSides = readSideColors(document.documentElement);
        return (node) => differenceColors(below(node), theme, ofSides);
      },
      sign(node) {
        const signs = { more: "▲ ", less: "▼ ", onlyA: "− ", onlyB: "+ ", none: "" };
        const sign = signs[change(node)];
        return renamed(node) === undefined ? sign : `≠ ${sign}`;
      },
      facts(node) {
        const [belowOfA, belowOfB] = below(node).map((ns) => formats.duration(ns));
        const [countOfA, countOfB] = count(node);
        const what = change(node);
        const inOther = renamed(node);
        return [
          ...(inOther === undefined ? [] : [grid.renamed(inOther)]),
          ...(what === "onlyB" ? [] : [words.aOf(belowOfA ?? "", countOfA)]),
          ...(what === "onlyA" ? [] : [words.bOf(belowOfB ?? "", countOfB)]),
          what === "onlyA" ? words.onlyA : what === "onlyB" ? words.onlyB : difference(node),
        ];
      },
    };
    const duration = (of: Float64Array, spans: Uint32Array) => (node: number) =>
      spans[node] === 0 ? "–" : formats.duration(of[node] ?? 0);
    const number = (of: Uint32Array) => (node: number) => formats.number(of[node] ?? 0);
    const columns: readonly FlameColumn[] = [
      {
        key: "difference",
        label: words.difference,
        help: words.differenceHelp,
        text: difference,
        tone(node) {
          const [before, after] = below(node);
          return after > before ? "more" : after < before ? "less" : undefined;
        },
      },
      {
        key: "a_below",
        label: words.a_below,
        help: flame.belowHelp,
        text: duration(belowA, inA.count),
      },
      {
        key: "b_below",
        label: words.b_below,
        help: flame.belowHelp,
        text: duration(belowB, inB.count),
      },
      {
        key: "a_self",
        label: words.a_self,
        help: flame.selfHelp,
        text: duration(inA.selfNs, inA.count),
      },
      {
        key: "b_self",
        label: words.b_self,
        help: flame.selfHelp,
        text: duration(inB.selfNs, inB.count),
      },
      { key: "a_count", label: words.a_count, text: number(inA.count) },
      { key: "b_count", label: words.b_count, text: number(inB.count) },
    ];
    return { model, columns };
  }, [data, formats, flame, words, views, grid]);

  if (problem) return <ProblemAlert title={views.failed} problem={problem} onRetry={retry} />;
  if (!data || !shown) {
    return (
      <p role="status" className={styles.wait}>
        {views.working}
        <Busy />
      </p>
    );
  }
  const longest = (side: "a" | "b", node: number): SideSpan | undefined => {
    const span = data[side].longest[node] ?? -1;
    return span < 0 ? undefined : { side, span: spanIndex(span) };
  };
  const zoomed =
    zoom === undefined ? -1 : ((zoom.side === "a" ? data.nodeOfA : data.nodeOfB)[zoom.span] ?? -1);
  return (
    <FlameView
      {...shown}
      label={words.chart}
      zoom={zoomed}
      onZoom={(node) => onZoom(longest("a", node) ?? longest("b", node))}
      note={words.note}
      tools={
        <span className={styles.choice}>
          <label htmlFor={widthId}>{words.side}</label>
          <Select
            id={widthId}
            value={width}
            options={[
              { value: "both", label: words.both },
              { value: "a", label: words.a },
              { value: "b", label: words.b },
            ]}
            onValueChange={onWidth}
          />
        </span>
      }
      actions={(node) =>
        (["a", "b"] as const).map((side) => {
          const span = longest(side, node);
          return (
            span && (
              <Button key={side} size="s" variant="quiet" onClick={() => onSpan(span)}>
                {side === "a" ? words.openA : words.openB}
              </Button>
            )
          );
        })
      }
    />
  );
}
