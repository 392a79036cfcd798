import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  formatPinnedParams,
  mostPinnedSpans,
  parsePinnedParams,
  pinnedNames,
  togglePinned,
} from "./pinned-params";
import { formatRawParams, parseRawParams } from "./raw-params";

const read = (query: string) => parsePinnedParams(parseRawParams(query));

describe("the parameters of pinned spans", () => {
  it("are read from a URL", () => {
    expect(read("pinned=a1,b2&differences=1")).toEqual({ pinned: "a1,b2", differences: "1" });
  });

  it("take nothing that is not understood", () => {
    expect(read("pinned=,,&differences=yes")).toEqual({});
    expect(read(`pinned=${"a".repeat(2000)}`)).toEqual({});
  });

  it("name each span once, and no more than fit", () => {
    expect(read("pinned=a,b,a,c,d,e")).toEqual({ pinned: "a,b,c,d" });
  });

  it("come back from a URL as they went into it", () => {
    const names = fc.uniqueArray(fc.stringMatching(/^[0-9a-f~]{1,20}$/), {
      minLength: 1,
      maxLength: mostPinnedSpans,
    });
    fc.assert(
      fc.property(names, fc.boolean(), (list, only) => {
        const params = { pinned: list.join(","), ...(only && { differences: "1" as const }) };
        expect(read(formatRawParams(formatPinnedParams(params)))).toEqual(params);
      }),
    );
  });
});

describe("togglePinned", () => {
  it("pins at the end, and unpins where it is", () => {
    expect(togglePinned(undefined, "a")).toBe("a");
    expect(togglePinned("a,b", "c")).toBe("a,b,c");
    expect(togglePinned("a,b,c", "b")).toBe("a,c");
    expect(togglePinned("a", "a")).toBeUndefined();
  });

  it("drops nothing for what has no room", () => {
    expect(togglePinned("a,b,c,d", "e")).toBe("a,b,c,d");
    expect(pinnedNames("a,b,c,d,e")).toEqual(["a", "b", "c", "d"]);
  });
});
