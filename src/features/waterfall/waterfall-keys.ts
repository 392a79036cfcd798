import { hasChildren, rowOfSpan, spanOfRow } from "@/derive/visible-rows";
import type { BitSet } from "@/lib/bitset";
import { spanIndex, type SpanIndex } from "@/model/indexes";
import type { SpanTable } from "@/model/span-table";
import type { TimelineCommand } from "./timeline-commands";

/** What a key press looks like here; a KeyboardEvent is one. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** What a key means to the tree. */
export type GridAction =
  | { readonly kind: "move"; readonly to: SpanIndex }
  | { readonly kind: "toggle"; readonly span: SpanIndex }
  /** Shows the spans that share a row, or lets them share it again: `span` is the first of them. */
  | { readonly kind: "open-fold"; readonly span: SpanIndex }
  | { readonly kind: "close-fold"; readonly span: SpanIndex }
  | { readonly kind: "select"; readonly span: SpanIndex };

export interface GridState {
  readonly spans: SpanTable;
  readonly rows: Uint32Array;
  readonly collapsed: BitSet;
  /** The span of the row that the keyboard is at. */
  readonly cursor: SpanIndex;
  /** Its row stands for equal spans. */
  readonly isFold?: boolean;
  /** The first of the opened fold that it is a member of. */
  readonly openFold?: SpanIndex | undefined;
  /** The span of the row that it is below; undefined: as its parent says. */
  readonly above?: SpanIndex | undefined;
  /** Rows that fit on the screen. */
  readonly pageRows: number;
}

/** The keys of ARIA's treegrid pattern with focus on rows; undefined for any other key. */
export function gridAction(press: KeyPress, state: GridState): GridAction | undefined {
  if (press.altKey || press.metaKey || press.shiftKey) return undefined;
  if (press.ctrlKey && press.key !== "Home" && press.key !== "End") return undefined;
  const { spans, rows, collapsed, cursor } = state;
  const row = rowOfSpan(rows, cursor);
  if (row < 0) return undefined;
  const at = (wanted: number): GridAction | undefined => {
    const to = spanOfRow(rows, Math.max(0, Math.min(rows.length - 1, wanted)));
    return to === undefined ? undefined : { kind: "move", to };
  };
  const page = Math.max(1, state.pageRows - 1);
  switch (press.key) {
    case "ArrowDown":
      return at(row + 1);
    case "ArrowUp":
      return at(row - 1);
    case "PageDown":
      return at(row + page);
    case "PageUp":
      return at(row - page);
    case "Home":
      return at(0);
    case "End":
      return at(rows.length - 1);
    case "ArrowRight":
      if (state.isFold) return { kind: "open-fold", span: cursor };
      if (!hasChildren(spans, cursor)) return undefined;
      return collapsed.has(cursor) ? { kind: "toggle", span: cursor } : at(row + 1);
    case "ArrowLeft": {
      const { isFold, openFold, above } = state;
      if (!isFold && hasChildren(spans, cursor) && !collapsed.has(cursor)) {
        return { kind: "toggle", span: cursor };
      }
      if (openFold !== undefined) return { kind: "close-fold", span: openFold };
      const parent = above ?? spans.parent[cursor] ?? -1;
      return parent < 0 ? undefined : { kind: "move", to: spanIndex(parent) };
    }
    case "Enter":
      if (state.isFold) return { kind: "open-fold", span: cursor };
      return { kind: "select", span: cursor };
    case " ":
      if (state.isFold) return { kind: "open-fold", span: cursor };
      return hasChildren(spans, cursor) ? { kind: "toggle", span: cursor } : undefined;
    default:
      return undefined;
  }
}

/** Keys that work anywhere on the page but in text fields; Jaeger UI's keep their meaning. */
const commands: ReadonlyMap<string, TimelineCommand> = new Map([
  ["]", "collapse-all"],
  ["[", "expand-all"],
  ["p", "collapse-level"],
  ["o", "expand-level"],
  ["a", "pan-left"],
  ["d", "pan-right"],
  ["A", "pan-left-far"],
  ["D", "pan-right-far"],
  ["w", "scroll-up"],
  ["s", "scroll-down"],
  ["+", "zoom-in"],
  ["=", "zoom-in"],
  ["-", "zoom-out"],
  ["_", "zoom-out"],
  ["0", "zoom-reset"],
  ["z", "fit-span"],
  ["f", "next-match"],
  ["b", "previous-match"],
  ["i", "collapse-siblings"],
  [",", "zoom-back"],
  [".", "zoom-forward"],
  ["1", "level-1"],
  ["2", "level-2"],
  ["3", "level-3"],
  ["4", "level-4"],
  ["5", "level-5"],
  ["6", "level-6"],
  ["7", "level-7"],
  ["8", "level-8"],
  ["9", "level-9"],
  ["q", "measure-span"],
  ["e", "next-error"],
  ["E", "previous-error"],
]);

/** Jaeger UI's arrow keys: only where nothing has the focus, because a focused row needs them. */
const pageCommands: ReadonlyMap<string, TimelineCommand> = new Map([
  ["ArrowLeft", "pan-left"],
  ["ArrowRight", "pan-right"],
  ["ArrowUp", "zoom-in"],
  ["ArrowDown", "zoom-out"],
  ["Shift+ArrowLeft", "pan-left-far"],
  ["Shift+ArrowRight", "pan-right-far"],
  ["Shift+ArrowUp", "zoom-in-far"],
  ["Shift+ArrowDown", "zoom-out-far"],
]);

/** The command of a key; `nothingFocused` when the focus is on the page itself. */
export function timelineCommand(
  press: KeyPress,
  nothingFocused: boolean,
): TimelineCommand | undefined {
  if (press.ctrlKey || press.metaKey || press.altKey) return undefined;
  if (nothingFocused) {
    const command = pageCommands.get(`${press.shiftKey ? "Shift+" : ""}${press.key}`);
    if (command) return command;
  }
  return commands.get(latinKey(press));
}

const codes: ReadonlyMap<string, string> = new Map([
  ["BracketLeft", "["],
  ["BracketRight", "]"],
  ["Equal", "="],
  ["Minus", "-"],
]);

/** The key as it is on a Latin layout, so that keys work on a Cyrillic one too. */
export function latinKey(press: Pick<KeyPress, "key" | "code" | "shiftKey">): string {
  const { key, code, shiftKey } = press;
  if (key.length !== 1 || key <= "\u007f") return key;
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter) return shiftKey ? letter : letter.toLowerCase();
  return codes.get(code) ?? key;
}
