import { useEffect, useMemo, useRef, useState } from "react";
import type { SpanColumn, SpanOrder } from "@/derive/span-order";
import { spanColumns } from "@/derive/span-order";
import type { LoadedTrace } from "@/engine/trace-engine";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import { trackActivity } from "@/lib/activity";
import { letOthersRun } from "@/lib/let-others-run";
import { spanIndex, type SpanIndex } from "@/model/indexes";
import { spanIdText, spanName, spanService } from "@/model/span-search";
import { SpanFlag } from "@/model/span-table";
import { useMatches, useSelfTimes } from "@/queries/analysis";
import { useSpanOrder } from "@/queries/views";
import { ProblemAlert } from "@/trace-ui/ProblemAlert";
import { ServiceMark } from "@/trace-ui/ServiceMark";
import { shortText } from "@/trace-ui/short-text";
import { Busy } from "@/widgets/Busy";
import { Button } from "@/widgets/Button";
import { FilterField } from "@/widgets/FilterField";
import { useRowReturn } from "@/widgets/use-row-return";
import { useUrlText } from "@/widgets/use-url-text";
import { VirtualGrid, type VirtualGridHandle } from "@/widgets/VirtualGrid";
import { SortMark } from "@/widgets/SortMark";
import { chosenRows, formatOrder, parseOrder } from "./chosen-rows";
import { spansCsv } from "./spans-csv";
import styles from "./SpanListView.module.css";

export interface SpanListViewProps {
  readonly trace: LoadedTrace;
  /** As `parseOrder` reads it. */
  readonly order: string | undefined;
  readonly onOrder: (order: string | undefined) => void;
  /** A text as "Find in trace" takes it: the spans that it finds are listed. */
  readonly find: string;
  readonly onFind: (text: string) => void;
  readonly selected: SpanIndex | undefined;
  readonly onSelect: (span: SpanIndex | undefined) => void;
  readonly onSave: (bytes: Blob, name: string) => void;
}

const kinds = ["unspecified", "internal", "server", "client", "producer", "consumer"] as const;
const statuses = ["unset", "ok", "error"] as const;
const figures: ReadonlySet<SpanColumn> = new Set(["start", "duration", "self"]);
/** From the greatest down is what one looks for. */
const greatestFirst: ReadonlySet<SpanColumn> = new Set(["duration", "self", "status"]);
const rowsBetweenPauses = 4;

