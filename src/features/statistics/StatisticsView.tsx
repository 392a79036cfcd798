import { useMemo, useState, type FormEvent } from "react";
import type { GroupKey } from "@/derive/span-groups";
import type { TraceHandle } from "@/engine/trace-engine";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import { readOrder, writeOrder } from "@/lib/table-order";
import { useStatistics } from "@/queries/analysis";
import { shortText } from "@/trace-ui/short-text";
import { serviceColor } from "@/trace-ui/service-colors";
import { Button } from "@/widgets/Button";
import { Select } from "@/widgets/Select";
import { SortMark } from "@/widgets/SortMark";
import { formatGroupKey, groupQuery, parseGroupKey } from "./group-key";
import { columns, figure, orderedRows, usualOrder, type Column } from "./statistics-rows";
import styles from "./StatisticsView.module.css";

export interface StatisticsViewProps {
  readonly handle: TraceHandle;
  /** As `parseGroupKey` reads it. */
  readonly by: string | undefined;
  readonly thenBy: string | undefined;
  readonly onGroup: (by: string | undefined, thenBy: string | undefined) => void;
  /** As `readOrder` reads it. */
  readonly sort: string | undefined;
  readonly onSort: (sort: string | undefined) => void;
  /** Shows the spans that a text finds. */
  readonly onFind: (text: string) => void;
}

const rowsAtFirst = 200;
const rowsMore = 1000;

