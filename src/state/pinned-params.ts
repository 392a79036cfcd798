import { firstParam, type ParamValues, type RawParams } from "./raw-params";

/** What a trace page's URL says of the spans that are compared side by side. */
export interface PinnedParams {
  /** The pinned spans as `span` names them, in the order of their columns, with commas between. */
  readonly pinned?: string;
  /** Rows in which the spans do not differ are left out. */
  readonly differences?: "1";
}

/** More columns than this would be too narrow to be read. */
export const mostPinnedSpans = 4;

/** More than so many ids as long as ids come is not taken from a URL. */
const longestText = 1000;

/** The names of the pinned spans, each once. */
export function pinnedNames(pinned: string | undefined): readonly string[] {
  const names = (pinned ?? "").split(",").filter((name) => name !== "");
  return [...new Set(names)].slice(0, mostPinnedSpans);
}

/** The parameter once a span has been pinned, or is no longer; a full list stays as it is. */
export function togglePinned(pinned: string | undefined, name: string): string | undefined {
  const names = pinnedNames(pinned);
  const next = names.includes(name) ? names.filter((one) => one !== name) : [...names, name];
  return next.length === 0 ? undefined : next.slice(0, mostPinnedSpans).join(",");
}

/** Reads the parameters of a URL; whatever is not understood is as if it were not there. */
export function parsePinnedParams(raw: RawParams): PinnedParams {
  const text = firstParam(raw, "pinned") ?? "";
  const names = text.length > longestText ? [] : pinnedNames(text);
  return {
    ...(names.length > 0 && { pinned: names.join(",") }),
    ...(firstParam(raw, "differences") === "1" && { differences: "1" as const }),
  };
}

/** The parameters as they stand in a URL. */
export function formatPinnedParams({ pinned, differences }: PinnedParams): ParamValues {
  return { pinned, differences };
}

/** A span's place among the pinned ones, and the way in and out. */
export interface SpanPin {
  readonly isPinned: boolean;
  /** There is no room for another one. */
  readonly isFull: boolean;
  readonly toggle: () => void;
}
