import { expect, it } from "vitest";
import { countedSearch, questionOfLink } from "./counted-search";

const info = { kind: "jaeger-v3", version: "", searchesAllServices: false } as const;
const search = "?from=search&service=a&start=5&end=9&limit=3";
const query = { service: "a", attributes: {}, startUnixMicro: 5, endUnixMicro: 9, limit: 3 };

it("finds the question of a link, at any base and with any choices about the drawing", () => {
  for (const path of ["/dependencies", "/dependencies/", "/jaeger/dependencies"]) {
    expect(questionOfLink(path, search, info)).toEqual({ query, unit: "service" });
  }
  const choices = `${search}&graphBy=name&graphFocus=b&against=1d`;
  expect(questionOfLink("/dependencies", choices, info)).toEqual({ query, unit: "name" });
});

it("asks nothing for a link that is of something else, or whose time is still open", () => {
  for (const [path, other] of [
    ["/search", search],
    ["/trace/dependencies/x", search],
    ["/dependencies", ""],
    ["/dependencies", search.replace("search", "all")],
    ["/dependencies", search.replace("from=search&", "")],
    ["/dependencies", search.replace("&end=9", "&lookback=1h")],
    ["/dependencies", search.replace("service=a&", "")],
    ["/dependencies", `${search}&minDuration=x`],
  ] as const) {
    expect(questionOfLink(path, other, info)).toBeUndefined();
  }
});

it("waits to be told the kind of server where one kind would take no notice of attributes", () => {
  const tagged = `${search}&tags={"http.method":"GET"}`;
  expect(questionOfLink("/dependencies", tagged, info)).toBeUndefined();
  const params = { service: "a", start: 5, end: 9, tags: '{"b":"c"}' };
  expect(countedSearch(params, info)).toMatchObject({ attributes: { b: "c" } });
});
