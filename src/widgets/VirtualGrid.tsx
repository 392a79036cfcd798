import {
  useCallback,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
  type HTMLAttributes,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type Ref,
} from "react";
import { gridStep, rowsInWindow } from "./virtual-grid";
import styles from "./VirtualGrid.module.css";
import { VirtualScroller, type VirtualScrollerHandle } from "./VirtualScroller";

/** Height of a row and of the head, as `--row-height`. */
const rowHeight = 24;

export interface VirtualGridHandle {
  /** Brings a row into sight and gives it the focus. */
  goTo(at: number): void;
  /** Brings a row into sight. */
  reveal(at: number): void;
}

/** What a row says of itself besides its cells. */
export type RowAttributes = Pick<
  HTMLAttributes<HTMLDivElement>,
  "aria-level" | "aria-expanded" | "aria-selected" | "aria-label"
>;

export interface VirtualGridProps {
  readonly role?: "grid" | "treegrid";
  readonly label: string;
  /** Without the head. */
  readonly rowCount: number;
  /** Lays the cells of the head and of every row out in columns. */
  readonly rowClassName: string | undefined;
  /** The cells of the head, each with the role "columnheader". */
  readonly head: ReactNode;
  /** The cells of a row, each with the role "gridcell". */
  readonly cells: (at: number) => ReactNode;
  readonly rowAttributes?: (at: number) => RowAttributes;
  /** The row that Tab reaches. */
  readonly current: number;
  readonly onCurrent: (at: number) => void;
  /** A row was clicked, or Enter was pressed in it. */
  readonly onActivate: (at: number, event: MouseEvent | KeyboardEvent) => void;
  /** Keys that mean something else here; true where one did. */
  readonly onRowKey?: (event: KeyboardEvent, at: number) => boolean;
  readonly ref?: Ref<VirtualGridHandle>;
}

/**
 * A grid of any number of rows, of which those in sight are in the document, and the one that Tab
 * reaches. One row has the focus; the arrow keys, Page Up and Down, Home and End move it.
 */
export function VirtualGrid(props: VirtualGridProps) {
  const { role = "grid", label, rowCount, rowClassName, head, cells, rowAttributes, ref } = props;
  const { current, onCurrent, onActivate, onRowKey } = props;
  const scroller = useRef<VirtualScrollerHandle>(null);
  const body = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(0);
  /** The row that gets the focus as soon as it is there. */
  const wantsFocus = useRef<number>(undefined);
  /** What has been scrolled to, also before it is shown. */
  const scrolled = useRef(0);
  const scroll = useCallback((next: number) => {
    scrolled.current = next;
    setTop(next);
  }, []);

  useLayoutEffect(() => {
    const element = body.current;
    if (!element) return undefined;
    const measure = () => setHeight(element.clientHeight);
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, []);

  const reveal = useCallback(
    (at: number) => {
      const view = body.current?.clientHeight ?? 0;
      const before = scrolled.current;
      const rowTop = at * rowHeight;
      const next =
        rowTop < before
          ? rowTop
          : rowTop + rowHeight > before + view
            ? rowTop + rowHeight - view
            : before;
      if (next === before) return;
      scroller.current?.scrollTo(next);
      scroll(next);
    },
    [scroll],
  );
  const focusWanted = () => {
    const row = body.current?.querySelector<HTMLElement>(`[data-at="${wantsFocus.current}"]`);
    if (!row) return;
    wantsFocus.current = undefined;
    row.focus({ preventScroll: true });
  };
  const moveTo = (at: number) => {
    if (at < 0 || at >= rowCount) return;
    wantsFocus.current = at;
    reveal(at);
    onCurrent(at);
    focusWanted();
  };
  const latest = useRef(moveTo);
  useLayoutEffect(() => {
    latest.current = moveTo;
  });
  useImperativeHandle(ref, () => ({ goTo: (at) => latest.current(at), reveal }), [reveal]);
  useLayoutEffect(() => {
    if (wantsFocus.current !== undefined) focusWanted();
  });
  // Fewer rows than before: the scroller has moved by itself.
  useLayoutEffect(() => {
    const most = Math.max(0, rowCount * rowHeight - height);
    if (height > 0 && scrolled.current > most) {
      scroller.current?.scrollTo(most);
      scroll(most);
    }
  }, [rowCount, height, scroll]);

  const atOf = (target: EventTarget): number | undefined => {
    const row = target instanceof Element ? target.closest<HTMLElement>("[data-at]") : null;
    return row ? Number(row.dataset["at"]) : undefined;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const at = atOf(event.target);
    // Controls within a row have keys of their own.
    if (at === undefined || !(event.target as Element).matches("[data-at]")) return;
    if (onRowKey?.(event, at)) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Enter") onActivate(at, event);
    else {
      const page = Math.max(1, Math.floor(height / rowHeight) - 1);
      const to = gridStep(event.key, { at, rowCount, page });
      if (to === undefined) return;
      moveTo(to);
    }
    event.preventDefault();
    event.stopPropagation();
  };
  const onClick = (event: MouseEvent) => {
    const at = atOf(event.target);
    if (at === undefined) return;
    onCurrent(at);
    onActivate(at, event);
  };
  const onFocus = (event: { readonly target: EventTarget }) => {
    const at = atOf(event.target);
    if (at !== undefined && at !== current) onCurrent(at);
  };

  const rows = rowsInWindow({ top, height, rowHeight, rowCount }, current);
  return (
    <VirtualScroller ref={scroller} contentHeight={(rowCount + 1) * rowHeight} onScroll={scroll}>
      {/* The rows have the focus, one at a time; the grid itself only listens to them. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div
        role={role}
        aria-label={label}
        aria-rowcount={rowCount + 1}
        aria-readonly="true"
        className={styles.grid}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onFocus={onFocus}
      >
        <div role="rowgroup" className={styles.head}>
          <div
            role="row"
            aria-rowindex={1}
            className={[styles.headRow, rowClassName].filter(Boolean).join(" ")}
          >
            {head}
          </div>
        </div>
        <div role="rowgroup" ref={body} className={styles.body}>
          {rows.map((at) => (
            <div
              key={at}
              role="row"
              aria-rowindex={at + 2}
              {...rowAttributes?.(at)}
              data-at={at}
              data-odd={at % 2 === 1 || undefined}
              tabIndex={at === current ? 0 : -1}
              className={[styles.row, rowClassName].filter(Boolean).join(" ")}
              style={{ top: at * rowHeight - top }}
            >
              {cells(at)}
            </div>
          ))}
        </div>
      </div>
    </VirtualScroller>
  );
}
