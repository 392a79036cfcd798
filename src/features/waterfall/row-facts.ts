import { errorsBelow } from "@/derive/error-prefix";
import { hasChildren } from "@/derive/visible-rows";
import type { Catalogue } from "@/i18n/catalogue";
import type { Formats } from "@/i18n/formats";
import type { SpanIndex } from "@/model/indexes";
import { spanName, spanService } from "@/model/span-search";
import { SpanFlag } from "@/model/span-table";
import type { TraceCore } from "@/model/trace";
import { shortText } from "@/trace-ui/short-text";
import { memberCount, type RowFold } from "./folds";

type Words = Catalogue["trace"]["timeline"];
type RowWords = Catalogue["rows"];

/** What a row says of its span; made for the rows on the screen only. */
export interface RowFacts {
  readonly service: string;
  readonly name: string;
  readonly duration: string;
  readonly depth: number;
  readonly expandable: boolean;
  readonly error: boolean;
  readonly orphan: boolean;
  readonly warning: boolean;
  /** Spans that a collapsed row hides, and the errors among them. */
  readonly hidden: number;
  readonly hiddenErrors: number;
  /** What the row of several equal spans says of them. */
  readonly fold: FoldFacts | undefined;
  /** Spans left out between the row and the one that it is below. */
  readonly between: number;
}

export interface FoldFacts {
  readonly count: number;
  /** Spans that the row stands for, these and what is below them. */
  readonly spanCount: number;
  readonly errors: number;
  readonly figures: string;
}

/** Where a row is, and what it stands for. */
export interface RowPlace {
  readonly collapsed: boolean;
  /** From 0; undefined: the depth of the span. */
  readonly level?: number | undefined;
  readonly fold?: RowFold | undefined;
  readonly between?: number;
}

/** Service and span name of a span, fit for one line. */
export function spanTitle(
  core: TraceCore,
  span: SpanIndex,
  words: Words,
): { readonly service: string; readonly name: string } {
  const service = spanService(core, span);
  const name = spanName(core, span);
  return {
    service: service === "" ? words.unknownService : shortText(service),
    name: name === "" ? words.noName : shortText(name),
  };
}

export interface RowSource {
  readonly core: TraceCore;
  readonly errors: Uint32Array;
  readonly words: Words;
  readonly rowWords: RowWords;
}

export function rowFacts(
  source: RowSource,
  span: SpanIndex,
  place: RowPlace,
  formats: Pick<Formats, "duration">,
): RowFacts {
  const { core, errors, words, rowWords } = source;
  const { fold, between = 0, level } = place;
  const collapsed = place.collapsed && !fold;
  const { spans } = core;
  const flags = spans.flags[span] ?? 0;
  return {
    ...spanTitle(core, span, words),
    duration: formats.duration(spans.durationNs[span] ?? 0),
    depth: level ?? spans.depth[span] ?? 0,
    expandable: fold !== undefined || hasChildren(spans, span),
    // Of a fold it would be that of its first span alone.
    error: !fold && (flags & SpanFlag.Error) !== 0,
    orphan: (flags & SpanFlag.Orphan) !== 0,
    // A missing parent is a warning too, and has a mark of its own.
    warning: !fold && (flags & SpanFlag.Warning) !== 0 && (flags & SpanFlag.Orphan) === 0,
    hidden: collapsed ? (spans.subtreeEnd[span] ?? 0) - span - 1 : 0,
    hiddenErrors: collapsed ? errorsBelow(errors, spans, span) : 0,
    fold: fold && foldFacts(fold, rowWords, formats),
    between,
  };
}

/** What is said of equal spans that share a row. */
export function foldFacts(
  at: RowFold,
  words: RowWords,
  formats: Pick<Formats, "duration">,
): FoldFacts {
  const { folds, fold } = at;
  const figure = (column: Float64Array) => formats.duration(column[fold] ?? 0);
  return {
    count: memberCount(at),
    spanCount: folds.spanCount[fold] ?? 0,
    errors: folds.errorCount[fold] ?? 0,
    figures: words.repeats.figures(
      figure(folds.minNs),
      figure(folds.medianNs),
      figure(folds.maxNs),
    ),
  };
}

/** A row in words, for those who do not see it: starts with "service: span name". */
export function rowLabel(facts: RowFacts, words: Words, rowWords: RowWords): string {
  const notes: string[] = [];
  const { fold } = facts;
  if (fold) {
    notes.push(fold.figures);
    if (fold.spanCount > fold.count) notes.push(rowWords.repeats.below(fold.spanCount));
    if (fold.errors > 0) notes.push(rowWords.repeats.errors(fold.errors));
  }
  if (facts.between > 0) notes.push(rowWords.between(facts.between));
  if (facts.error) notes.push(words.error);
  if (facts.orphan) notes.push(words.orphan);
  if (facts.warning) notes.push(words.warning);
  if (facts.hidden > 0) notes.push(words.hidden(facts.hidden));
  if (facts.hiddenErrors > 0) notes.push(words.hiddenErrors(facts.hiddenErrors));
  const duration = fold ? rowWords.repeats.members(fold.count) : facts.duration;
  return words.row({ ...facts, duration, notes });
}
