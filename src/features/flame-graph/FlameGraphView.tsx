import { useCallback, useId, useMemo } from "react";
import { formatQuery } from "@/derive/span-query";
import type { LoadedTrace } from "@/engine/trace-engine";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import { BitSet } from "@/lib/bitset";
import { spanIndex, type SpanIndex } from "@/model/indexes";
import { useMatches } from "@/queries/analysis";
import { useFlame } from "@/queries/flame";
import { ProblemAlert } from "@/trace-ui/ProblemAlert";
import { serviceColor, serviceColorIndex } from "@/trace-ui/service-colors";
import { shortText } from "@/trace-ui/short-text";
import { Busy } from "@/widgets/Busy";
import { Button } from "@/widgets/Button";
import { FilterField } from "@/widgets/FilterField";
import { Select } from "@/widgets/Select";
import { useUrlText } from "@/widgets/use-url-text";
import { wholeWidth } from "./flame-scene";
import type { FlameColumn, FlameModel } from "./flame-model";
import styles from "./FlameGraphView.module.css";
import { FlameView } from "./FlameView";

export interface FlameGraphViewProps {
  readonly trace: LoadedTrace;
  /** A span of the call path to zoom into. */
  readonly zoom: SpanIndex | undefined;
  readonly onZoom: (span: SpanIndex | undefined) => void;
  readonly by: "self" | "spans";
  readonly onBy: (by: "self" | "spans") => void;
  /** What is highlighted: a text as "Find in trace" takes it. */
  readonly find: string;
  readonly onFind: (text: string) => void;
  /** Shows the spans that a text finds. */
  readonly onShow: (text: string) => void;
  readonly onSelect: (span: SpanIndex) => void;
}

