import { SpanListView } from "@/features/span-list/SpanListView";
import { saveFile } from "../export-file";
import type { ViewProps } from "../MoreViews";

/** The spans of a trace in a table, as the URL says, with the details of the selected one. */
export function SpansPage({ trace, url, selected, onSelect, withDetails }: ViewProps) {
  const { params, replace, later } = url;
  return withDetails(
    <SpanListView
      trace={trace}
      order={params.spansBy}
      onOrder={(spansBy) => replace({ spansBy })}
      find={params.uiFind ?? ""}
      onFind={(text) => later({ uiFind: text === "" ? undefined : text })}
      selected={selected}
      onSelect={onSelect}
      onSave={saveFile}
    />,
  );
}