/** The spans of a trace in groups, with their figures, in a table that can be put in order. */
export function StatisticsView(props: StatisticsViewProps) {
  const { handle, by, thenBy, onGroup, sort, onSort, onFind } = props;
  const words = useMessages().timeline.statistics;
  const formats = useFormats();
  const order = useMemo(() => readOrder(sort, columns, usualOrder), [sort]);
  const [limit, setLimit] = useState(rowsAtFirst);
  const first = useMemo<GroupKey>(() => parseGroupKey(by) ?? { by: "service" }, [by]);
  const second = useMemo(() => parseGroupKey(thenBy), [thenBy]);
  const keys = useMemo(() => [first, ...(second ? [second] : [])], [first, second]);
  const { data, problem } = useStatistics(handle, first, second);
  const rows = useMemo(() => (data ? orderedRows(data, order) : []), [data, order]);
  const selfOfAll = useMemo(
    () => data?.groups.reduce((sum, { selfTotalNs }) => sum + selfTotalNs, 0) ?? 0,
    [data],
  );
  const sortBy = (column: Column) => {
    const descending = order.column === column ? !order.descending : column !== "group";
    onSort(writeOrder({ column, descending }, usualOrder));
  };
  const listed = data && data.groupCount > data.groups.length;
  return (
    <div className={styles.view}>
      <div className={styles.controls}>
        <KeyChoice
          key={`by ${by}`}
          label={words.by}
          value={first}
          onChange={(key) => onGroup(key && formatGroupKey(key), thenBy)}
        />
        <KeyChoice
          key={`then ${thenBy}`}
          label={words.thenBy}
          value={second}
          optional
          onChange={(key) => onGroup(by, key && formatGroupKey(key))}
        />
        <span role="status" className={styles.status}>
          {problem
            ? words.failed
            : !data
              ? words.working
              : listed
                ? words.listed(formats.number(data.groups.length), formats.number(data.groupCount))
                : words.groups(data.groupCount)}
        </span>
      </div>
      {/* A table that is wider or longer than its place scrolls, also by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={styles.scroll} tabIndex={0} role="region" aria-label={words.label}>
        <table className={styles.table} aria-label={words.label}>
          <thead>
            <tr>
              {columns.map((column) => (
                <th
                  key={column}
                  scope="col"
                  aria-sort={
                    order.column !== column
                      ? undefined
                      : order.descending
                        ? "descending"
                        : "ascending"
                  }
                  title={column === "selfShare" ? words.selfShareHelp : undefined}
                >
                  <button type="button" className={styles.sort} onClick={() => sortBy(column)}>
                    {words[column]}
                    {order.column === column && <SortMark descending={order.descending} />}
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, limit).map(({ group, isPart }, position) => (
              // Groups have no other name than their path, which may hold anything.
              <tr key={position} data-part={isPart || undefined}>
                <th scope="row">
                  <GroupName
                    path={group.path}
                    keys={keys}
                    by={(isPart ? second : first)?.by ?? "service"}
                    onFind={onFind}
                  />
                </th>
                {columns.slice(1).map((column) => {
                  if (column === "group") return null;
                  const value = figure(group, column, selfOfAll);
                  return (
                    <td key={column} data-error={(column === "errors" && value > 0) || undefined}>
                      {column === "count" || column === "errors"
                        ? formats.number(value)
                        : column === "selfShare"
                          ? // Of groups that are not listed, nothing is known to compare with.
                            listed
                            ? "–"
                            : formats.percent(Math.round(value * 1000) / 1000)
                          : formats.duration(Math.round(value))}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
        {rows.length > limit && (
          <Button size="s" className={styles.more} onClick={() => setLimit(limit + rowsMore)}>
            {words.more(Math.min(rowsMore, rows.length - limit))}
          </Button>
        )}
        {data && <p className={styles.note}>{words.exact}</p>}
      </div>
    </div>
  );
}

interface GroupNameProps {
  readonly path: readonly (string | undefined)[];
  readonly keys: readonly GroupKey[];
  readonly by: GroupKey["by"];
  readonly onFind: (text: string) => void;
}

/** What a group is called; pressing it shows its spans. */
function GroupName({ path, keys, by, onFind }: GroupNameProps) {
  const { timeline, views } = useMessages();
  const words = timeline.statistics;
  const label = path.at(-1);
  const nameless = { service: views.unknownService, name: views.noName, attribute: words.empty };
  const text = label === undefined ? words.without : shortText(label) || nameless[by];
  const query = groupQuery(keys, path);
  const face = (
    <>
      {by === "service" && <i style={{ background: serviceColor(label ?? "") }} />}
      <bdi>{text}</bdi>
    </>
  );
  if (query === undefined) return <span className={styles.name}>{face}</span>;
  return (
    <button
      type="button"
      className={styles.name}
      title={words.find(text)}
      onClick={() => onFind(query)}
    >
      {face}
    </button>
  );
}

interface KeyChoiceProps {
  readonly label: string;
  readonly value: GroupKey | undefined;
  readonly optional?: boolean;
  readonly onChange: (key: GroupKey | undefined) => void;
}

/** Service, span name, or an attribute whose key is typed. */
function KeyChoice({ label, value, optional = false, onChange }: KeyChoiceProps) {
  const words = useMessages().timeline.statistics;
  const [kind, setKind] = useState<GroupKey["by"] | "nothing">(value?.by ?? "nothing");
  const [key, setKey] = useState(value?.by === "attribute" ? value.key : "");
  const choose = (next: GroupKey["by"] | "nothing") => {
    setKind(next);
    if (next === "attribute") return;
    onChange(next === "nothing" ? undefined : { by: next });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (key !== "") onChange({ by: "attribute", key });
  };
  return (
    <form className={styles.choice} onSubmit={submit}>
      <label>
        {label}
        <Select
          value={kind}
          options={[
            ...(optional ? [{ value: "nothing", label: words.nothing } as const] : []),
            { value: "service", label: words.service },
            { value: "name", label: words.name },
            { value: "attribute", label: words.attribute },
          ]}
          onValueChange={choose}
        />
      </label>
      {kind === "attribute" && (
        <input
          type="text"
          aria-label={`${label}: ${words.attributeKey}`}
          placeholder="http.route"
          value={key}
          spellCheck={false}
          onChange={(event) => setKey(event.target.value)}
          onBlur={submit}
        />
      )}
    </form>
  );
}
