import { useEffect, useState } from "react";
import { createPortal, flushSync } from "react-dom";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import { watchPrinting, wearLightTheme } from "@/trace-ui/printing";
import type { Compared } from "./compared";
import { ComparisonSummary } from "./ComparisonSummary";
import styles from "./PrintedComparison.module.css";
import { rowFacts } from "./row-facts";
import { traceName } from "./trace-name";

/** No more go on paper: some thirty sheets. */
const printedAtMost = 1500;

/**
 * What goes on paper in place of the page: the summary and all rows that filters and closed rows
 * leave, not those alone that the window has room for. Made when the page is about to be printed.
 */
export function PrintedComparison(props: {
  readonly compared: Compared;
  readonly rows: Uint32Array;
}) {
  const [isPrinting, setPrinting] = useState(false);
  useEffect(() => {
    let takeOff = () => {};
    return watchPrinting(
      () => {
        takeOff = wearLightTheme();
        flushSync(() => setPrinting(true));
      },
      () => {
        takeOff();
        setPrinting(false);
      },
    );
  }, []);
  return isPrinting ? createPortal(<Paper {...props} />, document.body) : null;
}

function Paper({ compared, rows }: { readonly compared: Compared; readonly rows: Uint32Array }) {
  const words = useMessages().compare;
  const formats = useFormats();
  const { grid } = words;
  const printed = rows.subarray(0, printedAtMost);
  return (
    <div className={styles.paper} data-paper="">
      <h1>{words.markdown.title}</h1>
      <ol className={styles.traces}>
        {([compared.a, compared.b] as const).map(({ core }, side) => (
          <li key={side === 0 ? "a" : "b"}>
            {side === 0 ? grid.a : grid.b} <bdi>{traceName(core, grid)}</bdi>{" "}
            <code>{core.traceId}</code>
          </li>
        ))}
      </ol>
      <ComparisonSummary compared={compared} onRow={() => undefined} />
      <table className={styles.rows}>
        <thead>
          <tr>
            <th scope="col">{grid.span}</th>
            <th scope="col">{grid.a}</th>
            <th scope="col">{grid.b}</th>
            <th scope="col" colSpan={2}>
              {grid.difference}
            </th>
          </tr>
        </thead>
        <tbody>
          {Array.from(printed, (row) => {
            const facts = rowFacts(compared, row, grid, formats);
            const depth = compared.comparison.depth[row] ?? 0;
            return (
              <tr key={row}>
                <th scope="row" style={{ paddingInlineStart: `${Math.min(depth, 30) * 10}px` }}>
                  <bdi className={styles.service}>{facts.service}</bdi> <bdi>{facts.name}</bdi>
                  {facts.renamed !== undefined && (
                    <>
                      {" → "}
                      <bdi>{facts.renamed}</bdi>
                    </>
                  )}
                </th>
                <td>
                  {facts.a.times} {facts.a.duration}
                </td>
                <td>
                  {facts.b.times} {facts.b.duration}
                </td>
                <td>{facts.delta}</td>
                <td className={styles.remarks}>{facts.remarks.join(", ")}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {rows.length > printed.length && (
        <p>{words.tools.rows(formats.number(printed.length), formats.number(rows.length))}</p>
      )}
    </div>
  );
}
