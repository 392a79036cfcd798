import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  draftOf,
  emptyDraft,
  fromInputTime,
  inputTimeInZone,
  submitDraft,
  toInputTime,
} from "./search-draft";
import type { SearchParams } from "./search-params";

const now = Date.UTC(2026, 0, 12, 14, 30);
const nobody = { service: "", operation: "" };
const abilities = { searchesAllServices: true };
const submit = (change: Partial<typeof emptyDraft>) =>
  submitDraft({ ...emptyDraft, ...change }, now, "utc", abilities);
const fieldsOf = (result: ReturnType<typeof submit>) =>
  "problems" in result ? result.problems.map(({ field }) => field) : [];

describe("times of a datetime-local input", () => {
  test("are read in the zone that is shown", () => {
    expect(fromInputTime("2026-01-12T14:30", "utc")).toBe(now * 1000);
    expect(fromInputTime("2026-01-12T14:30:05.25", "utc")).toBe(now * 1000 + 5_250_000);
    expect(fromInputTime("", "utc")).toBeUndefined();
    expect(fromInputTime("tomorrow", "local")).toBeUndefined();
    expect(fromInputTime("1969-12-31T00:00", "utc")).toBeUndefined();
  });

  test("come back to the millisecond, in both zones", () => {
    const seconds = fc.integer({ min: 0, max: 4_000_000_000 });
    fc.assert(
      fc.property(seconds, fc.nat(999_999), (second, micro) => {
        const text = toInputTime(second * 1e6 + micro, "utc");
        expect(fromInputTime(text, "utc")).toBe(second * 1e6 + Math.floor(micro / 1000) * 1000);
        // In local time an hour of the year may stand for two.
        const local = fromInputTime(toInputTime(second * 1e6, "local"), "local") ?? 0;
        expect(Math.abs(local - second * 1e6)).toBeLessThanOrEqual(3_600e6);
      }),
    );
  });

  test("keep their moment when the zone is switched, and stay when they are none", () => {
    expect(toInputTime(now * 1000 + 45_999, "utc")).toBe("2026-01-12T14:30:00.045");
    const text = toInputTime(now * 1000, "utc");
    expect(text).toBe("2026-01-12T14:30:00");
    expect(fromInputTime(inputTimeInZone(text, "utc", "local"), "local")).toBe(now * 1000);
    expect(inputTimeInZone("2026-", "utc", "local")).toBe("2026-");
  });
});

describe("filling in the form", () => {
  test("attributes of a link are shown as they are typed", () => {
    expect(draftOf({ tags: '{"a":"b c"}' }, "utc", nobody).attributes).toBe('a="b c"');
    expect(draftOf({ tags: "oops" }, "utc", nobody).attributes).toBe("oops");
  });

  test("a range without a lookback is a custom one", () => {
    const draft = draftOf({ start: 1_000_000, end: 3_500_000 }, "utc", nobody);
    expect(draft).toMatchObject({
      lookback: "custom",
      from: "1970-01-01T00:00:01",
      to: "1970-01-01T00:00:03.500",
    });
    const cut = draftOf({ start: 1_000_999, end: 3_500_001 }, "utc", nobody);
    expect(cut).toMatchObject({ from: "1970-01-01T00:00:01", to: "1970-01-01T00:00:03.501" });
  });

  test("the last service is remembered where the link names none", () => {
    const last = { service: "a", operation: "b" };
    expect(draftOf({}, "utc", last)).toMatchObject({ service: "a", operation: "b" });
    expect(draftOf({ service: "c" }, "utc", last)).toMatchObject({ service: "c", operation: "" });
  });
});

describe("submitting", () => {
  test("fixes the window at the time of the press", () => {
    expect(submit({ service: " a ", lookback: "5m" })).toEqual({
      params: {
        service: "a",
        lookback: "5m",
        start: now * 1000 - 300e6,
        end: now * 1000,
        limit: 200,
      },
    });
  });

  test("writes attributes as Jaeger's JSON, whichever way they were typed", () => {
    for (const attributes of ['k="v 1" n=2', '{"k":"v 1","n":2}']) {
      expect(submit({ attributes })).toMatchObject({ params: { tags: '{"k":"v 1","n":"2"}' } });
    }
  });

  test("takes a custom range as typed", () => {
    const range = { lookback: "custom", from: "2026-01-12T14:00", to: "2026-01-12T14:30:00" };
    expect(submit(range)).toMatchObject({
      params: { start: now * 1000 - 1800e6, end: now * 1000, lookback: "custom" },
    });
  });

  test.each([
    [{ lookback: "custom" }, ["from", "to"]],
    [{ lookback: "custom", from: "2026-01-12T14:00" }, ["to"]],
    [{ lookback: "custom", from: "2026-01-12T14:00", to: "2026-01-12T13:00" }, ["to"]],
    [{ limit: "0" }, ["limit"]],
    [{ limit: "1e3" }, ["limit"]],
    [{ limit: "many" }, ["limit"]],
    [{ limit: "5", maxDuration: "1", attributes: "x" }, ["attributes", "maxDuration"]],
  ])("%j is refused at %j", (change, fields) => {
    expect(fieldsOf(submit(change))).toEqual(fields);
  });

  test("what was submitted fills the form in the same way", () => {
    const typed = {
      ...emptyDraft,
      service: "a",
      operation: "GET /",
      attributes: 'k="v 1"',
      lookback: "2d",
      minDuration: "1.5s",
      limit: "50",
    };
    const result = submitDraft(typed, now, "utc", abilities);
    const params: SearchParams = "params" in result ? result.params : {};
    expect(draftOf(params, "utc", nobody)).toMatchObject({
      ...typed,
      from: "2026-01-10T14:30:00",
      to: "2026-01-12T14:30:00",
    });
  });
});
