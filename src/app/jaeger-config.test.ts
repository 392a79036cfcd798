import { afterEach, describe, expect, it, vi } from "vitest";
import { plainSite, setSiteSettings } from "@/state/site-settings";
import { mayArchive, readConfig, readSettings } from "./jaeger-config";

afterEach(() => {
  vi.unstubAllGlobals();
  setSiteSettings(plainSite);
});

describe("readConfig", () => {
  it("takes the object that a Jaeger writes, or the answer of its script", () => {
    expect(readConfig({ JAEGER_CONFIG: { a: 1 } })).toEqual({ a: 1 });
    expect(readConfig({ JAEGER_CONFIG: { a: 1 }, UIConfig: () => ({ b: 2 }) })).toEqual({ b: 2 });
  });

  it("is none where there is none, and survives a script that fails", () => {
    const report = vi.fn<(error: unknown) => void>();
    vi.stubGlobal("reportError", report);
    expect(readConfig({ JAEGER_CONFIG: null })).toBeUndefined();
    expect(readConfig({})).toBeUndefined();
    expect(readConfig({ JAEGER_CONFIG: ["a"] })).toBeUndefined();
    const UIConfig = () => {
      throw new Error("broken");
    };
    expect(readConfig({ JAEGER_CONFIG: { a: 1 }, UIConfig })).toEqual({ a: 1 });
    expect(report).toHaveBeenCalledOnce();
  });
});

describe("readSettings", () => {
  const base = "https://tools.example/jaeger/";

  it("changes nothing where nothing is set, or nothing of its type", () => {
    expect(readSettings({}, base)).toEqual(plainSite);
    const wrong = {
      archiveEnabled: "yes",
      dependencies: null,
      disableFileUploadControl: 1,
      menu: { label: "a" },
      search: { defaultLookback: "soon", maxLookback: { value: 5 }, maxLimit: "1500" },
      themes: true,
      topTagPrefixes: "http.",
      traceTimeline: { enableSidePanel: "no", defaultDetailPanelMode: "above" },
    };
    expect(readSettings(wrong, base)).toEqual(plainSite);
    expect(readSettings({ search: { maxLimit: 0 }, menu: [5, {}, { label: "a" }] }, base)).toEqual(
      plainSite,
    );
  });

  it("takes where details are shown", () => {
    const place = (traceTimeline: object) => readSettings({ traceTimeline }, base).detailPlace;
    expect(place({ defaultDetailPanelMode: "inline" })).toBe("below");
    expect(place({ defaultDetailPanelMode: "sidepanel" })).toBe("side");
    expect(place({ enableSidePanel: false })).toBe("below");
  });

  it("takes the switches", () => {
    const settings = readSettings(
      {
        archiveEnabled: true,
        dependencies: { menuEnabled: false },
        disableFileUploadControl: true,
        themes: { enabled: false },
        topTagPrefixes: ["http.", "", 5, "db."],
      },
      base,
    );
    expect(settings).toMatchObject({
      archive: true,
      dependencies: false,
      files: false,
      themes: false,
      firstAttributes: ["http.", "db."],
    });
    expect(readSettings({ dependenciesMenuEnabled: false }, base).dependencies).toBe(false);
  });

  it("takes the limits of searches, with and without labels", () => {
    const search = {
      defaultLookback: "2h",
      maxLookback: { label: "3 Days", value: "3d" },
      maxLimit: 1500,
    };
    expect(readSettings({ search }, base).search).toEqual({
      defaultLookback: "2h",
      longestLookback: "3d",
      maxLimit: 1500,
    });
  });

  it("takes a menu's links and groups, and none that could run a script", () => {
    const menu = [
      { label: "Runbooks", url: "/runbooks", anchorTarget: "_self" },
      {
        label: "Help",
        items: [
          { label: "Docs", url: "https://docs.example/" },
          { label: "Bad", url: "javascript:alert(1)" },
          { label: " ", url: "https://docs.example/" },
        ],
      },
      { label: "Empty", items: [] },
      { label: "Bad", url: "data:text/html,x" },
    ];
    expect(readSettings({ menu }, base).menu).toEqual([
      {
        label: "",
        links: [{ label: "Runbooks", url: "https://tools.example/runbooks", apart: false }],
      },
      { label: "Help", links: [{ label: "Docs", url: "https://docs.example/", apart: true }] },
    ]);
  });
});

describe("mayArchive", () => {
  it.each([
    [undefined, undefined, false],
    [undefined, true, true],
    [undefined, false, false],
    [true, undefined, true],
    [true, false, false],
    [false, true, false],
  ])("with %s set and a server that says %s: %s", (archive, says, expected) => {
    setSiteSettings({ ...plainSite, archive });
    expect(mayArchive(says)).toBe(expected);
  });
});
