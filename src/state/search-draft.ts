import { formatAttributeText, parseAttributeText } from "@/lib/logfmt";
import {
  asksForSearch,
  customLookback,
  defaultLimit,
  defaultLookback,
  maxLimit,
  resolveSearch,
  withWindow,
  type FieldProblem,
  type SearchAbilities,
  type SearchParams,
} from "./search-params";

type Zone = "local" | "utc";

/** What stands in the search form: text, right or wrong. */
export interface SearchDraft {
  readonly service: string;
  readonly operation: string;
  /** logfmt or a JSON object. */
  readonly attributes: string;
  readonly lookback: string;
  /** As a `datetime-local` input holds it, in the zone the form shows; of a custom range. */
  readonly from: string;
  readonly to: string;
  readonly minDuration: string;
  readonly maxDuration: string;
  readonly limit: string;
}

/**
 * A time as a `datetime-local` input holds it, to the millisecond below; in the shortest form,
 * which is how browsers write it themselves.
 */
export function toInputTime(unixMicro: number, zone: Zone): string {
  const ms = Math.floor(unixMicro / 1000);
  // As if the zone's clock were that of UTC.
  const shown = zone === "utc" ? ms : ms - localOffsetMs(ms);
  return new Date(shown).toISOString().replace(/(?:\.000)?Z$/, "");
}

/** Milliseconds by which UTC is ahead of the local clock, at a moment; whole seconds in old times. */
function localOffsetMs(ms: number): number {
  const date = new Date(ms);
  const clock = Date.UTC(
    date.getFullYear(),
    date.getMonth(),
    date.getDate(),
    date.getHours(),
    date.getMinutes(),
    date.getSeconds(),
    date.getMilliseconds(),
  );
  return ms - clock;
}

/** Reads what a `datetime-local` input holds; microseconds, or undefined. */
export function fromInputTime(text: string, zone: Zone): number | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?$/.exec(text);
  if (!match) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  const fraction = Number((match[7] ?? "").padEnd(3, "0"));
  const ms =
    zone === "utc"
      ? Date.UTC(year, month - 1, day, hour, minute, second, fraction)
      : new Date(year, month - 1, day, hour, minute, second, fraction).getTime();
  return Number.isNaN(ms) || ms < 0 ? undefined : ms * 1000;
}

/**
 * What a text means that was written from `meant`, or typed: where clocks are put back, one text
 * stands for two moments an hour apart.
 */
function momentOf(text: string, zone: Zone, meant: number | undefined): number | undefined {
  if (meant !== undefined && toInputTime(meant, zone) === text) return meant;
  return fromInputTime(text, zone);
}

/** What the text shows of a moment. */
const wholeMilli = (unixMicro: number | undefined) =>
  unixMicro === undefined ? undefined : Math.floor(unixMicro / 1000) * 1000;