/** The flame graph of a trace. */
export function FlameGraphView(props: FlameGraphViewProps) {
  const { trace, zoom, onZoom, by, onBy, find, onFind, onShow, onSelect } = props;
  const { views } = useMessages();
  const words = views.flame;
  const formats = useFormats();
  const byId = useId();
  const { core } = trace;
  const { data, problem, retry } = useFlame(trace.handle, by);
  const [text, setText] = useUrlText(find, onFind);
  const matches = useMatches(trace.handle, text).data;

  const model = useMemo<FlameModel | undefined>(() => {
    if (!data) return undefined;
    const { tree, figures } = data;
    const nameOf = (id: number | undefined, otherwise: string): string => {
      const name = core.names[id ?? -1] ?? "";
      return name === "" ? otherwise : shortText(name);
    };
    const whole = Math.max(wholeWidth(tree), 1);
    const serviceOf = (node: number): string => core.names[tree.service[node] ?? -1] ?? "";
    return {
      tree,
      service: (node) => nameOf(tree.service[node], views.unknownService),
      name: (node) => nameOf(tree.name[node], views.noName),
      mark: (node) => serviceColor(serviceOf(node)),
      hasErrors: (node) => (figures.errors[node] ?? 0) > 0,
      colors: (theme) => (node) => {
        const step = serviceColorIndex(serviceOf(node));
        return {
          fill: theme.service[step] ?? theme.fgMuted,
          ink: theme.onService[step] ?? theme.bg,
        };
      },
      facts(node) {
        const width = tree.width[node] ?? 0;
        const share = formats.percent(width / whole);
        const errors = figures.errors[node] ?? 0;
        return [
          words.spanCount(figures.count[node] ?? 0),
          words.totalOf(formats.duration(figures.totalNs[node] ?? 0)),
          words.selfOf(formats.duration(figures.selfNs[node] ?? 0)),
          words.belowOf(by === "self" ? formats.duration(width) : words.spanCount(width), share),
          ...(errors > 0 ? [words.errorCount(errors)] : []),
        ];
      },
    };
  }, [data, core, formats, words, views, by]);

  const columns = useMemo<readonly FlameColumn[]>(() => {
    if (!data) return [];
    const { tree, figures } = data;
    const whole = Math.max(wholeWidth(tree), 1);
    const below =
      by === "self"
        ? { key: "below", label: words.below, help: words.belowHelp }
        : { key: "below", label: words.below };
    return [
      {
        ...below,
        text: (node) => {
          const width = tree.width[node] ?? 0;
          return by === "self" ? formats.duration(width) : formats.number(width);
        },
      },
      {
        key: "share",
        label: words.share,
        help: words.shareHelp,
        text: (node) => formats.percent((tree.width[node] ?? 0) / whole),
      },
      {
        key: "self",
        label: words.self,
        help: words.selfHelp,
        text: (node) => formats.duration(figures.selfNs[node] ?? 0),
      },
      {
        key: "total",
        label: words.total,
        help: words.totalHelp,
        text: (node) => formats.duration(figures.totalNs[node] ?? 0),
      },
      {
        key: "count",
        label: words.count,
        text: (node) => formats.number(figures.count[node] ?? 0),
      },
      {
        key: "errors",
        label: words.errors,
        text: (node) => formats.number(figures.errors[node] ?? 0),
        tone: (node) => ((figures.errors[node] ?? 0) > 0 ? "error" : undefined),
      },
    ];
  }, [data, by, formats, words]);

  const isPale = useMemo(() => {
    if (!data || !matches || text.trim() === "") return undefined;
    const found = new BitSet(data.tree.length);
    for (const row of matches.rows) found.add(data.nodeOf[row] ?? 0);
    return (node: number): boolean => !found.has(node);
  }, [data, matches, text]);

  const zoomed = zoom === undefined ? -1 : (data?.nodeOf[zoom] ?? -1);
  const zoomTo = useCallback(
    (node: number) => {
      const span = data?.figures.longest[node];
      onZoom(span === undefined || span < 0 ? undefined : spanIndex(span));
    },
    [data, onZoom],
  );

  if (problem) return <ProblemAlert title={views.failed} problem={problem} onRetry={retry} />;
  if (!data || !model) {
    return (
      <p role="status" className={styles.wait}>
        {views.working}
        <Busy />
      </p>
    );
  }
  const status =
    text.trim() === ""
      ? ""
      : matches
        ? words.found(formats.number(matches.rows.length), formats.number(core.spans.length))
        : words.searching;
  return (
    <FlameView
      model={model}
      label={words.chart}
      columns={columns}
      zoom={zoomed}
      onZoom={zoomTo}
      isPale={isPale}
      note={by === "self" ? words.noteSelf : words.noteSpans}
      tools={
        <>
          {wholeWidth(data.tree) === 0 && by === "self" && (
            <p role="status" className={styles.none}>
              {words.noTime}
              <Button size="s" onClick={() => onBy("spans")}>
                {words.countSpans}
              </Button>
            </p>
          )}
          <FilterField label={words.find} text={text} onChange={setText} status={status} />
          <span className={styles.choice}>
            <label htmlFor={byId}>{words.by}</label>
            <Select
              id={byId}
              value={by}
              options={[
                { value: "self", label: words.bySelf },
                { value: "spans", label: words.bySpans },
              ]}
              onValueChange={onBy}
            />
          </span>
        </>
      }
      actions={(node) => {
        const longest = data.figures.longest[node] ?? -1;
        const [service = "", name = ""] = [data.tree.service[node], data.tree.name[node]].map(
          (id) => core.names[id ?? -1],
        );
        const query = queryOf(service, name);
        return (
          <>
            {query !== undefined && (
              <Button size="s" variant="quiet" onClick={() => onShow(query)}>
                {words.showSpans}
              </Button>
            )}
            {longest >= 0 && (
              <Button size="s" variant="quiet" onClick={() => onSelect(spanIndex(longest))}>
                {words.showLongest}
              </Button>
            )}
          </>
        );
      }}
    />
  );
}

/** The text that finds the spans of a service with a name; undefined where neither has one. */
function queryOf(service: string, name: string): string | undefined {
  const part = (field: "service" | "name", value: string) =>
    value === "" ? [] : [{ type: "compare", field, key: "", operator: "=", value } as const];
  const parts = [...part("service", service), ...part("name", name)];
  const [first] = parts;
  if (!first) return undefined;
  return formatQuery(parts.length === 1 ? first : { type: "and", of: parts });
}
