import { expect, test } from "vitest";
import { formatCompareParams, parseCompareParams } from "./compare-params";
import { formatRawParams, parseRawParams } from "./raw-params";

const parse = (query: string) => parseCompareParams(parseRawParams(query));

test("sources, mode and cohort come out of a URL as they went into it", () => {
  const query = "?sourceA=files&sourceB=jaeger&cohort=a1&cohort=b2&mode=graph";
  expect(formatRawParams(formatCompareParams(parse(query)))).toBe(query);
  expect(parse(query).cohort).toEqual(["a1", "b2"]);
});

test("alignment and subtrees come out of a URL as they went into it", () => {
  const query = "?align=parent&rootA=00f067aa0ba902b7&rootB=whole";
  expect(formatRawParams(formatCompareParams(parse(query)))).toBe(query);
  expect(parse(`?align=end&rootA=&rootB=${"x".repeat(201)}`)).toEqual({});
});

test("what is not understood is left out, and of a cohort what is there twice or too much", () => {
  expect(parse("?sourceA=elsewhere&sourceB=&mode=9&cohort=")).toEqual({});
  expect(parse("?cohort=a1&cohort=a1").cohort).toEqual(["a1"]);
  const many = Array.from({ length: 500 }, (_, at) => `cohort=${at}`).join("&");
  expect(parse(`?${many}`).cohort).toHaveLength(100);
  expect(parse(`?cohort=${"x".repeat(201)}`)).toEqual({});
});
