import { pluraliser } from "../messages";

const plural = pluraliser("en");

export const palette = {
  title: "Commands",
  label: "Find a command",
  placeholder: "Trace ID, service, saved search, setting…",
  list: "Commands found",
  none: "No command has these words.",
  count: (n: number) => plural(n, { one: "# command", other: "# commands" }),
  openTrace: (id: string) => `Open trace ${id}`,
  groups: {
    trace: "Trace",
    pages: "Page",
    saved: "Saved search",
    recent: "Recent search",
    services: "Service",
    sources: "Source",
    settings: "Setting",
  },
};
