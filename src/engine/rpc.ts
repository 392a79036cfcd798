import { abortReason } from "@/lib/deadline";
import { isAbort, Problem, type ProblemRecord, toProblem } from "@/lib/problem";
import type { ServiceGraph } from "@/model/service-graph";
import type { LoadOptions, LoadProgress } from "@/model/trace-source";
import type { LoadedTrace, SpanMatches, TraceEngine } from "./trace-engine";

/*
 * Calls of an engine in another thread. The caller sends `call` and perhaps `cancel`; the other
 * side sends any number of `progress`, of `preview` and `partial` where the call wants them, and
 * then exactly one `result` or `failure`, also for a call that was cancelled. The caller answers a
 * `preview` with `taken`, for which the other side waits a while. Numbers of calls are never used
 * twice.
 */

/** The parameters of an engine's call without its options, and what it comes to. */
type Call<F> = F extends (...args: infer Args) => Promise<infer Result>
  ? { args: WithoutOptions<Args>; result: Result }
  : never;
type WithoutOptions<Args extends unknown[]> =
  Required<Args> extends [...infer Rest, infer Last]
    ? Last extends LoadOptions
      ? Rest
      : Required<Args>
    : never;

/** The calls of an engine, by name. */
export type EngineCalls = { [M in keyof TraceEngine]: Call<TraceEngine[M]> };
export type Method = keyof EngineCalls;
export type Args<M extends Method> = EngineCalls[M]["args"];
export type Result<M extends Method> = EngineCalls[M]["result"];

/** Of a search or a graph: what has been found so far. */
export type PartialAnswer = SpanMatches | ServiceGraph;

export type ToEngine<M extends Method = Method> =
  | {
      readonly type: "call";
      readonly id: number;
      readonly method: M;
      readonly args: Args<M>;
      /** Of a load: wants to be shown what has arrived so far. */
      readonly wantsPreviews?: true;
      /** Of a search or a graph: wants to be told what has been found so far. */
      readonly wantsPartials?: true;
    }
  | { readonly type: "cancel"; readonly id: number }
  /** The preview that came last has been shown. */
  | { readonly type: "taken"; readonly id: number };

export type FromEngine<M extends Method = Method> =
  | { readonly type: "progress"; readonly id: number; readonly progress: LoadProgress }
  | { readonly type: "preview"; readonly id: number; readonly value: LoadedTrace }
  | { readonly type: "partial"; readonly id: number; readonly value: PartialAnswer }
  | { readonly type: "result"; readonly id: number; readonly value: Result<M> }
  | { readonly type: "failure"; readonly id: number; readonly failure: Failure };

/** An error as plain data: errors lose their class when they are cloned. */
export type Failure = { readonly abort: true } | { readonly problem: ProblemRecord };

export function toFailure(error: unknown): Failure {
  return isAbort(error) ? { abort: true } : { problem: toProblem(error).toJSON() };
}

export function fromFailure(failure: Failure): Problem | DOMException {
  if ("abort" in failure) return abortReason(AbortSignal.abort());
  return new Problem(failure.problem.code, failure.problem.params);
}

/** What a Worker, the inside of one and a MessagePort have in common. */
export interface RpcPort {
  postMessage(message: unknown, options?: { transfer: Transferable[] }): void;
  addEventListener(type: "message", listener: (event: MessageEvent) => void): void;
  removeEventListener(type: "message", listener: (event: MessageEvent) => void): void;
  /** Of a MessagePort only: lets the messages in. */
  start?(): void;
}
