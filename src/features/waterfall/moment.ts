import type { Formats } from "@/i18n/formats";
import { clockTime } from "@/trace-ui/clock-axis";
import type { Timeline } from "./timeline-commands";

/** A moment in words: since the start of the trace, or the time of day where the ruler has that. */
export function moment(
  { core, view }: Pick<Timeline, "core" | "view">,
  timeNs: number,
  formats: Pick<Formats, "duration" | "timeOfDay">,
): string {
  const { clock: zone } = view.getState().look;
  if (zone === undefined) return formats.duration(timeNs);
  return clockTime(formats, { epochUnixNano: core.epochUnixNano, zone }, { timeNs, digits: 6 });
}
