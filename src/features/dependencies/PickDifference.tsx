import { useFormats, useMessages } from "@/i18n/I18nProvider";
import type { EdgeFigures, NodeFigures, Sides } from "@/model/service-graph";
import styles from "./PickDifference.module.css";
import { signed } from "./signed";

type Format = (value: number) => string;
interface Line {
  readonly term: string;
  readonly a: number | undefined;
  readonly b: number | undefined;
  readonly format: Format;
}

/** What two graphs have of a node, and the difference. */
export function NodeDifference({ sides: { a, b } }: { readonly sides: Sides<NodeFigures> }) {
  const words = useMessages().graphDiff.panel;
  const { number, duration } = useFormats();
  return (
    <Difference
      lines={[
        { term: words.spans, a: a?.spans, b: b?.spans, format: number },
        { term: words.errors, a: a?.errors, b: b?.errors, format: number },
        { term: words.self, a: a?.selfNs, b: b?.selfNs, format: duration },
      ]}
    />
  );
}

/** What two graphs have of an edge, and the difference. */
export function EdgeDifference({ sides: { a, b } }: { readonly sides: Sides<EdgeFigures> }) {
  const words = useMessages().graphDiff.panel;
  const { number, duration, percent } = useFormats();
  const share = (side: EdgeFigures | undefined) =>
    side?.errors === undefined ? undefined : side.errors / side.calls;
  const latency = (figure: "p50Ns" | "p95Ns" | "maxNs") => ({
    a: a?.latency?.[figure],
    b: b?.latency?.[figure],
    format: duration,
  });
  return (
    <Difference
      lines={[
        { term: words.calls, a: a?.calls, b: b?.calls, format: number },
        { term: words.errors, a: a?.errors, b: b?.errors, format: number },
        { term: words.share, a: share(a), b: share(b), format: percent },
        { term: words.p50, ...latency("p50Ns") },
        { term: words.p95, ...latency("p95Ns") },
        { term: words.max, ...latency("maxNs") },
        { term: words.queue, a: a?.queue?.p95Ns, b: b?.queue?.p95Ns, format: duration },
      ]}
    />
  );
}

function Difference({ lines }: { readonly lines: readonly Line[] }) {
  const { table, panel } = useMessages().graphDiff;
  const text = (value: number | undefined, format: Format) =>
    value === undefined ? "–" : format(value);
  const known = lines.filter(({ a, b }) => a !== undefined || b !== undefined);
  if (known.length === 0) return null;
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{panel.figure}</th>
          <th scope="col">{table.a}</th>
          <th scope="col">{table.b}</th>
          <th scope="col">{table.delta}</th>
        </tr>
      </thead>
      <tbody>
        {known.map(({ term, a, b, format }) => (
          <tr key={term}>
            <th scope="row">{term}</th>
            <td>{text(a, format)}</td>
            <td>{text(b, format)}</td>
            <td>{a === undefined || b === undefined ? "–" : signed(b - a, format)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
