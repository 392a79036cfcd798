import type { Catalogue } from "@/i18n/catalogue";

type KeyWords = Catalogue["app"]["keys"];
type Area = keyof KeyWords["areas"];
type Action = keyof KeyWords["actions"];
type NamedKey = keyof KeyWords["keyNames"];

/** One key: a character as it is printed on it, or a named key; `held` is pressed with it. */
export type Key = string | { readonly named: NamedKey; readonly held?: string };

export interface Shortcut {
  readonly action: Action;
  /** Any of these does it. */
  readonly keys: readonly Key[];
}

const enter = { named: "enter" } as const;
const shiftEnter = { named: "enter", held: "Shift" } as const;

/** Every key of the page, by where it works. Plain typing keys do nothing in text fields. */
export const shortcuts: readonly { readonly area: Area; readonly keys: readonly Shortcut[] }[] = [
  {
    area: "everywhere",
    keys: [
      { action: "help", keys: ["?"] },
      { action: "palette", keys: ["Ctrl + K"] },
      { action: "close", keys: [{ named: "escape" }] },
    ],
  },
  { area: "search", keys: [{ action: "submit", keys: [enter] }] },
  { area: "results", keys: [{ action: "resultRows", keys: ["↑", "↓"] }] },
  {
    area: "tree",
    keys: [
      { action: "upDown", keys: ["↑", "↓"] },
      { action: "expand", keys: ["→"] },
      { action: "collapse", keys: ["←"] },
      { action: "toggle", keys: [{ named: "space" }] },
      { action: "select", keys: [enter] },
      { action: "ends", keys: [{ named: "home" }, { named: "end" }] },
      { action: "pages", keys: [{ named: "pageUp" }, { named: "pageDown" }] },
    ],
  },
  {
    area: "timeline",
    keys: [
      { action: "find", keys: ["/", "Ctrl + B"] },
      { action: "nextMatch", keys: ["f", enter] },
      { action: "previousMatch", keys: ["b", shiftEnter] },
      { action: "zoomWheel", keys: [{ named: "wheel", held: "Ctrl" }] },
      { action: "panWheel", keys: [{ named: "wheel", held: "Shift" }] },
      { action: "zoomIn", keys: ["+"] },
      { action: "zoomOut", keys: ["-"] },
      { action: "zoomReset", keys: ["0"] },
      { action: "zoomSpan", keys: ["z"] },
      { action: "panLeft", keys: ["a"] },
      { action: "panRight", keys: ["d"] },
      { action: "scroll", keys: ["w", "s"] },
      { action: "collapseAll", keys: ["]"] },
      { action: "expandAll", keys: ["["] },
      { action: "collapseOne", keys: ["p"] },
      { action: "expandOne", keys: ["o"] },
      { action: "refresh", keys: ["r"] },
    ],
  },
  {
    area: "analysis",
    keys: [
      { action: "critical", keys: ["c"] },
      { action: "selfTime", keys: ["t"] },
      { action: "gaps", keys: ["g"] },
      { action: "clock", keys: ["l"] },
      { action: "only", keys: ["m"] },
      { action: "repeats", keys: ["u"] },
      { action: "nextError", keys: ["e", "E"] },
      { action: "cause", keys: ["h"] },
      { action: "filters", keys: ["v"] },
      { action: "showAll", keys: ["x"] },
      { action: "look", keys: ["y"] },
      { action: "focus", keys: ["n", "N"] },
      { action: "skew", keys: ["k"] },
      { action: "measure", keys: ["q"] },
      { action: "depth", keys: ["1", "2", "3"] },
      { action: "siblings", keys: ["i"] },
      { action: "zoomBack", keys: [",", "."] },
      { action: "pin", keys: ["j"] },
      { action: "menu", keys: [{ named: "f10", held: "Shift" }] },
    ],
  },
  {
    area: "comparison",
    keys: [
      { action: "find", keys: ["/"] },
      { action: "nextMatch", keys: ["n", "f"] },
      { action: "previousMatch", keys: ["N", "b"] },
      { action: "zoomIn", keys: ["+"] },
      { action: "zoomOut", keys: ["-"] },
      { action: "zoomReset", keys: ["0"] },
      { action: "panLeft", keys: ["a"] },
      { action: "panRight", keys: ["d"] },
      { action: "scroll", keys: ["w", "s"] },
      { action: "align", keys: ["l"] },
      { action: "critical", keys: ["c"] },
      { action: "selfTime", keys: ["t"] },
      { action: "collapseAll", keys: ["]"] },
      { action: "expandAll", keys: ["["] },
    ],
  },
  {
    area: "flame",
    keys: [
      { action: "boxes", keys: ["↑", "↓", "←", "→"] },
      { action: "zoomBox", keys: [enter] },
      { action: "zoomBoxOut", keys: [{ named: "backspace" }] },
    ],
  },
  {
    area: "graph",
    keys: [
      { action: "nodes", keys: ["↑", "↓", "←", "→"] },
      { action: "moveNode", keys: [{ named: "arrows", held: "Shift" }] },
    ],
  },
];

/** A key as it is written for a reader. */
export function keyText(key: Key, words: KeyWords): string {
  if (typeof key === "string") return key;
  const name = words.keyNames[key.named];
  return key.held === undefined ? name : `${key.held} + ${name}`;
}
