import { describe, expect, it } from "vitest";
import { errorPrefix } from "@/derive/error-prefix";
import { trace as words } from "@/i18n/en/trace";
import { createFormats } from "@/i18n/formats";
import { spanIndex } from "@/model/indexes";
import { traceFromDiagram } from "@/testing/trace-diagram";
import { rowFacts, rowLabel } from "./row-facts";

const core = traceFromDiagram(`
  api GET /cart   |==========|
    cart read       |==!|
    cart write          |=|
  lost child      |==|          parent=00000000000000ff
`);
const source = { core, errors: errorPrefix(core.spans), words: words.timeline };
const label = (row: number, collapsed = false) =>
  rowLabel(rowFacts(source, spanIndex(row), collapsed, createFormats("en")), words.timeline);

describe("a row in words", () => {
  it("starts with service and span name, then the duration and what is odd", () => {
    expect(label(0)).toBe("api: GET /cart, 11 ms");
    expect(label(1)).toMatch(/^cart: read, .* ms, Error$/);
    expect(label(3)).toMatch(/^lost: child, .* ms, Its parent is not in this trace$/);
  });

  it("says what a collapsed row hides", () => {
    expect(label(0, true)).toBe("api: GET /cart, 11 ms, 2 spans hidden, 1 error in hidden spans");
  });
});
