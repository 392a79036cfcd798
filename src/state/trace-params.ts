import { ns, type Nanoseconds } from "@/lib/units";
import { formatGraphParams, parseGraphParams, type GraphParams } from "./graph-params";
import { formatCompareParams, parseCompareParams, type CompareParams } from "./compare-params";
import { formatTimelineParams, parseTimelineParams, type TimelineParams } from "./timeline-params";
import { formatViewParams, parseViewParams, type ViewParams } from "./view-params";
import { formatPinnedParams, parsePinnedParams, type PinnedParams } from "./pinned-params";
import { firstParam, type ParamValues, type RawParams } from "./raw-params";

/**
 * What a trace page's URL says of the view. Flat and textual, because it stands in the URL like
 * this; absent means default. `range` and the sets of rows have codecs of their own.
 */
export interface TraceParams
  extends TimelineParams, GraphParams, ViewParams, CompareParams, PinnedParams {
  /** Text of "Find in trace"; Jaeger UI's name. */
  readonly uiFind?: string;
  /** Id of the selected span. */
  readonly span?: string;
  /** Time in sight, "start-end" in nanoseconds from the trace's start. */
  readonly range?: string;
  /** A range that has been measured, as `range` has it. */
  readonly measure?: string;
  /** Collapsed rows: see `collapsed-code.ts`. */
  readonly collapsed?: string;
  /** Rows of equal spans that are shown in full, in the same code: the first span of each. */
  readonly opened?: string;
  /** The view of the trace that is shown; absent: the timeline. */
  readonly view?: string;
  /** What the statistics are grouped by, and what within that. */
  readonly by?: string;
  readonly thenBy?: string;
  /** Of a comparison: "any" difference alone, or those of so many percent of the longer trace. */
  readonly diff?: string;
  /** Of a comparison: "difference", where siblings are not ordered by start. */
  readonly order?: string;
  /** The source of traces where it is not Jaeger. */
  readonly source?: string;
}

/** Longer texts are not taken from a URL: no view needs them, and each would stay in the history. */
const longestText = 2000;

const viewPattern = /^[a-z-]{1,20}$/;
const groupPattern = /^(?:service|name|attribute:.{1,200})$/s;
const rangePattern = /^(\d{1,16})-(\d{1,16})$/;
const diffPattern = /^(?:any|1|5|10|25)$/;
const rowsPattern = /^[0-9a-z]+_(?:[0-9a-z.-]+|[0-9a-z]+_[0-9a-z.-]*)$/;

/** Reads the parameters of a URL; whatever is not understood is as if it were not there. */
export function parseTraceParams(raw: RawParams): TraceParams {
  const text = (name: string): string | undefined => {
    const value = firstParam(raw, name);
    return value === undefined || value === "" || value.length > longestText ? undefined : value;
  };
  const uiFind = text("uiFind");
  const span = text("span");
  const range = text("range");
  const measure = text("measure");
  const collapsed = text("collapsed");
  const opened = text("opened");
  const view = text("view");
  const diff = text("diff");
  const order = text("order");
  const source = text("source");
  const by = text("by");
  const thenBy = text("thenBy");
  return {
    ...(by !== undefined && groupPattern.test(by) && { by }),
    ...(thenBy !== undefined && groupPattern.test(thenBy) && { thenBy }),
    ...(uiFind !== undefined && { uiFind }),
    ...(span !== undefined && { span }),
    ...(range !== undefined && parseRange(range) && { range }),
    ...(measure !== undefined && parseRange(measure) && { measure }),
    ...(collapsed !== undefined && rowsPattern.test(collapsed) && { collapsed }),
    ...(opened !== undefined && rowsPattern.test(opened) && { opened }),
    ...(view !== undefined && viewPattern.test(view) && { view }),
    ...(diff !== undefined && diffPattern.test(diff) && { diff }),
    ...(order === "difference" && { order }),
    ...(source !== undefined && { source }),
    ...parseTimelineParams(raw),
    ...parseGraphParams(raw),
    ...parseViewParams(raw),
    ...parseCompareParams(raw),
    ...parsePinnedParams(raw),
  };
}

/** The parameters as they stand in a URL. */
export function formatTraceParams(params: TraceParams): ParamValues {
  return {
    uiFind: params.uiFind,
    span: params.span,
    range: params.range,
    measure: params.measure,
    collapsed: params.collapsed,
    opened: params.opened,
    view: params.view,
    diff: params.diff,
    order: params.order,
    source: params.source,
    by: params.by,
    thenBy: params.thenBy,
    ...formatTimelineParams(params),
    ...formatGraphParams(params),
    ...formatViewParams(params),
    ...formatCompareParams(params),
    ...formatPinnedParams(params),
  };
}

export interface TimeRange {
  readonly startNs: Nanoseconds;
  readonly endNs: Nanoseconds;
}

/** Reads "start-end"; undefined unless it is a stretch of time. */
export function parseRange(text: string | undefined): TimeRange | undefined {
  const match = rangePattern.exec(text ?? "");
  if (!match) return undefined;
  const start = Number(match[1]);
  const end = Number(match[2]);
  if (!Number.isSafeInteger(start) || !Number.isSafeInteger(end) || end <= start) return undefined;
  return { startNs: ns(start), endNs: ns(end) };
}

/** Writes a stretch of time in whole nanoseconds, at least one long. */
export function formatRange(range: TimeRange): string {
  const start = Math.max(0, Math.round(range.startNs));
  return `${start}-${Math.max(start + 1, Math.round(range.endNs))}`;
}
