import { afterEach, describe, expect, it, vi } from "vitest";
import { readConfig } from "./jaeger-config";

afterEach(() => vi.unstubAllGlobals());

describe("readConfig", () => {
  it("takes the object that a Jaeger writes, or the answer of its script", () => {
    expect(readConfig({ JAEGER_CONFIG: { a: 1 } })).toEqual({ a: 1 });
    expect(readConfig({ JAEGER_CONFIG: { a: 1 }, UIConfig: () => ({ b: 2 }) })).toEqual({ b: 2 });
  });

  it("is empty where there is none, and survives a script that fails", () => {
    const report = vi.fn<(error: unknown) => void>();
    vi.stubGlobal("reportError", report);
    expect(readConfig({ JAEGER_CONFIG: null })).toEqual({});
    expect(readConfig({})).toEqual({});
    const UIConfig = () => {
      throw new Error("broken");
    };
    expect(readConfig({ JAEGER_CONFIG: { a: 1 }, UIConfig })).toEqual({ a: 1 });
    expect(report).toHaveBeenCalledOnce();
  });
});
