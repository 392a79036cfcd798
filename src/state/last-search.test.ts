import { afterEach, describe, expect, it, vi } from "vitest";
import { lastSearch, rememberSearch } from "./last-search";

afterEach(() => vi.unstubAllGlobals());

function storage() {
  const items = new Map<string, string>();
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
  };
}

describe("the last search", () => {
  it("is kept per tab", () => {
    vi.stubGlobal("sessionStorage", storage());
    rememberSearch("?service=a", "jaeger");
    expect(lastSearch()).toBe("?service=a");
    rememberSearch("?service=b", "demo");
    expect(lastSearch()).toBe("?service=b");
    expect(lastSearch("jaeger")).toBe("?service=a");
    expect(lastSearch("demo")).toBe("?service=b");
    expect(lastSearch("files")).toBe("");
  });

  it("is kept by the page where storage is forbidden", () => {
    const forbidden = () => {
      throw new DOMException("forbidden", "SecurityError");
    };
    vi.stubGlobal("sessionStorage", { getItem: forbidden, setItem: forbidden });
    rememberSearch("?service=c", "jaeger");
    expect(lastSearch()).toBe("?service=c");
    expect(lastSearch("jaeger")).toBe("?service=c");
  });
});
