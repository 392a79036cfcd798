import { describe, expect, it } from "vitest";
import { errorPrefix } from "@/derive/error-prefix";
import { findRepeats } from "@/derive/find-repeats";
import { rows } from "@/i18n/en/rows";
import { trace as words } from "@/i18n/en/trace";
import { createFormats } from "@/i18n/formats";
import { spanIndex } from "@/model/indexes";
import { traceFromDiagram } from "@/testing/trace-diagram";
import { rowFacts, rowLabel, type RowPlace } from "./row-facts";

const core = traceFromDiagram(`
  api GET /cart   |==========|
    cart read       |==!|
    cart write          |=|
  lost child      |==|          parent=00000000000000ff
`);
const source = { core, errors: errorPrefix(core.spans), words: words.timeline, rowWords: rows };
const label = (row: number, collapsed = false, place: Partial<RowPlace> = {}) =>
  rowLabel(
    rowFacts(source, spanIndex(row), { collapsed, ...place }, createFormats("en")),
    words.timeline,
    rows,
  );

describe("a row in words", () => {
  it("starts with service and span name, then the duration and what is odd", () => {
    expect(label(0)).toBe("api: GET /cart, 11 ms");
    expect(label(1)).toMatch(/^cart: read, .* ms, Error$/);
    expect(label(3)).toMatch(/^lost: child, .* ms, Its parent is not in this trace$/);
  });

  it("says what a collapsed row hides", () => {
    expect(label(0, true)).toBe("api: GET /cart, 11 ms, 2 spans hidden, 1 error in hidden spans");
  });

  it("says what equal spans that share a row come to, and what is left out above one", () => {
    const loop = traceFromDiagram(
      ["api list |=========|", ...Array.from({ length: 5 }, () => "  db get |=!|")].join("\n"),
    );
    const fold = { folds: findRepeats(loop), fold: 0 };
    const facts = rowFacts(
      { ...source, core: loop, errors: errorPrefix(loop.spans) },
      spanIndex(1),
      { collapsed: false, fold, between: 2, level: 4 },
      createFormats("en"),
    );
    expect([facts.error, facts.depth, facts.expandable]).toEqual([false, 4, true]);
    expect(rowLabel(facts, words.timeline, rows)).toBe(
      "db: get, 5 equal spans, min 3 ms, median 3 ms, max 3 ms, 5 errors among them, 2 spans left out above it",
    );
  });
});
