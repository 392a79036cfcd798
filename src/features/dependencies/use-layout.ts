import { useEffect, useMemo, useState } from "react";
import { trackActivity } from "@/lib/activity";
import type { ServiceGraph } from "@/model/service-graph";
import { graphScene, layoutInput, type Arrangement, type GraphScene } from "./graph-scene";
import { askForLayout } from "./layout-client";

/**
 * The shapes of a graph; the ones before until they are there. Undefined before the first, and for
 * a graph that is not to be drawn.
 */
export function useLayout(
  graph: ServiceGraph | undefined,
  arrangement: Arrangement,
  labelOf: (node: number) => string,
): GraphScene | undefined {
  const [scene, setScene] = useState<GraphScene>();
  const labels = useMemo(() => graph?.nodes.map((_, node) => labelOf(node)), [graph, labelOf]);
  useEffect(() => {
    if (graph === undefined || labels === undefined) return undefined;
    let isWanted = true;
    const input = layoutInput(graph, labels, arrangement);
    const asked = askForLayout({ input, byForces: arrangement === "force" });
    void trackActivity(asked).then((layout) => {
      if (isWanted) setScene(graphScene(graph, { labels, arrangement, layout }));
    });
    return () => {
      isWanted = false;
    };
  }, [graph, labels, arrangement]);
  return graph === undefined ? undefined : scene;
}
