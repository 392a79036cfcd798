import { pluraliser } from "../messages";

const plural = pluraliser("en");

/** Spans pinned side by side. */
export const pinned = {
  title: "Pinned spans",
  pin: "Pin span beside others",
  unpin: "Unpin span",
  full: (most: number) =>
    plural(most, { one: "# span is pinned already", other: "# spans are pinned already" }),
  unpinAll: "Unpin all spans",
  fold: "Fold pinned spans",
  unfold: "Show pinned spans",
  resize: "Height of the pinned spans",
  missing: (n: number) =>
    plural(n, {
      one: "# pinned span is not in this trace.",
      other: "# pinned spans are not in this trace.",
    }),
  table: "Pinned spans by key",
  column: (letter: string, service: string, name: string) => `${letter}: ${service}: ${name}`,
  goTo: (letter: string) => `Go to span ${letter}`,
  unpinOne: (letter: string) => `Unpin span ${letter}`,
  pinOne: (letter: string) => `Pin span ${letter}`,
  selected: "selected",
  onlyDifferences: "Only differences",
  differing: (differing: string, total: string) => `${differing} of ${total} rows differ`,
  noDifference: "The spans do not differ in anything that is compared.",
  alone: "Select or pin another span to compare it with this one.",
  failed: "could not be read",
  copyCsv: "Copy as CSV",
  facts: { scopeName: "Scope name", scopeVersion: "Scope version" },
  differences: {
    other: (letter: string) => `differs from ${letter}`,
    absent: (letter: string) => `${letter} has it, this span does not`,
    added: (letter: string) => `${letter} does not have it`,
    more: (by: string) => `▲ +${by}`,
    less: (by: string) => `▼ −${by}`,
  },
};