/** The moments that the texts of a range were written from, in microseconds; absent: typed. */
export interface MeantRange {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

/** The same moment on the clock of the other zone; text that is no time stays. */
export function inputTimeInZone(text: string, before: Zone, after: Zone, meant?: number): string {
  const moment = momentOf(text, before, meant);
  return moment === undefined ? text : toInputTime(moment, after);
}

const attributesOf = (tags: string | undefined): string => {
  const read = parseAttributeText(tags ?? "");
  return "attributes" in read ? formatAttributeText(read.attributes) : (tags ?? "");
};

/** The moments that `draftOf` writes the range from. */
export const meantRange = ({ start, end }: SearchParams): MeantRange => ({
  from: start,
  // Up to the end of the last millisecond, so that what was found is not cut off by the form.
  to: end === undefined ? undefined : end + 999,
});

/** The form as parameters fill it in. */
export function draftOf(
  params: SearchParams,
  zone: Zone,
  remembered: { readonly service: string; readonly operation: string },
): SearchDraft {
  // A link that names a range and no lookback means that range, whenever it is opened.
  const ranged = params.start !== undefined && params.end !== undefined;
  const lookback = params.lookback ?? (ranged ? customLookback : defaultLookback);
  const range = meantRange(params);
  const time = (unixMicro: number | undefined) =>
    unixMicro === undefined ? "" : toInputTime(unixMicro, zone);
  // An address that searches without a service means all of them, whatever was searched last.
  const recalls = !asksForSearch(params);
  return {
    service: recalls ? remembered.service : (params.service ?? ""),
    operation: recalls ? remembered.operation : (params.operation ?? ""),
    attributes: attributesOf(params.tags),
    lookback,
    from: time(range.from),
    to: time(range.to),
    minDuration: params.minDuration ?? "",
    maxDuration: params.maxDuration ?? "",
    limit: String(params.limit ?? defaultLimit),
  };
}

/** An empty form. */
export const emptyDraft: SearchDraft = {
  service: "",
  operation: "",
  attributes: "",
  // Of the site: known by the time at which it is read.
  get lookback() {
    return defaultLookback;
  },
  from: "",
  to: "",
  minDuration: "",
  maxDuration: "",
  get limit() {
    return String(defaultLimit);
  },
};

const given = <Name extends string>(name: Name, text: string): { [Key in Name]?: string } =>
  (text.trim() === "" ? {} : { [name]: text.trim() }) as { [Key in Name]?: string };

/**
 * What pressing "Find traces" means: the parameters of a search whose window ends now (or is the
 * range that was typed), or everything that has to be put right first, in the form's order. `meant`
 * decides between the two moments that a text may stand for.
 */
export function submitDraft(
  draft: SearchDraft,
  nowMs: number,
  zone: Zone,
  abilities: SearchAbilities,
  meant: MeantRange = {},
): { readonly params: SearchParams } | { readonly problems: readonly FieldProblem[] } {
  const problems: FieldProblem[] = [];
  const custom = draft.lookback === customLookback;
  const start = custom ? wholeMilli(momentOf(draft.from, zone, meant.from)) : undefined;
  const end = custom ? wholeMilli(momentOf(draft.to, zone, meant.to)) : undefined;
  if (custom && start === undefined) problems.push({ field: "from", code: "not-a-time" });
  if (custom && end === undefined) problems.push({ field: "to", code: "not-a-time" });

  const limitText = draft.limit.trim();
  const limit = limitText === "" ? defaultLimit : Number(limitText);
  const limitFits = /^\d*$/.test(limitText) && limit >= 1 && limit <= maxLimit;
  if (!limitFits) problems.push({ field: "limit", code: "not-a-limit", max: maxLimit });

  const read = parseAttributeText(draft.attributes);
  const tags =
    "attributes" in read
      ? Object.keys(read.attributes).length === 0
        ? ""
        : JSON.stringify(read.attributes)
      : draft.attributes;
  const params: SearchParams = {
    ...given("service", draft.service),
    ...given("operation", draft.operation),
    ...given("tags", tags),
    ...(start === undefined ? {} : { start }),
    ...(end === undefined ? {} : { end }),
    lookback: draft.lookback,
    ...(limitFits ? { limit } : {}),
    ...given("minDuration", draft.minDuration),
    ...given("maxDuration", draft.maxDuration),
  };
  const windowUnknown = custom && (start === undefined || end === undefined);
  const resolved = resolveSearch(params, nowMs, abilities);
  if ("problems" in resolved) {
    problems.push(...resolved.problems.filter(({ field }) => !(windowUnknown && field === "to")));
  }
  if (problems.length > 0) return { problems: problems.sort(byFormOrder) };
  return { params: withWindow(params, nowMs) };
}

const formOrder = [
  "service",
  "attributes",
  "lookback",
  "from",
  "to",
  "minDuration",
  "maxDuration",
  "limit",
] as const;
const byFormOrder = (a: FieldProblem, b: FieldProblem) =>
  formOrder.indexOf(a.field) - formOrder.indexOf(b.field);
