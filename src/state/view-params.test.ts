import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toRawParams } from "./raw-params";
import { formatViewParams, parseViewParams } from "./view-params";

const text = fc.string({ minLength: 1, unit: "grapheme" }).filter((one) => one.isWellFormed());

describe("the parameters of a trace's views", () => {
  it("come out of a URL as they went in", () => {
    fc.assert(
      fc.property(
        fc.record(
          {
            flame: text,
            flameBy: fc.constant("spans" as const),
            flameSide: fc.constantFrom("a" as const, "b" as const),
            spansBy: fc.constantFrom("start", "-duration", "id"),
            groupsBy: fc.constantFrom("group", "-p95", "-selfTotal"),
            events: text,
            exceptions: fc.constant("1" as const),
          },
          { requiredKeys: [] },
        ),
        (params) => {
          expect(parseViewParams(toRawParams(formatViewParams(params)))).toEqual(params);
        },
      ),
    );
  });

  it("are left out where they are not understood", () => {
    const raw = {
      flameBy: "bytes",
      flameSide: "c",
      spansBy: "--x",
      groupsBy: "a b",
      exceptions: "yes",
      flame: "x".repeat(3000),
    };
    expect(parseViewParams(raw)).toEqual({});
  });
});
