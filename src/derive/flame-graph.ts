import { countUp } from "@/lib/gather";
import type { TraceCore } from "@/model/trace";
import { mergePaths, type FlameFigures, type FlameTree } from "./flame-tree";

/** What a flame graph's widths add up: self times, or spans. */
export type FlameMeasure = "self" | "spans";

/**
 * The flame graph of a trace: its spans merged by their paths of service and span name, from the
 * roots down.
 *
 * The width of a node is the sum of the self times (`self-time.ts`) of its spans and of all spans
 * below them: children always fit below their parent, nothing is counted twice, and the widths of
 * the roots add up to the self time of the whole trace. It is time that was spent, not time that
 * passed: where spans ran side by side, it is more than the duration of the trace. With the measure
 * "spans" a width is how many spans there are in the node and below.
 */
export interface FlameGraph {
  /** Names are those of the trace. */
  readonly tree: FlameTree;
  readonly figures: FlameFigures;
  /** Node of each span. */
  readonly nodeOf: Uint32Array;
}

/** Makes the flame graph of a trace. Yields now and then. */
export function* flameSteps(core: TraceCore, measure: FlameMeasure): Generator<void, FlameGraph> {
  const sources = [{ core, nameOf: countUp(core.names.length) }];
  const merged = yield* mergePaths(sources, ([figures], node) =>
    measure === "self" ? figures!.selfNs[node]! : figures!.count[node]!,
  );
  return { tree: merged.tree, figures: merged.figures[0]!, nodeOf: merged.nodeOf[0]! };
}
