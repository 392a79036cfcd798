import { viewSwitches, type ViewSwitch } from "@/state/timeline-params";
import { latinKey, type KeyPress } from "./waterfall-keys";

/** What can be done to a view whose outcome stands in the URL, or opens something. */
export type ViewCommand =
  | `switch-${ViewSwitch}`
  | "open-filter"
  | "open-look"
  | "show-all"
  | "focus"
  | "leave-focus"
  | "likely-cause"
  | "pin";

/** The switch that a command turns over. */
export function switchOf(command: ViewCommand): ViewSwitch | undefined {
  return viewSwitches.find((name) => command === `switch-${name}`);
}

const commands: ReadonlyMap<string, ViewCommand> = new Map([
  ["c", "switch-critical"],
  ["t", "switch-self"],
  ["g", "switch-gaps"],
  ["l", "switch-clock"],
  ["m", "switch-only"],
  ["k", "switch-skew"],
  ["u", "switch-repeats"],
  ["v", "open-filter"],
  ["y", "open-look"],
  ["x", "show-all"],
  ["n", "focus"],
  ["N", "leave-focus"],
  ["h", "likely-cause"],
  ["j", "pin"],
]);

/** The command of a key, wherever on the page the focus is. */
export function viewCommand(press: KeyPress): ViewCommand | undefined {
  if (press.ctrlKey || press.metaKey || press.altKey) return undefined;
  return commands.get(latinKey(press));
}
