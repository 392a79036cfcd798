import { useMemo, useRef, useState } from "react";
import type { LoadedTrace } from "@/engine/trace-engine";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import { spanIndex, type SpanIndex } from "@/model/indexes";
import { useEventList } from "@/queries/views";
import { ProblemAlert } from "@/trace-ui/ProblemAlert";
import { Busy } from "@/widgets/Busy";
import { FilterField } from "@/widgets/FilterField";
import { useRowReturn } from "@/widgets/use-row-return";
import { useUrlText } from "@/widgets/use-url-text";
import { VirtualGrid, type VirtualGridHandle } from "@/widgets/VirtualGrid";
import { EventCells } from "./EventCells";
import styles from "./EventListView.module.css";

export interface EventListViewProps {
  readonly trace: LoadedTrace;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly exceptionsOnly: boolean;
  readonly onExceptionsOnly: (only: boolean) => void;
  readonly selected: SpanIndex | undefined;
  readonly onSelect: (span: SpanIndex | undefined) => void;
}

/** All events of a trace, by time. */
export function EventListView(props: EventListViewProps) {
  const {
    trace,
    text: inUrl,
    onText,
    exceptionsOnly,
    onExceptionsOnly,
    selected,
    onSelect,
  } = props;
  const { views } = useMessages();
  const words = views.events;
  const formats = useFormats();
  const [text, setText] = useUrlText(inUrl, onText);
  const filter = useMemo(() => ({ text: text.trim(), exceptionsOnly }), [text, exceptionsOnly]);
  const { data: list, problem, retry } = useEventList(trace.handle, filter);
  const grid = useRef<VirtualGridHandle>(null);
  const [cursor, setCursor] = useState<number>();
  const current = useMemo(
    () => Math.max(0, list && cursor !== undefined ? list.event.indexOf(cursor) : 0),
    [list, cursor],
  );
  useRowReturn(grid, selected, current);

  if (problem) return <ProblemAlert title={views.failed} problem={problem} onRetry={retry} />;
  if (!list) {
    return (
      <p role="status" className={styles.wait}>
        {views.working}
        <Busy />
      </p>
    );
  }
  if (list.total === 0) return <p className={styles.wait}>{words.empty}</p>;
  const isFiltered = filter.text !== "" || exceptionsOnly;
  const status = isFiltered
    ? words.found(formats.number(list.event.length), formats.number(list.total))
    : words.all(list.total);
  const columns = ["time", "event", "span", "attributes"] as const;
  return (
    <div className={styles.view}>
      <div className={styles.tools}>
        <FilterField
          label={words.find}
          help={words.findHelp}
          text={text}
          onChange={setText}
          status={status}
        />
        <label className={styles.choice}>
          <input
            type="checkbox"
            checked={exceptionsOnly}
            onChange={(event) => onExceptionsOnly(event.currentTarget.checked)}
          />
          {words.exceptions(list.exceptions)}
        </label>
      </div>
      {list.event.length === 0 ? (
        <p className={styles.wait}>{words.none}</p>
      ) : (
        <VirtualGrid
          ref={grid}
          label={words.table}
          rowCount={list.event.length}
          rowClassName={styles.row}
          current={current}
          onCurrent={(at) => setCursor(list.event[at])}
          onActivate={(at) => {
            const span = list.span[at];
            if (span !== undefined) onSelect(spanIndex(span));
          }}
          onRowKey={(event) => {
            if (event.key !== "Escape" || selected === undefined) return false;
            onSelect(undefined);
            return true;
          }}
          rowAttributes={(at) => ({ "aria-selected": list.span[at] === selected })}
          head={columns.map((column) => (
            <div
              key={column}
              role="columnheader"
              data-column={column}
              data-figure={column === "time" || undefined}
            >
              {words[column]}
            </div>
          ))}
          cells={(at) => <EventCells trace={trace} list={list} at={at} />}
        />
      )}
    </div>
  );
}
