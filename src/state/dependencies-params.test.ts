import { describe, expect, it } from "vitest";
import {
  comparedStart,
  formatDependenciesParams,
  parseDependenciesParams,
} from "./dependencies-params";
import { parseRawParams, toRawParams } from "./raw-params";

const parse = (query: string) => parseDependenciesParams(parseRawParams(query));

describe("the parameters of the dependencies page", () => {
  it("are those of a search and those of a graph, and come back as they went", () => {
    const params = parse(
      "from=search&service=a&operation=b&tags=%7B%22k%22%3A%22v%22%7D&start=1&end=2&limit=7" +
        "&minDuration=1ms&graphBy=name&graphFocus=a&graphOpen=x&graphPick=a&source=demo&against=before&beside=server",
    );
    expect(params).toMatchObject({ from: "search", service: "a", limit: 7, graphBy: "name" });
    expect(parseDependenciesParams(toRawParams(formatDependenciesParams(params)))).toEqual(params);
  });

  it("are not there where they cannot be read", () => {
    expect(parse("from=__proto__&graphBy=toString&lookback=soon")).toEqual({});
    expect(parse("against=yesterday&beside=me")).toEqual({});
  });

  it("know when the earlier time begins that the graph is compared with", () => {
    const day = 86_400e6;
    const start = (against: string) => comparedStart(against, 10 * day, 5);
    expect(["before", "1d", "7d", "123", "-5"].map(start)).toEqual([
      10 * day - 5,
      9 * day,
      3 * day,
      123,
      undefined,
    ]);
  });
});
