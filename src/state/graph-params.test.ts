import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  formatGraphParams,
  formatHops,
  formatLayers,
  graphLayers,
  parseGraphParams,
  parseHops,
  shownLayers,
  type GraphParams,
} from "./graph-params";
import { parseRawParams, toRawParams } from "./raw-params";

const name = fc
  .string({ minLength: 1, maxLength: 40, unit: "grapheme" })
  .filter((text) => text.isWellFormed() && text !== "");
const params = fc.record(
  {
    graphBy: fc.constant("name" as const),
    graphShow: fc.constantFrom("none", "within", "peers,links"),
    graphDir: fc.constant("down" as const),
    graphColor: fc.constantFrom("latency" as const, "calls" as const),
    graphFocus: name,
    graphHops: fc.constantFrom("1-1", "all-0", "3-all"),
    graphMin: fc.integer({ min: 1, max: 999_999_999 }),
    graphGroup: fc.constant("prefix" as const),
    graphOpen: fc.array(name, { minLength: 1, maxLength: 4 }),
    graphPick: fc.oneof(fc.tuple(name), fc.tuple(name, name, name)),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<GraphParams>;

describe("the parameters of a graph", () => {
  it("come out of a URL as they went in", () => {
    fc.assert(
      fc.property(params, (one) => {
        expect(parseGraphParams(toRawParams(formatGraphParams(one)))).toEqual(one);
      }),
    );
  });

  it("are not there where they cannot be read", () => {
    const query =
      "graphBy=x&graphShow=within,nothing&graphDir=up&graphColor=red&graphHops=1-2-3&graphMin=0" +
      "&graphGroup=all&graphPick=a&graphPick=b&graphFocus=" +
      "x".repeat(3000);
    expect(parseGraphParams(parseRawParams(query))).toEqual({});
    expect(parseHops("10-1")).toBeUndefined();
    expect(parseHops("__proto__")).toBeUndefined();
  });

  it("write layers and hops as they read them", () => {
    fc.assert(
      fc.property(
        fc.subarray([...graphLayers]),
        fc.constantFrom("name" as const, undefined),
        (some, by) => {
          const graphShow = formatLayers(new Set(some), by);
          const shown = shownLayers({
            ...(by && { graphBy: by }),
            ...(graphShow && { graphShow }),
          });
          expect(shown).toEqual(new Set(some));
        },
      ),
    );
    expect(parseHops(formatHops({ up: 2, down: Number.POSITIVE_INFINITY }))).toEqual({
      up: 2,
      down: Number.POSITIVE_INFINITY,
    });
  });
});
