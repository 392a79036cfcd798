import { useEffect, useMemo, useState } from "react";
import { trackActivity } from "@/lib/activity";
import type { ServiceGraph } from "@/model/service-graph";
import { graphScene, layoutInput, type Direction, type GraphScene } from "./graph-scene";
import { askForLayout } from "./layout-client";

/**
 * The shapes of a graph; the ones before until they are there. Undefined before the first, and for
 * a graph that is not to be drawn.
 */
export function useLayout(
  graph: ServiceGraph | undefined,
  direction: Direction,
  labelOf: (node: number) => string,
): GraphScene | undefined {
  const [scene, setScene] = useState<GraphScene>();
  const labels = useMemo(() => graph?.nodes.map((_, node) => labelOf(node)), [graph, labelOf]);
  useEffect(() => {
    if (graph === undefined || labels === undefined) return undefined;
    let isWanted = true;
    void trackActivity(askForLayout(layoutInput(graph, labels, direction))).then((layout) => {
      if (isWanted) setScene(graphScene(graph, { labels, direction, layout }));
    });
    return () => {
      isWanted = false;
    };
  }, [graph, labels, direction]);
  return graph === undefined ? undefined : scene;
}
