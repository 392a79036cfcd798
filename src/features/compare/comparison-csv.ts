import { csvText } from "@/lib/csv";
import { type Compared, namesInRow } from "./compared";

const columns = [
  "depth",
  "service_a",
  "name_a",
  "service_b",
  "name_b",
  "count_a",
  "count_b",
  "total_ns_a",
  "total_ns_b",
  "total_ns_difference",
  "self_ns_a",
  "self_ns_b",
  "self_ns_difference",
  "errors_a",
  "errors_b",
  "errors_difference",
] as const;

/** Every row of a comparison with its figures, times in nanoseconds, as lines of a CSV file. */
export function comparisonCsv(compared: Compared): string[] {
  const { comparison } = compared;
  const { a, b, depth, length } = comparison;
  const lines = [`${columns.join(",")}\r\n`];
  for (let row = 0; row < length; row += 1) {
    const names = (["a", "b"] as const).flatMap((side) => {
      const { service = "", name = "" } = namesInRow(compared, side, row) ?? {};
      return [csvText(service), csvText(name)];
    });
    const pair = (inA: number, inB: number): number[] => [inA, inB, inB - inA];
    const figures = [
      a.count[row] ?? 0,
      b.count[row] ?? 0,
      ...pair(a.totalNs[row] ?? 0, b.totalNs[row] ?? 0),
      ...pair(a.selfNs[row] ?? 0, b.selfNs[row] ?? 0),
      ...pair(a.errors[row] ?? 0, b.errors[row] ?? 0),
    ];
    lines.push(`${[depth[row], ...names, ...figures].join(",")}\r\n`);
  }
  return lines;
}
