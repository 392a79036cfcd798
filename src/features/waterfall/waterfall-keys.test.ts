import { describe, expect, it } from "vitest";
import { visibleRows } from "@/derive/visible-rows";
import { BitSet } from "@/lib/bitset";
import { spanIndex } from "@/model/indexes";
import { traceFromDiagram } from "@/testing/trace-diagram";
import { gridAction, latinKey, timelineCommand, type KeyPress } from "./waterfall-keys";

const { spans } = traceFromDiagram(`
  a one     |=========|
    b two   |===|
      c x   |=|
      c y     |=|
    d three     |===|
`);

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: "",
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
});
const act = (key: string, cursor: number, collapsed: number[] = [], more?: Partial<KeyPress>) => {
  const set = BitSet.of(spans.length, collapsed);
  const rows = visibleRows(spans, set);
  const state = { spans, rows, collapsed: set, cursor: spanIndex(cursor), pageRows: 3 };
  const action = gridAction(press(key, more), state);
  return action && [action.kind, action.kind === "move" ? action.to : action.span];
};

describe("the keys of the tree", () => {
  it("move among visible rows and stop at the ends", () => {
    expect(act("ArrowDown", 0)).toEqual(["move", 1]);
    expect(act("ArrowDown", 1, [1])).toEqual(["move", 4]);
    expect(act("ArrowUp", 4, [1])).toEqual(["move", 1]);
    expect(act("ArrowUp", 0)).toEqual(["move", 0]);
    expect(act("ArrowDown", 4)).toEqual(["move", 4]);
    expect(act("Home", 3)).toEqual(["move", 0]);
    expect(act("End", 0, [1])).toEqual(["move", 4]);
    expect(act("End", 0, [], { ctrlKey: true })).toEqual(["move", 4]);
    expect(act("PageDown", 0)).toEqual(["move", 2]);
    expect(act("PageUp", 4)).toEqual(["move", 2]);
  });

  it("expand, collapse and walk the tree sideways", () => {
    expect(act("ArrowRight", 1, [1])).toEqual(["toggle", 1]);
    expect(act("ArrowRight", 1)).toEqual(["move", 2]);
    expect(act("ArrowRight", 2)).toBeUndefined();
    expect(act("ArrowLeft", 1)).toEqual(["toggle", 1]);
    expect(act("ArrowLeft", 1, [1])).toEqual(["move", 0]);
    expect(act("ArrowLeft", 3)).toEqual(["move", 1]);
    expect(act("ArrowLeft", 0, [0])).toBeUndefined();
  });

  it("open and close equal spans that share a row", () => {
    const set = new BitSet(spans.length);
    const state = { spans, rows: visibleRows(spans, set), collapsed: set, pageRows: 3 };
    const folded = { ...state, cursor: spanIndex(1), isFold: true };
    for (const key of ["ArrowRight", "Enter", " "]) {
      expect(gridAction(press(key), folded)).toEqual({ kind: "open-fold", span: 1 });
    }
    expect(gridAction(press("ArrowLeft"), folded)).toEqual({ kind: "move", to: 0 });
    const member = { ...state, cursor: spanIndex(3), openFold: spanIndex(2) };
    expect(gridAction(press("ArrowLeft"), member)).toEqual({ kind: "close-fold", span: 2 });
    const raised = { ...state, cursor: spanIndex(3), above: spanIndex(0) };
    expect(gridAction(press("ArrowLeft"), raised)).toEqual({ kind: "move", to: 0 });
  });

  it("select and toggle", () => {
    expect(act("Enter", 3)).toEqual(["select", 3]);
    expect(act(" ", 1)).toEqual(["toggle", 1]);
    expect(act(" ", 3)).toBeUndefined();
  });

  it("leave the browser's own keys alone", () => {
    expect(act("ArrowDown", 0, [], { ctrlKey: true })).toBeUndefined();
    expect(act("ArrowLeft", 0, [], { altKey: true })).toBeUndefined();
    expect(act("Home", 0, [], { metaKey: true })).toBeUndefined();
    expect(act("x", 0)).toBeUndefined();
  });
});

describe("the keys of the timeline", () => {
  it("are those of Jaeger UI, where they do not clash", () => {
    expect(timelineCommand(press("]"), false)).toBe("collapse-all");
    expect(timelineCommand(press("["), false)).toBe("expand-all");
    expect(timelineCommand(press("p"), false)).toBe("collapse-level");
    expect(timelineCommand(press("o"), false)).toBe("expand-level");
    expect(timelineCommand(press("a"), false)).toBe("pan-left");
    expect(timelineCommand(press("D", { shiftKey: true }), false)).toBe("pan-right-far");
    expect(timelineCommand(press("f"), false)).toBe("next-match");
    expect(timelineCommand(press("b"), false)).toBe("previous-match");
  });

  it("zoom by arrows only where no row has the focus", () => {
    expect(timelineCommand(press("ArrowUp"), true)).toBe("zoom-in");
    expect(timelineCommand(press("ArrowDown", { shiftKey: true }), true)).toBe("zoom-out-far");
    expect(timelineCommand(press("ArrowUp"), false)).toBeUndefined();
    expect(timelineCommand(press("ArrowLeft", { altKey: true }), true)).toBeUndefined();
  });

  it("leave the browser's shortcuts alone", () => {
    expect(timelineCommand(press("a", { ctrlKey: true }), false)).toBeUndefined();
    expect(timelineCommand(press("0", { metaKey: true }), true)).toBeUndefined();
  });

  it("work on a Cyrillic layout", () => {
    expect(timelineCommand(press("ф", { code: "KeyA" }), false)).toBe("pan-left");
    expect(timelineCommand(press("ъ", { code: "BracketRight" }), false)).toBe("collapse-all");
    expect(latinKey({ key: "Ф", code: "KeyA", shiftKey: true })).toBe("A");
    expect(latinKey({ key: "ж", code: "Semicolon", shiftKey: false })).toBe("ж");
  });
});
