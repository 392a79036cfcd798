import { useMemo } from "react";
import { compareGraphs } from "@/derive/service-diff";
import { graphOfLinks } from "@/derive/service-links";
import type { GraphChange } from "@/features/dependencies/graph-links";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import type { DependencyLink } from "@/model/service-graph";
import { useDependencies } from "@/queries/dependencies";
import type { DependenciesParams } from "@/state/dependencies-params";
import { usePreferences } from "@/state/preferences-store";
import { comparedWindow, windowText, type TimeWindow } from "./compared-window";
import { GraphAnswer } from "./GraphAnswer";

/** A window as the server's count wants it. */
export const countWindow = ({ startMicro, endMicro }: TimeWindow) => ({
  endMs: Math.round(endMicro / 1000),
  lookbackMs: Math.round((endMicro - startMicro) / 1000),
});

const callsOf = (links: readonly DependencyLink[] | undefined): number =>
  links?.reduce((sum, { callCount }) => sum + callCount, 0) ?? 0;

/** The server's own count, or two of them compared. */
export function SystemGraph(props: {
  readonly params: DependenciesParams;
  readonly window: TimeWindow;
  readonly nowMs: number;
  readonly onChange: (change: GraphChange) => void;
}) {
  const { params, window, nowMs, onChange } = props;
  const { graph: words, graphDiff } = useMessages();
  const formats = useFormats();
  const zone = usePreferences((preferences) => preferences.timeZone);
  const earlier = comparedWindow(params.against, window);
  const later = useDependencies(countWindow(window));
  const before = useDependencies(earlier && countWindow(earlier));
  const [linksB, linksA] = [later.data, earlier && before.data];
  const graphB = useMemo(() => linksB && graphOfLinks(linksB), [linksB]);
  const graphA = useMemo(() => linksA && graphOfLinks(linksA), [linksA]);
  const graph = useMemo(
    () => (graphA && graphB ? compareGraphs(graphA, graphB) : graphB),
    [graphA, graphB],
  );
  const { provenance, page } = words;
  const said = (services: number, links: readonly DependencyLink[] | undefined) =>
    provenance.ofServer(words.services(services), provenance.calls(callsOf(links)));
  const ofSide = (side: "a" | "b", range: TimeWindow, text: string) =>
    graphDiff.provenance[side](windowText(range, formats, zone, nowMs), text);
  const ofB = said(graphB?.nodes.length ?? 0, linksB);
  return (
    <GraphAnswer
      parts={[
        { result: later, loading: words.loading, failed: page.failed },
        ...(earlier
          ? [{ result: before, loading: graphDiff.loadingA, failed: graphDiff.failedA }]
          : []),
      ]}
      graph={graph}
      params={params}
      onChange={onChange}
      empty={page.emptyServer}
      hasFigures={false}
      provenance={
        earlier && graphA
          ? [
              ofSide("a", earlier, said(graphA.nodes.length, linksA)),
              ofSide("b", window, ofB),
            ].join(" ")
          : ofB
      }
    />
  );
}
