import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  formatGraphParams,
  formatHops,
  formatLayers,
  graphLayers,
  parseGraphParams,
  parseHops,
  parsePlaces,
  shownLayers,
  withPlace,
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
    graphLayout: fc.constant("force" as const),
    graphDraw: fc.constantFrom("all" as const, "busiest" as const),
    graphPlace: fc.array(
      fc
        .tuple(fc.integer({ min: -999_999, max: 999_999 }), fc.nat({ max: 999_999 }), name)
        .map((place) => place.join(",")),
      { minLength: 1, maxLength: 4 },
    ),
    graphColor: fc.constantFrom("latency" as const, "calls" as const),
    graphFocus: name,
    graphHops: fc.constantFrom("1-1", "all-0", "3-all"),
    graphMin: fc.integer({ min: 1, max: 999_999_999 }),
    graphGroup: fc.constant("prefix" as const),
    graphOpen: fc.array(name, { minLength: 1, maxLength: 4 }),
    graphPick: fc.oneof(fc.tuple(name), fc.tuple(name, name, name)),
    graphFind: name,
    graphSort: fc.constantFrom("caller", "-p95", "-calls.delta"),
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
      "&graphGroup=all&graphDraw=some&graphPick=a&graphPick=b&graphFocus=" +
      "x".repeat(3000);
    expect(parseGraphParams(parseRawParams(query))).toEqual({});
    expect(parseHops("10-1")).toBeUndefined();
    expect(parseHops("__proto__")).toBeUndefined();
  });

  it("have where nodes were put, the last word on each, and no more than fit", () => {
    let places = withPlace(undefined, "a,b", [1.4, -2]);
    places = withPlace(places, "__proto__", [3, 4]);
    places = withPlace(places, "a,b", [5, 1e9]);
    expect(places).toEqual(["3,4,__proto__", "5,999999,a,b"]);
    expect([...parsePlaces(places)]).toEqual([
      ["__proto__", [3, 4]],
      ["a,b", [5, 999_999]],
    ]);
    for (let at = 0; at < 100; at += 1) places = withPlace(places, `s${at}`, [at, at]);
    expect(places).toHaveLength(60);
    expect(places.at(-1)).toBe("99,99,s99");
    expect(parseGraphParams(toRawParams({ graphPlace: ["1,x,a", "1", "2,3"] }))).toEqual({});
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
