import { expect, test } from "vitest";
import { traceFromDiagram } from "@/testing/trace-diagram";
import { formatSpanParam } from "../trace-page/span-param";
import { spanIndex } from "@/model/indexes";
import { chosenRoots, rootParams, spanLocation } from "./compared-parts";

const a = traceFromDiagram(`
  shop GET /cart      |==========|
    cart read           |==|
    price quote            |====|
`);
const b = traceFromDiagram(`
  shop GET /cart      |==========|
    price quote         |==|
    mail send               |==|
`);
const inA = (row: number) => formatSpanParam(a, spanIndex(row));
const inB = (row: number) => formatSpanParam(b, spanIndex(row));

test("a subtree is compared with its likeliest counterpart, or with what the URL names", () => {
  expect(chosenRoots(a, b, { rootA: inA(2) })).toEqual({ a: 2, b: 1 });
  expect(chosenRoots(a, b, { rootB: inB(1) })).toEqual({ a: 2, b: 1 });
  expect(chosenRoots(a, b, { rootA: inA(2), rootB: inB(2) })).toEqual({ a: 2, b: 2 });
  expect(chosenRoots(a, b, { rootA: inA(2), rootB: "whole" })).toEqual({ a: 2, b: undefined });
});

test("without a counterpart, or a span that the trace has, it is all of a trace", () => {
  expect(chosenRoots(a, b, { rootA: inA(1) })).toEqual({ a: 1, b: undefined });
  expect(chosenRoots(a, b, { rootA: "ffffffffffffffff" })).toEqual({ a: undefined, b: undefined });
});

test("the URL says what is compared, and nothing where that is all", () => {
  for (const roots of [
    { a: spanIndex(2), b: spanIndex(1) },
    { a: spanIndex(1), b: undefined },
    { a: undefined, b: undefined },
  ]) {
    const { rootA, rootB } = rootParams([a, b], roots);
    expect(chosenRoots(a, b, { ...(rootA && { rootA }), ...(rootB && { rootB }) })).toEqual(roots);
  }
  const whole = rootParams([a, b], { a: undefined, b: undefined });
  expect(whole).toEqual({ rootA: undefined, rootB: undefined });
});

test("a span of a subtree is found in its own trace", () => {
  const { params, search } = spanLocation({ kind: "files", whole: a, root: spanIndex(1) }, 0);
  expect(params.traceId).toBe(a.traceId);
  expect(search).toMatchObject({ source: "files", span: inA(1) });
});