/** All spans of a trace in a table. */
export function SpanListView(props: SpanListViewProps) {
  const { trace, order, onOrder, find, onFind, selected, onSelect, onSave } = props;
  const { views } = useMessages();
  const words = views.spans;
  const formats = useFormats();
  const { core, handle } = trace;
  const by = useMemo(() => parseOrder(order), [order]);
  const { data: ordered, problem, retry } = useSpanOrder(handle, by);
  const self = useSelfTimes(handle).data;
  const [text, setText] = useUrlText(find, onFind);
  const isFiltered = text.trim() !== "";
  const matches = useMatches(handle, text).data;
  const rows = useMemo(
    () => ordered && chosenRows(ordered, isFiltered ? (matches?.rows ?? none) : undefined),
    [ordered, isFiltered, matches],
  );
  const grid = useRef<VirtualGridHandle>(null);
  const [cursor, setCursor] = useState<number | undefined>(selected);
  const [saving, setSaving] = useState(false);

  const current = useMemo(() => {
    const at = rows && cursor !== undefined ? rows.indexOf(cursor) : -1;
    return Math.max(0, at);
  }, [rows, cursor]);
  // What a link names is in sight when the view opens.
  const opened = useRef(false);
  useEffect(() => {
    if (opened.current || !rows) return;
    opened.current = true;
    if (selected !== undefined) grid.current?.reveal(current);
  }, [rows, selected, current]);
  useRowReturn(grid, selected, current);

  const sortBy = (column: SpanColumn) => {
    const next: SpanOrder =
      by.column === column
        ? { column, descending: !by.descending }
        : { column, descending: greatestFirst.has(column) };
    onOrder(formatOrder(next));
  };
  const save = async () => {
    if (!rows || !self) return;
    setSaving(true);
    const pieces: string[] = [];
    for (const piece of spansCsv(core, rows, self)) {
      pieces.push(piece);
      if (pieces.length % rowsBetweenPauses === 0) await letOthersRun();
    }
    onSave(new Blob(pieces, { type: "text/csv" }), `spans-${core.traceId.slice(-8)}.csv`);
    setSaving(false);
  };

  if (problem) return <ProblemAlert title={views.failed} problem={problem} onRetry={retry} />;
  if (!rows) {
    return (
      <p role="status" className={styles.wait}>
        {views.working}
        <Busy />
      </p>
    );
  }
  const status = !isFiltered
    ? words.all(core.spans.length)
    : matches
      ? words.found(formats.number(rows.length), formats.number(core.spans.length))
      : words.searching;

  const service = (row: number): string => {
    const name = spanService(core, spanIndex(row));
    return name === "" ? views.unknownService : shortText(name);
  };
  const name = (row: number): string => {
    const own = spanName(core, spanIndex(row));
    return own === "" ? views.noName : shortText(own);
  };
  const isError = (row: number): boolean => ((core.spans.flags[row] ?? 0) & SpanFlag.Error) !== 0;
  const cell = (column: SpanColumn, row: number) => {
    switch (column) {
      case "start":
        return formats.duration(core.spans.startNs[row] ?? 0);
      case "service":
        return (
          <>
            <ServiceMark service={spanService(core, spanIndex(row))} />
            <bdi>{service(row)}</bdi>
          </>
        );
      case "name":
        return <bdi title={name(row)}>{name(row)}</bdi>;
      case "kind":
        return words.kinds[kinds[core.spans.kind[row] ?? 0] ?? "unspecified"];
      case "duration":
        return formats.duration(core.spans.durationNs[row] ?? 0);
      case "self":
        return self ? formats.duration(self[row] ?? 0) : "";
      case "status":
        return words.statuses[
          isError(row) ? "error" : (statuses[core.spans.statusCode[row] ?? 0] ?? "unset")
        ];
      case "id":
        return <bdi>{shortText(spanIdText(core, spanIndex(row)))}</bdi>;
    }
  };
  return (
    <div className={styles.view}>
      <div className={styles.tools}>
        <FilterField
          label={words.find}
          help={words.findHelp}
          text={text}
          onChange={setText}
          status={status}
          fault={matches?.problem && isFiltered ? words.fault : undefined}
        />
        <Button
          size="s"
          variant="quiet"
          className={styles.save}
          disabled={saving || !self || rows.length === 0}
          onClick={() => void trackActivity(save())}
        >
          {saving ? words.saving : words.csv}
        </Button>
      </div>
      {rows.length === 0 ? (
        <p className={styles.wait}>{isFiltered && !matches ? words.searching : words.none}</p>
      ) : (
        <VirtualGrid
          ref={grid}
          label={words.table}
          rowCount={rows.length}
          rowClassName={styles.row}
          current={current}
          onCurrent={(at) => setCursor(rows[at])}
          onActivate={(at) => {
            const row = rows[at];
            if (row !== undefined) onSelect(spanIndex(row));
          }}
          onRowKey={(event) => {
            if (event.key !== "Escape" || selected === undefined) return false;
            onSelect(undefined);
            return true;
          }}
          rowAttributes={(at) => ({ "aria-selected": rows[at] === selected })}
          head={spanColumns.map((column) => (
            <div
              key={column}
              role="columnheader"
              data-column={column}
              data-figure={figures.has(column) || undefined}
              aria-sort={
                by.column === column ? (by.descending ? "descending" : "ascending") : undefined
              }
            >
              <button type="button" className={styles.sort} onClick={() => sortBy(column)}>
                <span className={styles.words}>{words.columns[column]}</span>
                {by.column === column && <SortMark descending={by.descending} />}
              </button>
            </div>
          ))}
          cells={(at) => {
            const row = rows[at] ?? 0;
            return spanColumns.map((column) => (
              <div
                key={column}
                role="gridcell"
                data-column={column}
                data-figure={figures.has(column) || undefined}
                data-error={(column === "status" && isError(row)) || undefined}
              >
                {cell(column, row)}
              </div>
            ));
          }}
        />
      )}
    </div>
  );
}

const none = new Uint32Array(0);
