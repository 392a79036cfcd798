import { pluraliser } from "../messages";

const plural = pluraliser("en");

export const trace = {
  loadingTitle: "Trace",
  unnamed: "Trace without spans",
  backToResults: "Back to results",
  backShort: "Results",
  traceId: "Trace ID",
  links: "Trace links",
  copyTraceId: "Copy trace ID",
  copied: "Copied",
  copyFailed: "Copying did not work",
  views: { label: "Trace views", timeline: "Timeline", graph: "Graph" },
  summary: {
    label: "Trace summary",
    services: (n: number) => plural(n, { one: "# service", other: "# services" }),
    spans: (n: number) => plural(n, { one: "# span", other: "# spans" }),
    errors: (n: number) => plural(n, { one: "# error", other: "# errors" }),
    noErrors: "No errors",
    depth: (n: number) => plural(n, { other: "Depth #" }),
    depthHelp: "Levels of spans below one another",
    durationHelp: "From the earliest start to the latest end of any span",
    startHelp: "Earliest start of any span",
    noTimes: "no times recorded",
  },
  incomplete: {
    mark: (n: number) =>
      plural(n, {
        one: "Incomplete: # span without its parent",
        other: "Incomplete: # spans without their parent",
      }),
    help: "These spans name a parent that is not in the trace. It may arrive later, or was never recorded.",
  },
  notes: {
    button: (n: number) => plural(n, { one: "# note on the data", other: "# notes on the data" }),
    title: "Notes on the data",
    intro: "What was found odd in this trace while reading it, and what was done about it.",
    warning: (n: number) =>
      plural(n, {
        one: "The source warns of # span; the warning is in its details.",
        other: "The source gives # warnings about spans; they are in the spans’ details.",
      }),
    codes: {
      "parent-missing": (n: number) =>
        plural(n, {
          one: "# span names a parent that is not in the trace; it is shown at the top level.",
          other: "# spans name a parent that is not in the trace; they are shown at the top level.",
        }),
      "cycle-cut": (n: number) =>
        plural(n, {
          one: "# cycle of parents was cut at its earliest span.",
          other: "# cycles of parents were cut at their earliest spans.",
        }),
      "self-parent": (n: number) =>
        plural(n, {
          one: "# span names itself as its parent; it is shown at the top level.",
          other: "# spans name themselves as their parent; they are shown at the top level.",
        }),
      "duplicate-span-id": (n: number) =>
        plural(n, {
          one: "# span shares its ID with another span; both are shown.",
          other: "# spans share their ID with another span; all are shown.",
        }),
      "exact-duplicate": (n: number) =>
        plural(n, {
          one: "# span is an exact copy of an earlier one; both are shown.",
          other: "# spans are exact copies of earlier ones; all are shown.",
        }),
      "shared-span-id-split": (n: number) =>
        plural(n, {
          one: "# span ID is shared by a client and a server; its two halves are separate rows.",
          other: "# span IDs are shared by a client and a server; their halves are separate rows.",
        }),
      "start-missing": (n: number) =>
        plural(n, {
          one: "# span has no start time; it was given its parent’s.",
          other: "# spans have no start time; they were given their parents’.",
        }),
      "end-missing": (n: number) =>
        plural(n, {
          one: "# span has no end time; its duration is shown as 0.",
          other: "# spans have no end time; their durations are shown as 0.",
        }),
      "negative-duration": (n: number) =>
        plural(n, {
          one: "# span ends before it starts; its duration is shown as 0.",
          other: "# spans end before they start; their durations are shown as 0.",
        }),
      "time-out-of-range": (n: number) =>
        plural(n, {
          one: "# time is too far from the others to be exact; it was brought nearer.",
          other: "# times are too far from the others to be exact; they were brought nearer.",
        }),
      "empty-span-id": (n: number) =>
        plural(n, { one: "# span has no ID.", other: "# spans have no ID." }),
      "empty-name": (n: number) =>
        plural(n, { one: "# span has no name.", other: "# spans have no name." }),
      "unknown-process": (n: number) =>
        plural(n, {
          one: "# span refers to a process that is not described; its service is unknown.",
          other: "# spans refer to processes that are not described; their services are unknown.",
        }),
      "empty-link-removed": (n: number) =>
        plural(n, {
          one: "# link to nothing was left out.",
          other: "# links to nothing were left out.",
        }),
      "bad-value": (n: number) =>
        plural(n, {
          one: "# value could not be read as what it should be.",
          other: "# values could not be read as what they should be.",
        }),
      "bad-number": (n: number) =>
        plural(n, {
          one: "# number could not be read.",
          other: "# numbers could not be read.",
        }),
      "bad-enum": (n: number) =>
        plural(n, {
          one: "# kind or status is not one that OpenTelemetry knows.",
          other: "# kinds or statuses are not ones that OpenTelemetry knows.",
        }),
      "duplicate-attribute": (n: number) =>
        plural(n, {
          one: "# attribute stands more than once on its span; every value is shown.",
          other: "# attributes stand more than once on their spans; every value is shown.",
        }),
      "event-time-missing": (n: number) =>
        plural(n, {
          one: "# event has no time; it is shown at the start of its span.",
          other: "# events have no time; they are shown at the start of their spans.",
        }),
    },
    other: (n: number, code: string) => `${code}: ${n}`,
  },
  timeline: {
    grid: "Spans",
    nameColumn: "Service and span",
    resizeNames: "Width of the name column",
    resizeDetails: "Width of the span details",
    collapse: "Collapse",
    expand: "Expand",
    collapseAll: "Collapse all",
    expandAll: "Expand all",
    collapseLevel: "Collapse one level",
    expandLevel: "Expand one level",
    zoomIn: "Zoom in",
    zoomOut: "Zoom out",
    zoomReset: "Reset zoom",
    tools: "Timeline tools",
    hint: (key: string) => `${key} + wheel zooms, drag pans`,
    hintHelp: (key: string) =>
      `${key} + wheel, or the wheel over the ruler, zooms at the pointer. Drag or Shift + wheel pans. Drag over the ruler zooms to a range, Shift + drag measures one.`,
    hidden: (n: number) => plural(n, { one: "# span hidden", other: "# spans hidden" }),
    hiddenErrors: (n: number) =>
      plural(n, { one: "# error in hidden spans", other: "# errors in hidden spans" }),
    error: "Error",
    orphan: "Its parent is not in this trace",
    warning: "Has warnings",
    level: (n: number) => `Level ${n}`,
    row: (facts: { service: string; name: string; duration: string; notes: readonly string[] }) =>
      [`${facts.service}: ${facts.name}`, facts.duration, ...facts.notes].join(", "),
    unknownService: "unknown service",
    noName: "(no name)",
    tooltip: {
      start: (offset: string) => `starts at ${offset}`,
      self: (duration: string) => `self ${duration}`,
      events: (n: number, time: string) =>
        plural(n, { one: `# event at ${time}`, other: `# events from ${time} on` }),
    },
  },
  find: {
    label: "Find in trace",
    help: "Words match services, names, attributes and events, and whole span IDs. Or a query: http.status_code>=500 and not kind=server, duration>100ms, name~^GET",
    status: (n: string, m: string) => `${n} of ${m}`,
    searching: "Searching…",
    fault: (reason: string, position: number) =>
      `${reason} (character ${position}). Searched as plain words.`,
    faults: {
      "term-missing": (found: string) =>
        found === ""
          ? "Something to find is missing"
          : `Something to find is missing before “${found}”`,
      "value-missing": (operator: string) => `A value is missing after “${operator}”`,
      "parenthesis-not-closed": () => "This parenthesis is not closed",
      "parenthesis-not-open": () => "This parenthesis closes nothing",
      "too-deep": () => "There are too many parentheses within each other",
      "bad-pattern": (why: string) => `This is no regular expression: ${why}`,
      "bad-duration": (value: string) =>
        `“${value}” is no duration: it needs a number and a unit, such as 20ms`,
      "bad-number": (value: string) => `“${value}” is no number`,
      "bad-kind": (value: string) =>
        `“${value}” is no span kind: there are internal, server, client, producer and consumer`,
      "bad-status": (value: string) => `“${value}” is no status: there are unset, ok and error`,
      "bad-operator": (field: string) => `${field} cannot be compared in this way`,
    },
    next: "Next match",
    previous: "Previous match",
  },
  overview: {
    label: "Zoom overview",
    start: "Start of range",
    end: "End of range",
    select: "Drag to choose the range in sight",
  },
  refresh: {
    button: "Refresh",
    help: "Reads the trace again: more of it may have come",
    loading: "Reading the trace again",
    failed: "The trace could not be read again; it is shown as it was",
    added: (n: number) => plural(n, { one: "# span added", other: "# spans added" }),
    fewer: (n: number) => plural(n, { one: "# span fewer", other: "# spans fewer" }),
    unchanged: "No new spans",
  },
  partial: {
    soFar: (n: number) =>
      plural(n, { one: "Partial: # span so far", other: "Partial: # spans so far" }),
    stopped: (n: number) =>
      plural(n, {
        one: "Partial: # span. Reading ended before the rest had come.",
        other: "Partial: # spans. Reading ended before the rest had come.",
      }),
    retry: "Retry",
    title: (n: number) =>
      plural(n, {
        one: "Only a part of this trace could be read: # span",
        other: "Only a part of this trace could be read: # spans",
      }),
  },
  states: {
    loading: "Loading the trace",
    problem: "The trace could not be loaded",
    cancelled: "Loading was cancelled.",
    loadAgain: "Load the trace",
    empty: "This trace has no spans.",
    emptyHelp: "It was found, but nothing in it could be shown.",
    notFound: "Trace not found",
  },
  spanNotFound: (id: string) => `The link names span ${id}, which is not in this trace.`,
  dismiss: "Dismiss",
};
