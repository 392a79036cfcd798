import { isDifferent, totalDelta } from "@/derive/comparison-rows";
import type { Formats } from "@/i18n/formats";
import type { Catalogue } from "@/i18n/catalogue";
import { shortText } from "@/trace-ui/short-text";
import { type Compared, namesInRow, type RowNames, type Side } from "./compared";

export type GridWords = Catalogue["compare"]["grid"];

/** A difference with the sign in front: "+12.1 ms", "−3". Figures differ by more than their sign. */
export function signed(value: number, format: (value: number) => string): string {
  if (value === 0) return format(0);
  return `${value > 0 ? "+" : "−"}${format(Math.abs(value))}`;
}

/** What a row says, in words of the language in use. */
export interface RowFacts {
  readonly service: string;
  readonly name: string;
  /** What it is called in B, where that differs. */
  readonly renamed: string | undefined;
  readonly kind: "both" | "a" | "b";
  readonly a: CellFacts;
  readonly b: CellFacts;
  readonly deltaNs: number;
  /** "+12.1 ms"; "" where there is none, or nothing to compare. */
  readonly delta: string;
  /** Differences in number and in errors, one after the other. */
  readonly remarks: readonly string[];
  /** How many errors more B has. */
  readonly errorDelta: number;
}

export interface CellFacts {
  readonly count: number;
  /** The number of spans, where that is of interest. */
  readonly times: string;
  readonly duration: string;
  readonly errors: number;
}

/** The service and the span name for one line of the screen, with stand-ins for empty ones. */
export function shownNames({ service, name }: RowNames, words: GridWords): RowNames {
  return {
    service: shortText(service) || words.unknownService,
    name: shortText(name) || words.noName,
  };
}

/** "service: span name" of a row. */
export function rowTitle(compared: Compared, row: number, words: GridWords): string {
  const names = namesInRow(compared, "a", row) ?? namesInRow(compared, "b", row);
  const { service, name } = shownNames(names ?? { service: "", name: "" }, words);
  return words.spanWithService(service, name);
}

export function rowFacts(
  compared: Compared,
  row: number,
  words: GridWords,
  formats: Formats,
): RowFacts {
  const { comparison } = compared;
  const inA = namesInRow(compared, "a", row);
  const inB = namesInRow(compared, "b", row);
  const names = shownNames(inA ?? inB ?? { service: "", name: "" }, words);
  const counts = [comparison.a.count[row] ?? 0, comparison.b.count[row] ?? 0] as const;
  const showCount = Math.max(...counts) > 1;
  const cell = (side: Side): CellFacts => {
    const { count, totalNs, errors } = comparison[side];
    const n = count[row] ?? 0;
    return {
      count: n,
      times: showCount && n > 0 ? words.times(formats.number(n)) : "",
      duration: n === 0 ? words.none : formats.duration(totalNs[row] ?? 0),
      errors: errors[row] ?? 0,
    };
  };
  const [a, b] = [cell("a"), cell("b")];
  const kind = a.count === 0 ? "b" : b.count === 0 ? "a" : "both";
  const deltaNs = totalDelta(comparison, row);
  const errorDelta = b.errors - a.errors;
  const remarks: string[] = [];
  if (kind !== "both") remarks.push(kind === "a" ? words.onlyA : words.onlyB);
  else if (a.count !== b.count) {
    const more = b.count - a.count;
    remarks.push(words.count(signed(more, formats.number), Math.abs(more)));
  }
  if (errorDelta > 0) remarks.push(words.moreErrors(errorDelta));
  if (errorDelta < 0) remarks.push(words.fewerErrors(-errorDelta));
  return {
    ...names,
    renamed:
      comparison.renamed[row] === 1 && inB
        ? renamedText(names, shownNames(inB, words), words)
        : undefined,
    kind,
    a,
    b,
    deltaNs,
    delta: deltaNs === 0 ? "" : signed(deltaNs, formats.duration),
    remarks,
    errorDelta,
  };
}

/** The new name; with the service where that differs too. */
function renamedText(before: RowNames, after: RowNames, words: GridWords): string {
  return before.service === after.service
    ? after.name
    : words.spanWithService(after.service, after.name);
}

/** The name of a row for assistive technology: what it is, then how it differs. */
export function rowLabel(
  compared: Compared,
  row: number,
  facts: RowFacts,
  words: GridWords,
  formats: Formats,
): string {
  const { service, name, renamed, remarks, deltaNs, kind } = facts;
  const parts = [words.spanWithService(service, name)];
  if (renamed !== undefined) parts.push(words.renamed(renamed));
  parts.push(...remarks);
  if (kind === "both" && deltaNs !== 0) {
    const delta = formats.duration(Math.abs(deltaNs));
    parts.push(deltaNs > 0 ? words.slower(delta) : words.faster(delta));
  } else if (!isDifferent(compared.comparison, row)) parts.push(words.equal);
  return parts.join(", ");
}
