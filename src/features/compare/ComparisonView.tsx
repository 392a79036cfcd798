import { Tabs } from "@base-ui/react/tabs";
import {
  startTransition,
  useCallback,
  useDeferredValue,
  useEffect,
  useRef,
  useState,
  type ReactNode,
} from "react";
import { useMessages } from "@/i18n/I18nProvider";
import { cssPx, type CssPx } from "@/lib/units";
import type { Compared } from "./compared";
import { ComparisonRows, type ComparisonRowsHandle } from "./ComparisonRows";
import { ComparisonSummary } from "./ComparisonSummary";
import styles from "./ComparisonView.module.css";
import type { RowDetailsProps } from "./RowDetails";

/** What is shown of a comparison, as the URL has it; absent means default. */
export interface ComparisonParams {
  /** The way it is shown: rows, where it is absent. */
  readonly mode?: string;
  /** "any", or a share of the longer trace in percent. */
  readonly diff?: string;
  /** "difference": siblings that differ most come first. */
  readonly order?: string;
  readonly collapsed?: string;
  /** "parent": B's bars are moved so that the row above begins where it does in A. */
  readonly align?: "parent";
  /** The bars show the critical path, or self times. */
  readonly critical?: "1";
  readonly self?: "1";
  /** Text that is looked for. */
  readonly uiFind?: string;
  /** Time in sight, "start-end" in nanoseconds. */
  readonly range?: string;
}

export type ComparisonChange = {
  readonly [Name in keyof ComparisonParams]?: ComparisonParams[Name] | undefined;
};

/** Another way to show the comparison than as rows, made by the page. */
export interface ComparisonMode {
  readonly name: string;
  readonly title: string;
  /** Made only while it is shown. */
  readonly content: ReactNode;
}

export interface ComparisonViewProps {
  readonly compared: Compared;
  readonly params: ComparisonParams;
  readonly onParams: (change: ComparisonChange) => void;
  /** Row whose details are open. */
  readonly selected: number | undefined;
  readonly onSelect: (row: number | undefined) => void;
  readonly onSave: (bytes: Blob, name: string) => void;
  readonly spanLink: RowDetailsProps["spanLink"];
  /** The subtrees of a span of A and one of B are to be compared. */
  readonly onSubtrees: RowDetailsProps["onSubtrees"];
  readonly modes: readonly ComparisonMode[];
}

/** A comparison: the summary, and below it the rows, or what else it is shown as. */
export function ComparisonView(props: ComparisonViewProps) {
  const { compared, params, onParams, modes } = props;
  const words = useMessages().compare;
  const rows = useRef<ComparisonRowsHandle>(null);
  /** A row to go to once there are rows. */
  const wanted = useRef<number>(undefined);
  const rowsRef = useCallback((handle: ComparisonRowsHandle | null) => {
    rows.current = handle;
    if (!handle || wanted.current === undefined) return;
    handle.goTo(wanted.current);
    wanted.current = undefined;
  }, []);
  const known = ["side", ...modes.map(({ name }) => name)];
  const mode = params.mode !== undefined && known.includes(params.mode) ? params.mode : "rows";
  // The tab changes at once; what it shows is made in slices and then takes the place of the other.
  const shown = useDeferredValue(mode);
  const layout = shown === "side" ? "side" : "rows";
  const panel = useRef<HTMLDivElement>(null);
  // What was compared is summed up at once. What it is shown as comes when that is on the screen,
  // and in slices: large traces would hold up the page with both in one go.
  const [room, setRoom] = useState<CssPx>();
  useEffect(() => {
    const height = panel.current?.clientHeight ?? 0;
    startTransition(() => setRoom(cssPx(height)));
  }, []);
  const showRow = (row: number) => {
    if (rows.current) rows.current.goTo(row);
    else {
      // Only rows show a row.
      wanted.current = row;
      onParams({ mode: undefined });
    }
  };
  const tabs = [
    { name: "rows", title: words.modes.rows },
    { name: "side", title: words.modes.side },
    ...modes,
  ];
  return (
    <Tabs.Root
      value={mode}
      onValueChange={(next: string) => onParams({ mode: next === "rows" ? undefined : next })}
      className={styles.view}
    >
      <ComparisonSummary compared={compared} onRow={showRow} />
      <Tabs.List aria-label={words.modes.label} className={styles.tabs}>
        {tabs.map(({ name, title }) => (
          <Tabs.Tab key={name} value={name} className={styles.tab}>
            {title}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value={mode} className={styles.panel} tabIndex={-1} ref={panel}>
        {room !== undefined &&
          (shown === layout ? (
            <ComparisonRows {...props} layout={layout} room={room} ref={rowsRef} />
          ) : (
            modes.find(({ name }) => name === shown)?.content
          ))}
      </Tabs.Panel>
    </Tabs.Root>
  );
}
