import { useMemo } from "react";
import { rowDistribution, type Spread } from "@/derive/row-distribution";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import type { Compared } from "./compared";
import { SidesTable } from "./ComparedValues";
import styles from "./DurationSpread.module.css";

/** How the durations of a row's spans spread in A and in B; nothing for a row of single spans. */
export function DurationSpread({
  compared,
  row,
}: {
  readonly compared: Compared;
  readonly row: number;
}) {
  const words = useMessages().compare.details;
  const formats = useFormats();
  const spread = useMemo(() => {
    const { a, b, comparison } = compared;
    return rowDistribution(
      [comparison.a, comparison.b],
      [a.core.spans.durationNs, b.core.spans.durationNs],
      row,
    );
  }, [compared, row]);
  const { a, b, lowNs, highNs } = spread;
  if (Math.max(a?.count ?? 0, b?.count ?? 0) < 2) return null;
  const most = Math.max(1, ...(a?.bins ?? []), ...(b?.bins ?? []));
  const figures = [
    [words.shortest, a?.minNs, b?.minNs],
    [words.p50, a?.p50Ns, b?.p50Ns],
    [words.p95, a?.p95Ns, b?.p95Ns],
    [words.longest, a?.maxNs, b?.maxNs],
  ] as const;
  const text = (value: number | undefined) => (value === undefined ? "–" : formats.duration(value));
  const counts = words.spreadOf(formats.number(a?.count ?? 0), formats.number(b?.count ?? 0));
  return (
    <div className={styles.spread}>
      <h3>{words.spread}</h3>
      <p className={styles.counts}>{counts}</p>
      <div className={styles.picture} aria-hidden="true">
        {a && <Bins spread={a} most={most} side="a" />}
        {b && <Bins spread={b} most={most} side="b" />}
        <p className={styles.scale}>
          <span>{formats.duration(lowNs)}</span>
          <span>{formats.duration(highNs)}</span>
        </p>
      </div>
      <SidesTable label={words.spread}>
        <tbody>
          {figures.map(([name, inA, inB]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{text(inA)}</td>
              <td>{text(inB)}</td>
            </tr>
          ))}
        </tbody>
      </SidesTable>
    </div>
  );
}

function Bins(props: { readonly spread: Spread; readonly most: number; readonly side: "a" | "b" }) {
  const { spread, most, side } = props;
  return (
    <div className={styles.bins} data-side={side}>
      {Array.from(spread.bins, (count, bin) => (
        // One span is seen too.
        <span
          key={bin}
          style={{ height: count === 0 ? 0 : `${Math.max(8, (count / most) * 100)}%` }}
        />
      ))}
    </div>
  );
}
