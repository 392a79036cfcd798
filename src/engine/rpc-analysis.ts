import { flameColumns, type FlameFigures } from "@/derive/flame-tree";
import type { Args, Result } from "./rpc";
import type { MatchOptions, TraceAnalysis } from "./trace-engine";

/** The buffers of columns that were made for one answer: they move and are not cloned. */
export function buffersOf(...columns: readonly ArrayBufferView[]): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  for (const { buffer } of columns) if (buffer instanceof ArrayBuffer) buffers.add(buffer);
  return [...buffers];
}

type AnalysisHandlers = {
  readonly [M in keyof TraceAnalysis]: (
    args: Args<M>,
    options: MatchOptions,
  ) => Promise<{ readonly value: Result<M>; readonly transfer: ArrayBuffer[] }>;
};

/** The engine's side of the calls of `TraceAnalysis`, with the memory that goes with each answer. */
export function analysisHandlers(engine: TraceAnalysis): AnalysisHandlers {
  return {
    async match([handle, text], options) {
      const value = await engine.match(handle, text, options);
      return { value, transfer: buffersOf(value.rows) };
    },
    async criticalPath([handle, root], options) {
      const value = await engine.criticalPath(handle, root, options);
      return { value, transfer: buffersOf(...Object.values(value)) };
    },
    async linksIn([handle, span], options) {
      const value = await engine.linksIn(handle, span, options);
      return { value, transfer: buffersOf(value) };
    },
    async selfTimes([handle], options) {
      const value = await engine.selfTimes(handle, options);
      return { value, transfer: buffersOf(value) };
    },
    async statistics([handle, keys], options) {
      return { value: await engine.statistics(handle, keys, options), transfer: [] };
    },
    async serviceGraph([handle, unit], options) {
      return { value: await engine.serviceGraph(handle, unit, options), transfer: [] };
    },
    async spanGroups([handle, key], options) {
      const value = await engine.spanGroups(handle, key, options);
      return { value, transfer: buffersOf(value.ofSpan) };
    },
    async spanMarks([handle], options) {
      const value = await engine.spanMarks(handle, options);
      return { value, transfer: buffersOf(value) };
    },
    async completions([handle, place], options) {
      return { value: await engine.completions(handle, place, options), transfer: [] };
    },
    async repeats([handle, rows], options) {
      const value = await engine.repeats(handle, rows, options);
      return { value, transfer: buffersOf(...Object.values<ArrayBufferView>({ ...value })) };
    },
    async clockSkew([handle], options) {
      const value = await engine.clockSkew(handle, options);
      const { hostOfResource, impossible, deltaNs } = value;
      return { value, transfer: buffersOf(hostOfResource, impossible, deltaNs) };
    },
    async compare([a, b], options) {
      const value = await engine.compare(a, b, options);
      const { parent, depth, subtreeEnd, renamed } = value;
      const sides = [value.a, value.b].flatMap((side) =>
        Object.values<ArrayBufferView>({ ...side }),
      );
      return { value, transfer: buffersOf(parent, depth, subtreeEnd, renamed, ...sides) };
    },
    async flame([handle, measure], options) {
      const value = await engine.flame(handle, measure, options);
      const { tree, figures, nodeOf } = value;
      return { value, transfer: buffersOf(...flameColumns(tree), ...columnsOf(figures), nodeOf) };
    },
    async compareFlames([a, b, side], options) {
      const value = await engine.compareFlames(a, b, side, options);
      const { tree, a: inA, b: inB, belowA, belowB, nodeOfA, nodeOfB } = value;
      const { serviceInB, nameInB } = value;
      const columns = [...flameColumns(tree), ...columnsOf(inA), ...columnsOf(inB)];
      const ofNodes = [belowA, belowB, nodeOfA, nodeOfB, serviceInB, nameInB];
      return { value, transfer: buffersOf(...columns, ...ofNodes) };
    },
    async spanOrder([handle, order], options) {
      const value = await engine.spanOrder(handle, order, options);
      return { value, transfer: buffersOf(value) };
    },
    async eventList([handle, filter], options) {
      const value = await engine.eventList(handle, filter, options);
      return { value, transfer: buffersOf(value.event, value.span, value.timeNs) };
    },
    async eventRows([handle, events], options) {
      return { value: await engine.eventRows(handle, events, options), transfer: [] };
    },
  };
}

const columnsOf = (figures: FlameFigures): ArrayBufferView[] =>
  Object.values<ArrayBufferView>({ ...figures });
