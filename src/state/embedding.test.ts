import { describe, expect, it } from "vitest";
import { parseEmbeddingParams, readEmbedding } from "./embedding";
import { parseRawParams } from "./raw-params";

const read = (query: string) => readEmbedding(parseRawParams(query));
const none = {
  embedded: false,
  hideResultGraph: false,
  hideMinimap: false,
  hideSummary: false,
  theme: undefined,
};

describe("the parameters of an embedding", () => {
  it.each([
    ["", {}],
    ["uiEmbed=v1&uiTheme=blue&uiSearchHideGraph=0", {}],
    ["uiTheme=dark", { theme: "dark" }],
    // Only an embedded page leaves parts out.
    ["uiTimelineHideMinimap=1&uiSearchHideGraph=1", {}],
    ["uiEmbed=v0", { embedded: true }],
    ["uiEmbed=v0&uiSearchHideGraph=1", { embedded: true, hideResultGraph: true }],
    ["uiEmbed=v0&uiTimelineHideMinimap=1", { embedded: true, hideMinimap: true }],
    ["uiEmbed=v0&uiTimelineHideSummary=1", { embedded: true, hideSummary: true }],
    [
      "uiEmbed=v0&uiTimelineCollapseTitle=1&uiTheme=light",
      { embedded: true, hideMinimap: true, hideSummary: true, theme: "light" },
    ],
  ])("mean what they mean to Jaeger UI: %s", (query, expected) => {
    expect(read(query)).toEqual({ ...none, ...expected });
  });

  it("stay in the URL as they came, without what means nothing", () => {
    const raw = parseRawParams("uiEmbed=v0&uiEmbed=v1&uiTheme=x&uiTimelineHideMinimap=1&a=b");
    expect(parseEmbeddingParams(raw)).toEqual({ uiEmbed: "v0", uiTimelineHideMinimap: "1" });
  });
});
