import { firstParam, type ParamValues, type RawParams } from "./raw-params";

/**
 * What a URL says of the views of a trace besides its timeline. Flat and textual, as it stands
 * there; absent means default.
 */
export interface ViewParams {
  /** Id of a span of the call path that the flame graph is zoomed into. */
  readonly flame?: string;
  /** Widths of the flame graph count spans, in place of self times. */
  readonly flameBy?: "spans";
  /** Of two traces: whose self times are the widths, where they are not the greater ones. */
  readonly flameSide?: "a" | "b";
  /** What the table of spans is put in order by: "duration", "-duration" from the greatest. */
  readonly spansBy?: string;
  /** What the table of statistics is put in order by, in the same way. */
  readonly groupsBy?: string;
  /** Words that the events shown have. */
  readonly events?: string;
  /** Events that record an exception alone. */
  readonly exceptions?: "1";
}

/** Longer texts are not taken from a URL: no view needs them. */
const longestText = 2000;
const orderPattern = /^-?(?:start|service|name|kind|duration|self|status|id)$/;
/** Which columns there are, the table knows. */
const columnPattern = /^-?[a-z\d]{1,20}$/i;

/** Reads the parameters of a URL; whatever is not understood is as if it were not there. */
export function parseViewParams(raw: RawParams): ViewParams {
  const text = (name: string): string | undefined => {
    const value = firstParam(raw, name);
    return value === undefined || value === "" || value.length > longestText ? undefined : value;
  };
  const flame = text("flame");
  const flameSide = text("flameSide");
  const spansBy = text("spansBy");
  const groupsBy = text("groupsBy");
  const events = text("events");
  return {
    ...(flame !== undefined && { flame }),
    ...(text("flameBy") === "spans" && { flameBy: "spans" as const }),
    ...((flameSide === "a" || flameSide === "b") && { flameSide }),
    ...(spansBy !== undefined && orderPattern.test(spansBy) && { spansBy }),
    ...(groupsBy !== undefined && columnPattern.test(groupsBy) && { groupsBy }),
    ...(events !== undefined && { events }),
    ...(text("exceptions") === "1" && { exceptions: "1" as const }),
  };
}

/** The parameters as they stand in a URL. */
export function formatViewParams(params: ViewParams): ParamValues {
  const { flame, flameBy, flameSide, spansBy, groupsBy, events, exceptions } = params;
  return { flame, flameBy, flameSide, spansBy, groupsBy, events, exceptions };
}
