import { afterEach, describe, expect, test, vi } from "vitest";
import { draftOf, inputTimeInZone, meantRange, submitDraft, toInputTime } from "./search-draft";

const now = Date.UTC(2026, 0, 12, 14, 30);
const nobody = { service: "", operation: "" };
const abilities = { searchesAllServices: true };

describe("the hour that comes twice when clocks are put back", () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  test("is the one that the range was written from", () => {
    vi.stubEnv("TZ", "Europe/Berlin");
    for (const hour of [0, 1]) {
      const start = Date.UTC(2025, 9, 26, hour, 10) * 1000;
      const params = { start, end: start + 60e6 };
      const draft = draftOf(params, "local", nobody);
      expect(draft.from).toBe("2025-10-26T02:10:00");
      const meant = meantRange(params);
      expect(submitDraft(draft, now, "local", abilities, meant)).toMatchObject({ params });
      expect(inputTimeInZone(draft.from, "local", "utc", start)).toBe(toInputTime(start, "utc"));
      // What is typed instead is read as such.
      const typed = { ...draft, from: "2025-10-26T01:00:00" };
      expect(submitDraft(typed, now, "local", abilities, meant)).toMatchObject({
        params: { start: Date.UTC(2025, 9, 25, 23) * 1000, end: params.end },
      });
    }
  });
});
