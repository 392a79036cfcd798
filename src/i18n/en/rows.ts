import { pluraliser } from "../messages";

const plural = pluraliser("en");

/** What shares a row of the timeline, or has none. */
export const rows = {
  repeats: {
    button: "Fold repeats",
    help: "Five or more equal spans, beside or below one another, share one row. Equal are service, name and kind.",
    figures: (min: string, median: string, max: string) =>
      `min ${min}, median ${median}, max ${max}`,
    members: (n: number) => plural(n, { one: "# equal span", other: "# equal spans" }),
    open: (n: number) => plural(n, { one: "Show the # span", other: "Show the # spans" }),
    close: (n: number) => plural(n, { one: "Fold the # span", other: "Fold the # spans" }),
    errors: (n: number) => plural(n, { one: "# error among them", other: "# errors among them" }),
    below: (n: number) =>
      plural(n, { one: "# span with what is below", other: "# spans with what is below" }),
    shared: (spans: string, n: number) =>
      plural(n, {
        one: `${spans} equal spans share # row`,
        other: `${spans} equal spans share # rows`,
      }),
    none: "Nothing repeats five times or more",
    working: "Looking for repeats…",
    openAll: "Show all of them",
    closeAll: "Fold them again",
  },
  completions: {
    label: "Ways to go on",
    kinds: {
      field: "field",
      key: "attribute",
      service: "service",
      name: "span name",
      value: "value",
    },
    someOf: (shown: string, total: string) => `${shown} of ${total}; type more to see others`,
    count: (n: number) => plural(n, { one: "# suggestion", other: "# suggestions" }),
  },
  picture: {
    png: { item: "Picture (PNG)", hint: "What is seen of the timeline, in this theme" },
    svg: { item: "Drawing (SVG)", hint: "The same, for any size" },
    failed: "The picture could not be made",
  },
  between: (n: number) =>
    plural(n, { one: "# span left out above it", other: "# spans left out above it" }),
  filter: {
    fold: "Keep what is below, one level up",
    foldHelp: "What a hidden span called joins the nearest span above that is shown.",
    elided: (n: number) =>
      plural(n, { one: "# span left out in between", other: "# spans left out in between" }),
  },
};
