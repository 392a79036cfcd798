import { EventListView } from "@/features/event-list/EventListView";
import type { ViewProps } from "../MoreViews";

/** The events of a trace, as the URL says, with the details of the selected span. */
export function EventsPage({ trace, url, selected, onSelect, withDetails }: ViewProps) {
  const { params, replace, later } = url;
  return withDetails(
    <EventListView
      trace={trace}
      text={params.events ?? ""}
      onText={(text) => later({ events: text === "" ? undefined : text })}
      exceptionsOnly={params.exceptions === "1"}
      onExceptionsOnly={(only) => replace({ exceptions: only ? "1" : undefined })}
      selected={selected}
      onSelect={onSelect}
    />,
  );
}
