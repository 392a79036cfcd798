import { clockSkew } from "@/derive/clock-skew";
import { compareSteps } from "@/derive/compare-traces";
import { criticalPath, criticalPaths } from "@/derive/critical-path";
import { findRepeats } from "@/derive/find-repeats";
import { eventListSteps, eventRow } from "@/derive/event-list";
import { flameComparisonSteps } from "@/derive/flame-comparison";
import { flameSteps } from "@/derive/flame-graph";
import { linksIn } from "@/derive/links-in";
import { matchSpans } from "@/derive/match-spans";
import { parseQuery } from "@/derive/parse-query";
import { indexPath } from "@/derive/path-index";
import { selfTimes } from "@/derive/self-time";
import { serviceGraph } from "@/derive/service-graph";
import { traceHosts } from "@/derive/skew-hosts";
import { spanGroups } from "@/derive/span-groups";
import { spanMarks } from "@/derive/span-marks";
import { spanOrder } from "@/derive/span-order";
import { traceStatistics } from "@/derive/trace-statistics";
import { BitSet } from "@/lib/bitset";
import type { Trace } from "@/model/trace";
import { createBreather } from "@/lib/breather";
import { queryCompletions } from "./query-completions";
import type { SpanMatches, TraceAnalysis, TraceHandle } from "./trace-engine";

/** Looks at a span before other tasks of the thread may get their turn. */
const effortPerStep = 8192;
/** Matches found so far are told this often at most, in milliseconds; the first ones at once. */
const partialEveryMs = 100;

/** The figures of the traces that an engine holds. */
export function createAnalysis(traceOf: (handle: TraceHandle) => Trace): TraceAnalysis {
  return {
    async match(handle, text, options = {}) {
      const { signal, onPartial } = options;
      const breathe = createBreather(signal);
      const trace = traceOf(handle);
      const { query, problem } = parseQuery(text);
      const steps = query && matchSpans(trace, query);
      const answer = (isWhole: boolean): SpanMatches => ({
        rows: steps?.matches() ?? new Uint32Array(0),
        searched: steps?.searched ?? trace.spans.length,
        isWhole,
        problem,
      });
      let toldAt = Number.NEGATIVE_INFINITY;
      while (steps && !steps.step(effortPerStep)) {
        await breathe();
        const now = performance.now();
        if (!onPartial || steps.found === 0 || now - toldAt < partialEveryMs) continue;
        toldAt = now;
        onPartial(answer(false));
      }
      return answer(true);
    },
    async criticalPath(handle, root, { signal } = {}) {
      signal?.throwIfAborted();
      const { spans } = traceOf(handle);
      const of = root === "roots" ? undefined : root;
      const path = of === undefined ? criticalPaths(spans) : criticalPath(spans, of);
      return { ...path, ...indexPath(spans, path, of) };
    },
    async linksIn(handle, span, { signal } = {}) {
      signal?.throwIfAborted();
      return linksIn(traceOf(handle), span);
    },
    async selfTimes(handle, { signal } = {}) {
      signal?.throwIfAborted();
      return selfTimes(traceOf(handle).spans);
    },
    async statistics(handle, keys, { signal } = {}) {
      signal?.throwIfAborted();
      return traceStatistics(traceOf(handle), keys);
    },
    async serviceGraph(handle, unit, { signal } = {}) {
      signal?.throwIfAborted();
      return serviceGraph([traceOf(handle)], { unit });
    },
    compare: (a, b, { signal } = {}) => finish(() => compareSteps(traceOf(a), traceOf(b)), signal),
    flame: (handle, measure, { signal } = {}) =>
      finish(() => flameSteps(traceOf(handle), measure), signal),
    compareFlames: (a, b, side, { signal } = {}) =>
      finish(() => flameComparisonSteps(traceOf(a), traceOf(b), side), signal),
    async spanOrder(handle, order, { signal } = {}) {
      signal?.throwIfAborted();
      return spanOrder(traceOf(handle), order);
    },
    eventList: (handle, filter, { signal } = {}) =>
      finish(() => eventListSteps(traceOf(handle), filter), signal),
    async eventRows(handle, events, { signal } = {}) {
      signal?.throwIfAborted();
      const trace = traceOf(handle);
      return events.map((event) => eventRow(trace, event));
    },
    async spanGroups(handle, key, { signal } = {}) {
      signal?.throwIfAborted();
      return spanGroups(traceOf(handle), key);
    },
    async spanMarks(handle, { signal } = {}) {
      signal?.throwIfAborted();
      return spanMarks(traceOf(handle));
    },
    async completions(handle, place, options = {}) {
      options.signal?.throwIfAborted();
      return queryCompletions(traceOf(handle), place, options);
    },
    async repeats(handle, { shown, elided, focus }, { signal } = {}) {
      signal?.throwIfAborted();
      const trace = traceOf(handle);
      const setOf = (words: Uint32Array) => BitSet.fromWords(trace.spans.length, words);
      return findRepeats(trace, {
        shown: shown && setOf(shown),
        elided: elided && setOf(elided),
        focus,
      });
    },
    async clockSkew(handle, { signal } = {}) {
      signal?.throwIfAborted();
      const trace = traceOf(handle);
      const hosts = traceHosts(trace);
      return { ...hosts, ...clockSkew(trace.spans, hosts.hostOfResource) };
    },
  };
}

/** Works until all is done, and lets others have their turn. */
async function finish<T>(
  start: () => Generator<void, T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  const breathe = createBreather(signal);
  // Who has given up before it begins is told so before anything is done.
  await breathe();
  const steps = start();
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    await breathe();
  }
}
