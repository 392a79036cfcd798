import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SpanFlag } from "@/model/span-table";
import { traces } from "@/testing/arbitraries";
import { traceFromDiagram } from "@/testing/trace-diagram";
import { likelyCause } from "./likely-cause";

const names = (diagram: string): string[] => {
  const trace = traceFromDiagram(diagram);
  return likelyCause(trace.spans).map((row) => trace.names[trace.spans.name[row]!] ?? "");
};

describe("the likely cause", () => {
  it("is the deepest error that led to the failure", () => {
    expect(
      names(`
        api  GET      |=========!|
          a  first     |==!|
          b  charge         |===!|
            c  query         |=!|
            c  commit          |=|
          d  fine     |=|
            e  handled |!|
      `),
    ).toEqual(["GET", "charge", "query"]);
  });

  it("is the last of several attempts", () => {
    expect(
      names(`
        api GET     |=========!|
          a one      |==!|
          a two         |==!|
      `),
    ).toEqual(["GET", "two"]);
  });

  it("is nothing where nothing failed", () => {
    expect(names("api GET |==|")).toEqual([]);
  });

  it("is a chain of errors, each the parent of the next, that no error goes on", () => {
    fc.assert(
      fc.property(traces(), ({ spans }) => {
        const chain = likelyCause(spans);
        const errors = Array.from(spans.flags, (flags) => (flags & SpanFlag.Error) !== 0);
        expect(chain.length > 0).toBe(errors.includes(true));
        for (const row of chain) expect(errors[row]).toBe(true);
        chain.forEach((row, i) => {
          if (i > 0) expect(spans.parent[row]).toBe(chain[i - 1]);
        });
        const last = chain.at(-1);
        errors.forEach((isError, row) => {
          if (isError && last !== undefined) expect(spans.parent[row]).not.toBe(last);
        });
      }),
    );
  });
});
