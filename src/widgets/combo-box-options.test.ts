import { expect, test } from "vitest";
import { rankOptions } from "./combo-box-options";

const options = ["my-api", "API", "api", "api-gateway", "auth"].map((value) => ({ value }));
const values = (query: string, limit = 10) =>
  rankOptions(options, query, limit).shown.map(({ value }) => value);

test("equal comes before beginning, beginning before containing, in the order given", () => {
  expect(values("api")).toEqual(["api", "API", "api-gateway", "my-api"]);
  expect(values("API")).toEqual(["API", "api", "api-gateway", "my-api"]);
  expect(values("")).toEqual(["my-api", "API", "api", "api-gateway", "auth"]);
  expect(values("nothing")).toEqual([]);
});

test("only so many are shown, and all are counted", () => {
  expect(rankOptions(options, "a", 2)).toMatchObject({ total: 5, exact: false });
  expect(values("a", 2)).toEqual(["API", "api"]);
});

test("exact means letter for letter", () => {
  expect(rankOptions(options, "api", 1).exact).toBe(true);
  expect(rankOptions(options, "Api", 1).exact).toBe(false);
});
