import { spanIndex } from "@/model/indexes";
import { spanName, spanService } from "@/model/span-search";
import type { TraceCore } from "@/model/trace";
import type { TraceComparison } from "../comparison";

/** True where the spans of a row differ in number or in what they are called. */
export const differsInShape = ({ a, b, renamed }: TraceComparison, row: number): boolean =>
  a.count[row] !== b.count[row] || renamed[row] === 1;

/** True where anything that a row has of A and of B differs. */
export const differs = (result: TraceComparison, row: number): boolean =>
  differsInShape(result, row) ||
  result.a.totalNs[row] !== result.b.totalNs[row] ||
  result.a.selfNs[row] !== result.b.selfNs[row] ||
  result.a.pathNs[row] !== result.b.pathNs[row] ||
  result.a.errors[row] !== result.b.errors[row];

/** The rows that differ: in shape, unless said otherwise. */
export function differences(
  result: TraceComparison,
  isDifferent = (row: number): boolean => differsInShape(result, row),
): number[] {
  return Array.from(result.parent, (_, row) => row).filter(isDifferent);
}

/** What the rows are called in A and in B, in order of text. */
export function labelsOf(result: TraceComparison, a: TraceCore, b: TraceCore): string[] {
  return outline(result, a, b)
    .map((line) => line.slice(line.indexOf("|") + 1, line.lastIndexOf("|")).trim())
    .sort();
}

/** The rows as text, with the rows above each: comparable whatever the order of siblings. */
export function outline(result: TraceComparison, a: TraceCore, b: TraceCore): string[] {
  const lines: string[] = [];
  const label = (core: TraceCore, span: number | undefined): string =>
    span === undefined
      ? "–"
      : `${spanService(core, spanIndex(span))}: ${spanName(core, spanIndex(span))}`;
  for (let row = 0; row < result.length; row += 1) {
    const sides = [
      [a, result.a],
      [b, result.b],
    ] as const;
    const labels = sides.map(([core, { offset, spans, count }]) =>
      label(core, count[row] === 0 ? undefined : spans[offset[row] ?? 0]),
    );
    const figures = sides.map(([, { offset, spans, count, totalNs, selfNs, errors }]) =>
      [
        spans.subarray(offset[row], offset[row + 1]).join(),
        count[row],
        totalNs[row],
        selfNs[row],
        errors[row],
      ].join(" "),
    );
    lines.push(`${result.depth[row]} | ${labels.join(" / ")} | ${figures.join(" / ")}`);
  }
  return lines.sort();
}
