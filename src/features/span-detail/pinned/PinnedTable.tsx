import { Fragment, useState, type CSSProperties } from "react";
import type { SpanIndex } from "@/model/indexes";
import { ServiceMark } from "@/trace-ui/ServiceMark";
import { shortText } from "@/trace-ui/short-text";
import { IconButton } from "@/widgets/IconButton";
import { LongText } from "@/widgets/LongText";
import { visibleLine } from "@/widgets/visible-text";
import { ShowMore } from "../ShowMore";
import { useLongTextLabels } from "../use-long-text-labels";
import { ValueView } from "../ValueView";
import { cellText, changeText, groupName, rowName, type PinnedWords } from "./cell-text";
import type { PinnedCell, PinnedDifference, PinnedRow } from "./pinned-rows";
import type { PinnedColumn } from "./PinnedSpans";
import styles from "./PinnedSpans.module.css";

const step = 100;
const longestKey = 120;

interface PinnedTableProps {
  readonly columns: readonly PinnedColumn[];
  /** With a cell for each column whose facts are known. */
  readonly rows: readonly PinnedRow[];
  readonly words: PinnedWords;
  readonly canPin: boolean;
  readonly onToggle: (span: SpanIndex) => void;
  readonly onGoTo: (span: SpanIndex) => void;
}

/** Keys down, spans across; one below the other where it is narrow. A hundred rows at a time. */
export function PinnedTable(props: PinnedTableProps) {
  const { columns, rows, words } = props;
  const { pinned, spanDetail } = words.messages;
  const [limit, setLimit] = useState(step);
  const shown = rows.slice(0, limit);
  const known = columns.filter(({ facts }) => facts !== undefined);
  const first = known[0]?.letter ?? "";
  const hasGroups = rows.some(
    ({ group }) => !["span", "resource", "scope", "other"].includes(group),
  );
  return (
    <div className={styles.scroll}>
      <table
        className={styles.table}
        style={{ "--columns": columns.length } as CSSProperties}
        aria-label={pinned.table}
      >
        <thead>
          <tr>
            <th scope="col" className={styles.corner}>
              <span className="visually-hidden">{spanDetail.attributes.key}</span>
            </th>
            {columns.map((column) => (
              <ColumnHead key={column.letter} {...props} column={column} />
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row, i) => (
            <Fragment key={row.id}>
              {row.group !== shown[i - 1]?.group && (
                <GroupHead
                  name={groupName(row.group, hasGroups, words)}
                  columnCount={columns.length}
                />
              )}
              <tr className={styles.row} data-differs={row.differs || undefined}>
                <th scope="row" className={styles.key}>
                  <bdi>{visibleLine(shortText(rowName(row, words), longestKey))}</bdi>
                </th>
                {columns.map((column) => {
                  const place = known.indexOf(column);
                  return (
                    <td key={column.letter} data-difference={row.differences[place]?.type}>
                      <span className={styles.letter} aria-hidden="true">
                        {column.letter}
                      </span>
                      <div className={styles.cell}>
                        <CellView
                          row={row}
                          cell={row.cells[place]}
                          difference={row.differences[place]}
                          first={first}
                          words={words}
                        />
                      </div>
                    </td>
                  );
                })}
              </tr>
            </Fragment>
          ))}
        </tbody>
      </table>
      {rows.length === 0 && known.length > 1 && (
        <p className={styles.note}>{pinned.noDifference}</p>
      )}
      <ShowMore
        shown={Math.min(limit, rows.length)}
        total={rows.length}
        step={step}
        onShow={setLimit}
      />
    </div>
  );
}

function GroupHead(props: { readonly name: string | undefined; readonly columnCount: number }) {
  return (
    props.name !== undefined && (
      <tr className={styles.group}>
        <th scope="colgroup" colSpan={props.columnCount + 1}>
          <span>{props.name}</span>
        </th>
      </tr>
    )
  );
}

interface ColumnHeadProps extends PinnedTableProps {
  readonly column: PinnedColumn;
}

/** Which span a column is of, the way to it, and the way out. */
function ColumnHead({ column, words, canPin, onToggle, onGoTo }: ColumnHeadProps) {
  const { pinned, spanDetail } = words.messages;
  const { letter, span, isPinned, hasFailed } = column;
  const service = visibleLine(shortText(column.service, longestKey)) || spanDetail.noService;
  const name = visibleLine(shortText(column.name, longestKey)) || spanDetail.noName;
  return (
    <th scope="col" className={styles.head}>
      <div className={styles.headLine}>
        <span className={styles.letter}>{letter}</span>
        <button
          type="button"
          className={styles.goTo}
          title={pinned.goTo(letter)}
          onClick={() => onGoTo(span)}
        >
          <ServiceMark service={column.service} />
          <span className={styles.headName}>
            <bdi>{spanDetail.spanWithService(service, name)}</bdi>
          </span>
        </button>
        {!isPinned && <span className={styles.selected}>{pinned.selected}</span>}
        {(isPinned || canPin) && (
          <IconButton
            size="s"
            label={isPinned ? pinned.unpinOne(letter) : pinned.pinOne(letter)}
            icon={
              <svg viewBox="0 0 16 16" className={styles.icon}>
                <path d={isPinned ? "M4 4l8 8M12 4l-8 8" : "M8 3v10M3 8h10"} />
              </svg>
            }
            onClick={() => onToggle(span)}
          />
        )}
      </div>
      {hasFailed && <p className={styles.failed}>{pinned.failed}</p>}
    </th>
  );
}

interface CellViewProps {
  readonly row: PinnedRow;
  readonly cell: PinnedCell | undefined;
  readonly difference: PinnedDifference | undefined;
  /** The letter of the span that this one is compared with. */
  readonly first: string;
  readonly words: PinnedWords;
}

/** What a span has in a row, and by a sign how that differs from the first one's. */
function CellView({ row, cell, difference, first, words }: CellViewProps) {
  const labels = useLongTextLabels();
  const { differences } = words.messages.pinned;
  if (!difference) return null;
  const change = changeText(difference, words);
  const isMore = difference.type === "change" && difference.by > 0;
  return (
    <>
      {difference.type === "other" && <Sign sign="≠" text={differences.other(first)} />}
      {difference.type === "added" && <Sign sign="+" text={differences.added(first)} />}
      {difference.type === "absent" && <Sign sign="−" text={differences.absent(first)} />}
      {cell?.type === "value" && <ValueView value={cell.value} name={row.key} />}
      {cell?.type === "text" && <LongText source={cell.text} labels={labels} />}
      {cell && cell.type !== "value" && cell.type !== "text" && (
        <span
          className={styles.figure}
          data-status={cell.type === "status" ? cell.name : undefined}
        >
          {cellText(cell, words)}
        </span>
      )}
      {change !== undefined && (
        <span className={styles.change} data-trend={isMore ? "more" : "less"}>
          {change}
        </span>
      )}
    </>
  );
}

function Sign({ sign, text }: { readonly sign: string; readonly text: string }) {
  return (
    <>
      <span className={styles.sign} title={text} aria-hidden="true">
        {sign}
      </span>
      <span className="visually-hidden">{text}: </span>
    </>
  );
}
