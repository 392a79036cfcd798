import { zoomCommand, type ZoomCommand } from "./time-zoom";

/** What a key press looks like here; a KeyboardEvent is one. */
export type KeyPress = Pick<
  KeyboardEvent,
  "key" | "code" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey"
>;

export type ViewCommand =
  | ZoomCommand
  | "find"
  | "next-match"
  | "previous-match"
  | "expand-all"
  | "collapse-all"
  | "align"
  | "critical"
  | "self";

const commands: ReadonlyMap<string, ViewCommand> = new Map([
  ["/", "find"],
  ["n", "next-match"],
  ["N", "previous-match"],
  ["f", "next-match"],
  ["b", "previous-match"],
  ["[", "expand-all"],
  ["]", "collapse-all"],
  ["l", "align"],
  ["c", "critical"],
  ["t", "self"],
]);

const codes: ReadonlyMap<string, string> = new Map([
  ["BracketLeft", "["],
  ["BracketRight", "]"],
  ["Slash", "/"],
]);

/** The key as it is on a Latin layout, so that keys work on a Cyrillic one too. */
function latinKey({ key, code, shiftKey }: KeyPress): string {
  if (key.length !== 1 || key <= "\u007f") return key;
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter) return shiftKey ? letter : letter.toLowerCase();
  return codes.get(code) ?? key;
}

/** What a key means on the page of a comparison; the timeline's keys mean the same here. */
export function viewCommand(press: KeyPress): ViewCommand | undefined {
  const { ctrlKey, metaKey, altKey } = press;
  if (ctrlKey || metaKey || altKey) return undefined;
  const key = latinKey(press);
  return commands.get(key) ?? zoomCommand({ key, ctrlKey, metaKey, altKey });
}
