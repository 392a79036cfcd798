import type { SpanIndex } from "@/model/indexes";
import type { TimelineChange, TimelineParams } from "@/state/timeline-params";
import type { Timeline } from "./timeline-commands";

/** The popups of the timeline's tools. */
export type PanelName = "filter" | "look" | "cause";

/** What the tools need to change the view; the page owns it, because it stands in the URL. */
export interface ViewControls {
  readonly timeline: Timeline;
  readonly params: TimelineParams & { readonly uiFind?: string };
  readonly change: (change: TimelineChange & { readonly uiFind?: string | undefined }) => void;
  /** The same as a step that Back undoes. */
  readonly step: (change: TimelineChange) => void;
  /** Selects a span and shows it. */
  readonly goTo: (span: SpanIndex) => void;
}
