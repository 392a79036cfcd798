import type { TraceSummary } from "@/model/trace-summary";
import { noFilter } from "@/state/result-filter";
import type { ChartRange } from "./chart-range";
import { inRange } from "./filter-results";
import { cellPx, heatLevels, type HeatCell } from "./scatter-heat";
import type { ScatterScene } from "./scatter-scene";

/** One SVG path of a chart, by what it draws: the name of its style. */
export interface ChartPath {
  readonly kind: string;
  readonly d: string;
}

/** Two decimals, as SVG paths want them. */
const px = (value: number) => Math.round(value * 100) / 100;

const named = (paths: readonly (readonly [string, string])[]): readonly ChartPath[] =>
  paths.flatMap(([kind, d]) => (d === "" ? [] : [{ kind, d }]));

/** Points: dots, and diamonds for traces with errors; those out of range are faint dots. */
function points(
  scene: ScatterScene,
  summaries: readonly TraceSummary[],
  range: ChartRange,
): readonly ChartPath[] {
  const filter = { ...noFilter, ...range };
  let [fine, failed, outside] = ["", "", ""];
  summaries.forEach((summary, i) => {
    const x = px(scene.x[i] ?? 0);
    const y = px(scene.y[i] ?? 0);
    if (!inRange(summary, filter)) outside += `M${x} ${y}h0`;
    else if (summary.errorCount > 0) failed += `M${x} ${y - 4.5}l4.5 4.5l-4.5 4.5l-4.5-4.5z`;
    else fine += `M${x} ${y}h0`;
  });
  return named([
    ["outside", outside],
    ["fine", fine],
    ["failed", failed],
  ]);
}

/** Cells by level; those with errors have a diamond of their own on top. */
function heat(cells: readonly HeatCell[]): readonly ChartPath[] {
  const levels = Array.from({ length: heatLevels }, () => "");
  let failed = "";
  const half = cellPx / 2;
  for (const { x, y, level, errors } of cells) {
    levels[level] += `M${x} ${y}h${cellPx}v${cellPx}h${-cellPx}z`;
    if (errors > 0)
      failed += `M${x + half} ${y}l${half} ${half}l${-half} ${half}l${-half} ${-half}z`;
  }
  return named([
    ...levels.map((d, level): readonly [string, string] => [`heat${level}`, d]),
    ["failed", failed],
  ]);
}

export const chartPaths = { points, heat };
