import { pluraliser } from "../messages";

const plural = pluraliser("en");

export const palette = {
  title: "Commands",
  label: "Find a command",
  placeholder: "Trace ID, view, service, saved search, setting…",
  list: "Commands found",
  none: "No command has these words.",
  count: (n: number) => plural(n, { one: "# command", other: "# commands" }),
  someOf: (n: { shown: number; total: number }) =>
    `${plural(n.shown, { other: "#" })} of ${plural(n.total, { one: "# command", other: "# commands" })}; type more to find the others`,
  openTrace: (id: string) => `Open trace ${id}`,
  recentTrace: (trace: { name: string; duration: string; start: string }) =>
    `${trace.name} · ${trace.duration} · ${trace.start}`,
  groups: {
    trace: "Trace",
    view: "View",
    recentTraces: "Recent trace",
    pages: "Page",
    saved: "Saved search",
    recent: "Recent search",
    services: "Service",
    sources: "Source",
    settings: "Setting",
  },
};
