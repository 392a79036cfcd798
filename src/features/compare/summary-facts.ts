import type { Change, OnlyIn } from "@/derive/comparison";
import type { Catalogue } from "@/i18n/catalogue";
import type { Formats } from "@/i18n/formats";
import type { Compared } from "./compared";
import { rowTitle, signed } from "./row-facts";

export type CompareWords = Catalogue["compare"];

export interface SummaryFigure {
  readonly name: string;
  readonly a: string;
  readonly b: string;
  readonly difference: string;
  /** "worse" figures are those that one would rather not have more of. */
  readonly trend: "more" | "less" | "same";
}

interface ChangeWords {
  /** All of it but the counts. */
  readonly text: string;
  /** The row, and by how much it changes what. */
  readonly title: string;
  readonly size: string;
  /** How many spans each trace has there; "" where equally many. */
  readonly counts: string;
}

export interface SummaryFacts {
  /** What happened, as whole sentences. */
  readonly sentences: readonly string[];
  readonly figures: readonly SummaryFigure[];
  readonly changes: readonly (Change & ChangeWords)[];
  /** What changed the other way. */
  readonly counterChanges: readonly (Change & ChangeWords)[];
  /** Services whose time on the critical path differs. */
  readonly path: readonly SummaryFigure[];
  /** How many rows came onto the critical path and left it; "" where none did. */
  readonly pathRows: string;
  readonly slower: boolean;
  /** True where there is a difference in duration to explain. */
  readonly hasDelta: boolean;
  /** What one of the traces has alone: lists that are not empty. */
  readonly only: readonly {
    readonly title: string;
    /** The first of `count`. */
    readonly list: readonly string[];
    readonly count: number;
  }[];
}

const services = ({ services: list }: OnlyIn) => ({ list, count: list.length });

const spanNames = (only: OnlyIn, words: CompareWords) => ({
  list: only.spanNames.map(([service, name]) => words.grid.spanWithService(service, name)),
  count: only.spanNameCount,
});

/** What the summary of a comparison says, in the language in use. */
export function summaryFacts(
  compared: Compared,
  words: CompareWords,
  formats: Formats,
): SummaryFacts {
  const { a, b, comparison } = compared;
  const deltaNs = b.core.durationNs - a.core.durationNs;
  const figure = (
    name: string,
    inA: number,
    inB: number,
    format: (value: number) => string = formats.number,
  ): SummaryFigure => ({
    name,
    a: format(inA),
    b: format(inB),
    difference: inA === inB ? "=" : signed(inB - inA, format),
    trend: inA === inB ? "same" : inB > inA ? "more" : "less",
  });
  const of = words.summary;
  const { overview } = comparison;
  const changeWords = (change: Change, isMain: boolean): Change & ChangeWords => {
    const counts = [comparison.a.count[change.row] ?? 0, comparison.b.count[change.row] ?? 0];
    const [inA = 0, inB = 0] = counts;
    const delta = signed(change.deltaNs, formats.duration);
    const title = rowTitle(compared, change.row, words.grid);
    // What is against the difference is no part of it, and more than all of it says little.
    const share = isMain && change.share <= 1 ? formats.percent(change.share) : undefined;
    return {
      ...change,
      text: share ? of.change(title, delta, share) : of.counterChange(title, delta),
      title,
      size: share ? of.changeSize(delta, share) : delta,
      counts: inA === inB ? "" : of.calls(formats.number(inA), formats.number(inB)),
    };
  };
  return {
    sentences: sentences(compared, words, formats),
    figures: [
      figure(of.duration, a.core.durationNs, b.core.durationNs, formats.duration),
      figure(of.spans, a.core.spans.length, b.core.spans.length),
      figure(of.services, a.core.summary.services.length, b.core.summary.services.length),
      figure(of.errors, a.core.summary.errorCount, b.core.summary.errorCount),
      figure(of.path, overview.path.aNs, overview.path.bNs, formats.duration),
    ],
    path: overview.path.services.map(({ service, aNs, bNs }) =>
      figure(service || words.grid.unknownService, aNs, bNs, formats.duration),
    ),
    pathRows:
      overview.path.leftRows + overview.path.joinedRows === 0
        ? ""
        : of.pathRows(overview.path.leftRows, overview.path.joinedRows),
    changes: comparison.overview.changes.map((change) => changeWords(change, true)),
    counterChanges: comparison.overview.counterChanges.map((one) => changeWords(one, false)),
    slower: deltaNs > 0,
    hasDelta: deltaNs !== 0,
    only: [
      { title: of.servicesOnlyA, ...services(overview.onlyA) },
      { title: of.servicesOnlyB, ...services(overview.onlyB) },
      { title: of.namesOnlyA, ...spanNames(overview.onlyA, words) },
      { title: of.namesOnlyB, ...spanNames(overview.onlyB, words) },
    ].filter(({ count }) => count > 0),
  };
}

function sentences({ a, b, comparison }: Compared, words: CompareWords, formats: Formats) {
  const of = words.summary;
  const {
    changedRows: changed,
    differentRows: different,
    commonRows: common,
  } = comparison.overview;
  const deltaNs = b.core.durationNs - a.core.durationNs;
  if (different === 0 && deltaNs === 0) return [of.identical];
  const said: string[] = [];
  const delta = formats.duration(Math.abs(deltaNs));
  const factor = b.core.durationNs / a.core.durationNs;
  // Thousands of percent say little.
  const share =
    factor >= 10
      ? of.factor(formats.number(Math.round(factor)))
      : formats.percent(Math.abs(factor - 1));
  if (deltaNs === 0) said.push(of.asLong);
  else if (a.core.durationNs === 0) said.push(of.slowerFromZero(delta));
  else said.push(deltaNs > 0 ? of.slower(delta, share) : of.faster(delta, share));
  if (common === 0) said.push(of.nothingInCommon);
  else said.push(changed === 0 ? of.sameSpans : of.changedRows(changed));
  return said;
}
