import { useNavigate, useParams } from "@tanstack/react-router";
import { useMemo } from "react";
import { useMessages } from "@/i18n/I18nProvider";
import type { Command } from "./palette-commands";
import { useSourceParam } from "./source-param";
import { comparisonPath, isComparison } from "./trace-path";

/** What stands in the path of the page that is shown: one trace or two; undefined elsewhere. */
export const useShownTraceId = (): string | undefined => useParams({ strict: false }).traceId;

/** The views of the traces that are shown, and what else is done with them: for the palette. */
export function useTraceCommands(traceId: string): readonly Command[] {
  const { palette: words, trace, timeline, views, compare } = useMessages();
  const navigate = useNavigate({ from: "/trace/$traceId" });
  const source = useSourceParam();
  return useMemo(() => {
    const { groups } = words;
    const view = (
      label: string,
      change: { view?: string | undefined } | { mode?: string | undefined },
    ) => ({
      id: `view\u0000${label}`,
      group: groups.view,
      label,
      run: () => void navigate({ search: (before) => ({ ...before, ...change }) }),
    });
    if (isComparison(traceId)) {
      const { modes } = compare;
      return [
        view(modes.rows, { mode: undefined }),
        view(modes.side, { mode: "side" }),
        view(modes.graph, { mode: "graph" }),
        view(modes.flame, { mode: "flame" }),
      ];
    }
    return [
      view(trace.views.timeline, { view: undefined }),
      view(views.tabs.flame, { view: "flame" }),
      view(trace.views.graph, { view: "graph" }),
      view(timeline.statistics.tab, { view: "statistics" }),
      view(views.tabs.spans, { view: "spans" }),
      view(views.tabs.events, { view: "events" }),
      view(views.tabs.json, { view: "json" }),
      {
        id: "compare-with",
        group: groups.trace,
        label: compare.compareWith,
        run: () =>
          void navigate({
            to: "/trace/$traceId",
            params: { traceId: comparisonPath(traceId, "") },
            search: source,
          }),
      },
    ];
  }, [words, trace, timeline, views, compare, navigate, source, traceId]);
}
