import { formatQuery } from "@/derive/span-query";
import type { SpanTable } from "@/model/span-table";
import { SpanFlag, SpanKind, StatusCode } from "@/model/span-table";
import {
  errorStep,
  firstHeatStep,
  heatStepOf,
  heatSteps,
  noValueStep,
  okStep,
} from "@/trace-ui/bar-colors";
import { serviceColorIndex } from "@/trace-ui/service-colors";

/** One colour of the bars, and which spans have it. */
export interface LegendEntry {
  readonly step: number;
  /** A kind, a status, or the value of an attribute; undefined: without a value. */
  readonly label: string | undefined;
  readonly count: number;
  /** Finds these spans; undefined where no query does. */
  readonly query: string | undefined;
}

export interface BarColoring {
  /** Palette step of every span. */
  readonly colors: Uint8Array;
  /** The most frequent first; in order of share for shares. */
  readonly legend: readonly LegendEntry[];
}

/** Colours of kinds that are far apart in the palette. */
const kindSteps: ReadonlyMap<number, number> = new Map([
  [SpanKind.Internal, 9],
  [SpanKind.Server, 17],
  [SpanKind.Client, 8],
  [SpanKind.Producer, 14],
  [SpanKind.Consumer, 6],
]);
const kindNames: ReadonlyMap<number, string> = new Map([
  [SpanKind.Internal, "internal"],
  [SpanKind.Server, "server"],
  [SpanKind.Client, "client"],
  [SpanKind.Producer, "producer"],
  [SpanKind.Consumer, "consumer"],
]);

/** The colours of spans by the group of each, and how many are in each group. O(spans). */
function colorsOf(length: number, groupOf: Uint8Array | Uint32Array, stepOf: Uint8Array) {
  const counts = new Uint32Array(stepOf.length);
  const colors = new Uint8Array(length);
  // Not `Uint8Array.from`: with a function, it takes half a second for a million spans.
  for (let row = 0; row < length; row += 1) {
    const group = groupOf[row] ?? 0;
    counts[group] = (counts[group] ?? 0) + 1;
    colors[row] = stepOf[group] ?? noValueStep;
  }
  return { colors, counts };
}

export function colorsByKind(spans: SpanTable): BarColoring {
  const stepOf = Uint8Array.from({ length: 256 }, (_, kind) => kindSteps.get(kind) ?? noValueStep);
  const { colors, counts } = colorsOf(spans.length, spans.kind, stepOf);
  const legend = Array.from(counts, (count, kind) => {
    const label = kindNames.get(kind);
    const query = label === undefined ? undefined : `kind=${label}`;
    return { step: stepOf[kind] ?? noValueStep, label, count, query };
  });
  return {
    colors,
    legend: legend.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count),
  };
}

export function colorsByStatus(spans: SpanTable): BarColoring {
  const counts = [0, 0, 0];
  const colors = new Uint8Array(spans.length);
  const steps = [noValueStep, okStep, errorStep];
  for (let row = 0; row < spans.length; row += 1) {
    const isError = ((spans.flags[row] ?? 0) & SpanFlag.Error) !== 0;
    const isOk = spans.statusCode[row] === StatusCode.Ok;
    const status = isError ? StatusCode.Error : isOk ? StatusCode.Ok : StatusCode.Unset;
    counts[status] = (counts[status] ?? 0) + 1;
    colors[row] = steps[status] ?? noValueStep;
  }
  const legend = ["unset", "ok", "error"].map((label, status) => ({
    step: steps[status] ?? noValueStep,
    label,
    count: counts[status] ?? 0,
    query: `status=${label}`,
  }));
  return { colors, legend: legend.filter(({ count }) => count > 0) };
}

/** By self time as a share of the span's duration; a span of no length is all its own. */
export function colorsBySelfTime(spans: SpanTable, selfTimes: Float64Array): BarColoring {
  const counts = Array.from({ length: heatSteps }, () => 0);
  const colors = new Uint8Array(spans.length);
  for (let row = 0; row < spans.length; row += 1) {
    const duration = spans.durationNs[row] ?? 0;
    const step = heatStepOf(duration === 0 ? 1 : (selfTimes[row] ?? 0) / duration);
    colors[row] = step;
    counts[step - firstHeatStep] = (counts[step - firstHeatStep] ?? 0) + 1;
  }
  const legend = counts.map((count, i) => ({
    step: firstHeatStep + i,
    label: `${(i * 100) / heatSteps}–${((i + 1) * 100) / heatSteps} %`,
    count,
    query: undefined,
  }));
  return { colors, legend };
}

export function colorsByAttribute(
  key: string,
  groups: { readonly ofSpan: Uint32Array; readonly labels: readonly (string | undefined)[] },
): BarColoring {
  const steps = Uint8Array.from(groups.labels, (label) =>
    label === undefined ? noValueStep : serviceColorIndex(label),
  );
  const { colors, counts } = colorsOf(groups.ofSpan.length, groups.ofSpan, steps);
  const legend = groups.labels.map((label, group) => ({
    step: steps[group] ?? noValueStep,
    label,
    count: counts[group] ?? 0,
    query:
      label === undefined
        ? undefined
        : formatQuery({ type: "compare", field: "attribute", key, operator: "=", value: label }),
  }));
  return { colors, legend: legend.sort((a, b) => b.count - a.count) };
}
