import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { goDuration, pathSegment, rfc3339, urlBelow } from "./jaeger-params";

const unitNs: Readonly<Record<string, bigint>> = { s: 10n ** 9n, ms: 10n ** 6n, us: 1000n, ns: 1n };

describe("jaeger-params", () => {
  it("writes times exactly, to the microsecond that was asked for", () => {
    const longest = Date.UTC(2200, 0) * 1000;
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000_000, max: longest }), (micros) => {
        const text = rfc3339(micros);
        expect(text).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z$/u);
        const [seconds, fraction = ""] = text.slice(0, -1).split(".");
        expect(Date.parse(`${seconds}Z`) * 1000 + Number(fraction) / 1000).toBe(micros);
      }),
    );
    expect(rfc3339(-1)).toBe("1969-12-31T23:59:59.999999000Z");
  });

  it("writes durations that Go reads, exactly", () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (ns) => {
        const [, digits = "", unit = ""] = /^(\d+)(s|ms|us|ns)$/u.exec(goDuration(ns)) ?? [];
        expect(BigInt(digits) * (unitNs[unit] ?? 0n)).toBe(BigInt(ns));
      }),
    );
    expect([0, 1, 1000, 1_200_000_000, 3e9].map(goDuration)).toEqual([
      "0ns",
      "1ns",
      "1us",
      "1200ms",
      "3s",
    ]);
  });

  it("keeps every id below its folder, whatever it holds", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (id) => {
        const segment = pathSegment(id);
        if (segment === undefined) return;
        const { pathname, search, hash } = new URL(
          urlBelow("https://a.test/b/", `api/traces/${segment}`),
        );
        expect(pathname.split("/").slice(0, -1)).toEqual(["", "b", "api", "traces"]);
        expect(decodeURIComponent(pathname.split("/").at(-1) ?? "")).toBe(id);
        expect([search, hash]).toEqual(["", ""]);
      }),
    );
  });
});
