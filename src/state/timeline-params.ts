import { parseDuration } from "@/lib/parse-duration";
import { firstParam, type ParamValues, type RawParams } from "./raw-params";

export const quickFilters = ["errors", "critical", "slowest", "roots", "links"] as const;
/** Spans that can be picked out with one click. */
export type QuickFilter = (typeof quickFilters)[number];

/** What can be switched on and off; in the URL as `name=1`. */
export const viewSwitches = [
  "critical",
  "self",
  "gaps",
  "clock",
  "only",
  "skew",
  "repeats",
] as const;
export type ViewSwitch = (typeof viewSwitches)[number];

type Switches = { readonly [Name in ViewSwitch]?: "1" };

/** What a trace page's URL says of the timeline beyond time and collapsed rows; all flat text. */
export interface TimelineParams extends Switches {
  readonly filter?: QuickFilter;
  /** Services in sight; Jaeger UI's name and form: see `service-filter-code.ts`. */
  readonly svcFilter?: string;
  /** What is below a span of a service out of sight is shown; absent: it is hidden with it. */
  readonly svcMode?: "fold";
  /** Spans shorter than this are hidden: a duration with its unit. */
  readonly minSpan?: string;
  /** They have no row, not even for what is below them; absent: for that, they have one. */
  readonly minMode?: "fold";
  /** The span whose subtree is shown alone, as `span` names it. */
  readonly focus?: string;
  /** What bars are coloured by: "kind", "status", "self" or "attribute:" and its key. */
  readonly color?: string;
}

export type TimelineChange = {
  readonly [Name in keyof TimelineParams]?: TimelineParams[Name] | undefined;
};

const longestText = 400;
const colorPattern = /^(?:kind|status|self|attribute:.+)$/s;

/** Reads the timeline's parameters; whatever is not understood is as if it were not there. */
export function parseTimelineParams(raw: RawParams): TimelineParams {
  const text = (name: string): string | undefined => {
    const value = firstParam(raw, name);
    return value === undefined || value === "" || value.length > longestText ? undefined : value;
  };
  const switches: { [Name in ViewSwitch]?: "1" } = {};
  for (const name of viewSwitches) if (text(name) === "1") switches[name] = "1";
  const filter = quickFilters.find((one) => one === text("filter"));
  const svcFilter = text("svcFilter");
  const minSpan = text("minSpan");
  const focus = text("focus");
  const color = text("color");
  return {
    ...switches,
    ...(filter !== undefined && { filter }),
    ...(svcFilter !== undefined && /^[0-9a-f]{1,4}\.[0-9a-f]+$/i.test(svcFilter) && { svcFilter }),
    ...(text("svcMode") === "fold" && { svcMode: "fold" as const }),
    ...(text("minMode") === "fold" && { minMode: "fold" as const }),
    ...(minSpan !== undefined && (parseDuration(minSpan) ?? 0) > 0 && { minSpan }),
    ...(focus !== undefined && { focus }),
    ...(color !== undefined && colorPattern.test(color) && { color }),
  };
}

/** The parameters as they stand in a URL. */
export function formatTimelineParams(params: TimelineParams): ParamValues {
  const { filter, svcFilter, svcMode, minSpan, minMode, focus, color } = params;
  const switches = Object.fromEntries(viewSwitches.map((name) => [name, params[name]]));
  return { ...switches, filter, svcFilter, svcMode, minSpan, minMode, focus, color };
}

/** Takes out of the URL whatever hides spans. */
export const withoutFilters: TimelineChange = {
  only: undefined,
  filter: undefined,
  svcFilter: undefined,
  minSpan: undefined,
};

/** True when spans may be hidden. */
export const hidesSpans = (params: TimelineParams): boolean =>
  params.only !== undefined ||
  params.filter !== undefined ||
  params.svcFilter !== undefined ||
  params.minSpan !== undefined;

/** True when anything differs from the plain timeline. */
export const changesTimeline = (params: TimelineParams): boolean =>
  hidesSpans(params) ||
  params.critical !== undefined ||
  params.self !== undefined ||
  params.gaps !== undefined ||
  params.clock !== undefined ||
  params.repeats !== undefined ||
  params.focus !== undefined ||
  params.color !== undefined;
