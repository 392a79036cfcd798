import { ServiceGraphBuilder } from "@/derive/service-graph";
import { peerKeys } from "@/derive/service-peers";
import type { Fetch } from "@/lib/http";
import { Problem } from "@/lib/problem";
import type { GraphUnit, ServiceGraph } from "@/model/service-graph";
import type { TraceCalls } from "@/model/trace-calls";
import { TraceSetBuilder } from "@/model/trace-set-builder";
import type { HttpRequest, LoadProgress } from "@/model/trace-source";
import { isUnknownPath } from "@/lib/http-status";
import { createBreather } from "@/lib/breather";
import { readInto } from "./read-request";
import type { GraphOptions, TracesGraph } from "./trace-engine";

/** Traces that are made at a time: few enough to be soon done, enough to share the work for all. */
const atATime = 100;
/** And this share of those before: sorting the spans by trace is done once each time, of all. */
const share = 1 / 4;

/**
 * The service graph of traces that are still arriving. A trace is counted, and let go, when spans
 * of others have come after it, as sources write one trace after the other. Where one then goes on
 * after all, what was counted is given up, and everything is counted at the end.
 */
export class StreamedGraph {
  readonly #source: TraceSetBuilder;
  readonly #unit: GraphUnit;
  #graph: ServiceGraphBuilder;
  /** By number of trace: how many spans it had when it was counted. */
  readonly #counted = new Map<number, number>();
  /** Traces with links into others: where those end is known when all are there. */
  readonly #linked: number[] = [];
  /** Traces of which the source had yet to describe a resource. */
  #open: number[] = [];
  /** The first trace that has not been looked at. */
  #next = 0;

  constructor(source: TraceSetBuilder, unit: GraphUnit) {
    this.#source = source;
    this.#unit = unit;
    this.#graph = this.#start();
  }

  #start(): ServiceGraphBuilder {
    return new ServiceGraphBuilder({ unit: this.#unit, traceOf: this.#traceOf });
  }

  /** Counts the traces that seem to be whole, when they are enough to be worth it. */
  countWhole(): void {
    // Of the last of them more may come, and with it of the one before: spans are read in pieces.
    const end = this.#source.traceCount - 2;
    const count = end - this.#next;
    if (count >= Math.max(atATime, this.#next * share)) {
      const begun = Array.from({ length: count }, (_, at) => this.#next + at);
      const numbers = [...this.#open, ...begun];
      this.#open = [];
      this.#next = end;
      this.#source.calls(numbers, { more: true }).forEach((trace, at) => {
        const number = numbers[at] ?? 0;
        if (trace === undefined) this.#open.push(number);
        else if (leadsOut(trace)) this.#linked.push(number);
        else this.#count(number, trace);
      });
    }
  }

  /** The graph of what has been counted. */
  soFar(): ServiceGraph {
    return this.#graph.finish();
  }

  /** The graph of everything, once no more spans come. */
  async finish(signal: AbortSignal | undefined): Promise<ServiceGraph> {
    const spans = this.#source.spansByTrace();
    const all = Array.from(spans, (_, number) => number);
    const grew = [...this.#counted].some(([number, count]) => spans[number] !== count);
    const rest = grew ? all : [...this.#linked, ...this.#open, ...all.slice(this.#next)];
    if (grew) this.#graph = this.#start();
    const breathe = createBreather(signal);
    for (let from = 0; from < rest.length; from += atATime) {
      for (const trace of this.#source.calls(rest.slice(from, from + atATime))) {
        await breathe();
        if (trace) this.#graph.add(trace);
      }
    }
    return this.#graph.finish();
  }

  #count(number: number, trace: TraceCalls): void {
    this.#graph.add(trace);
    this.#counted.set(number, trace.spans.length);
  }

  /** Where a link ends; each such trace is made once. */
  readonly #targets = new Map<string, TraceCalls | undefined>();
  readonly #traceOf = (traceId: string): TraceCalls | undefined => {
    if (this.#targets.has(traceId)) return this.#targets.get(traceId);
    const number = this.#source.numberOf(traceId);
    const trace = number === undefined ? undefined : this.#source.calls([number])[0];
    this.#targets.set(traceId, trace);
    return trace;
  };
}

/** What has been counted is told first after so long, then each time after so many times as long. */
const firstToldMs = 700;
const longer = 3;

/**
 * True when a load that has taken so long is expected to be whole within `ms`: whoever looks is
 * better served by all of it. False where the size of the whole is not known.
 */
export function isSoonWhole(
  { bytes, totalBytes }: LoadProgress,
  takenMs: number,
  ms: number,
): boolean {
  if (totalBytes === undefined || bytes === 0) return false;
  return (takenMs * (totalBytes - bytes)) / bytes < ms;
}

/**
 * Asks for traces, and counts them while they arrive: `onPartial` is told of what has been counted,
 * now and then. That there are none is no failure, however the server words it.
 */
export async function streamedGraphOf(
  request: HttpRequest,
  unit: GraphUnit,
  options: GraphOptions & { readonly fetch?: Fetch },
): Promise<TracesGraph> {
  const { fetch, onPartial, onProgress, signal } = options;
  const source = new TraceSetBuilder({ onlyAttributes: peerKeys });
  const graph = new StreamedGraph(source, unit);
  const startedAt = performance.now();
  let tellAt = startedAt + firstToldMs;
  let waitMs = firstToldMs;
  const read = await readInto(source, request, fetch, {
    ...options,
    onProgress(progress) {
      onProgress?.(progress);
      if (progress.phase !== "reading") return;
      graph.countWhole();
      const now = performance.now();
      if (!onPartial || now < tellAt || signal?.aborted) return;
      if (isSoonWhole(progress, now - startedAt, waitMs)) return;
      const counted = graph.soFar();
      if ((counted.traceCount ?? 0) > 0) onPartial(counted);
      waitMs *= longer;
      tellAt = performance.now() + waitMs;
    },
  }).catch(noneWhereNotFound);
  const whole = await graph.finish(signal);
  return { graph: whole, ...(read.partial ? { partial: read.partial.toJSON() } : {}) };
}

/** A search that finds nothing: no byte of the oldest v3 servers, a 404 of the others. */
function noneWhereNotFound(error: unknown): { readonly partial?: Problem } {
  const code = error instanceof Problem ? error.code : "";
  if (code === "empty" || (code === "not-found" && !isUnknownPath(error))) return {};
  throw error;
}

/** Some link ends in no span of the trace itself. */
function leadsOut({ links }: TraceCalls): boolean {
  return links.target.some((row) => row < 0);
}
