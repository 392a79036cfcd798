import { pluraliser } from "../messages";

const plural = pluraliser("en");

const listed = (n: number) => plural(n, { one: "# trace", other: "# traces" });

export const search = {
  title: "Search",
  form: {
    name: "Traces",
    service: "Service",
    operation: "Operation",
    attributes: "Attributes",
    lookback: "Lookback",
    from: "From",
    to: "To",
    minDuration: "Min duration",
    maxDuration: "Max duration",
    limit: "Limit",
    find: "Find traces",
    reset: "Reset",
    /** On a narrow screen: unfolds the form above the results. */
    show: "Change the search",
    hide: "Fold the form",
    chooseService: "Choose or type a name",
    allServices: "All services",
    allOperations: "All span names",
    attributesExample: "http.route=/cart error=true",
    attributesHint: 'key=value pairs, "in quotes" where there are spaces; all must match.',
    noErrorHint: {
      server:
        "What error=false finds is up to the server’s storage: some find spans whose status is Ok and none whose status is Unset.",
      local: "error=false finds spans whose status is not Error: Ok and Unset.",
    },
    attributesUnknown: "Nothing known goes on like this. What you typed is used as it stands.",
    durationExample: "e.g. 100ms",
    zoneLocal: "Times are in your local time zone.",
    zoneUtc: "Times are in UTC.",
    /** Sets the range to the first and last moment of what is open. */
    wholeTime: "Search all the time there is",
    files: (n: number) =>
      n === 0 ? "Search open files as well" : `Search open files as well (${n})`,
    filesTime: (p: { from: string; to: string }) => `Their traces are from ${p.from} to ${p.to}.`,
    searchFilesTime: "Search that time",
    servicesLoading: "The list of services is loading…",
    servicesFailed: "The list of services could not be loaded. Type a name in full.",
    operationsLoading: "The list of span names is loading…",
    operationsFailed: "The list of span names could not be loaded. Type a name in full.",
    operationsNeedService: "Choose a service first to see its span names, or type one in full.",
  },
  combo: {
    openList: "Open list",
    clear: "Clear",
    list: "Suggestions",
    someOf: (p: { shown: string; total: string }) =>
      `${p.shown} of ${p.total} shown. Type to narrow the list.`,
    noMatch: "Nothing in the list matches. What you typed is used as it stands.",
    asTyped: (p: { text: string }) => `Use “${p.text}” as typed`,
  },
  lookback: {
    minutes: (n: number) => plural(n, { one: "Last minute", other: "Last # minutes" }),
    hours: (n: number) => plural(n, { one: "Last hour", other: "Last # hours" }),
    days: (n: number) => plural(n, { one: "Last day", other: "Last # days" }),
    weeks: (n: number) => plural(n, { one: "Last week", other: "Last # weeks" }),
    seconds: (n: number) => plural(n, { one: "Last second", other: "Last # seconds" }),
    custom: "Custom range",
  },
  /** What is wrong with a field, and how to put it right. */
  problems: {
    serviceNeeded: "This source needs the name of a service to search.",
    notADuration: "Write a number with a unit: 250ms, 1.5s, 1m30s (ns, µs, ms, s, min, h, d).",
    belowMinimum: "This is shorter than the minimum duration.",
    notATime: "Give a date and a time.",
    notAfterFrom: "The end has to be after the start.",
    notALimit: (p: { max: string }) => `Give a whole number from 1 to ${p.max}.`,
    noKey: (p: { position: string }) => `A name is missing before “=” at character ${p.position}.`,
    noValue: (p: { key: string }) => `“${p.key}” has no value. Write ${p.key}=value.`,
    unclosedQuote: (p: { position: string }) =>
      `The quote that opens after character ${p.position} is never closed.`,
    afterQuote: (p: { key: string }) => `A space is missing after the quoted value of “${p.key}”.`,
    duplicate: (p: { key: string }) => `“${p.key}” is given twice. All attributes have to match.`,
    badJson: 'This begins like JSON but is not: write {"key": "value"}, or key=value.',
    notText: (p: { key: string }) =>
      `The value of “${p.key}” has to be a text, a number of at most 15 digits, true or false.`,
  },
  results: {
    name: "Traces",
    region: "Search results",
    columns: {
      trace: "Trace",
      services: "Services",
      spans: "Spans",
      depth: "Depth",
      errors: "Errors",
      duration: "Duration",
      start: "Start",
    },
    select: "Select for comparison",
    compare: "Compare",
    graph: "Graph of these",
    graphOfOneSource: "A graph is made of one source: search the server or the files alone.",
    chosen: (p: { chosen: number; elsewhere: number }) =>
      p.elsewhere === 0
        ? plural(p.chosen, { other: "# chosen" })
        : `${plural(p.chosen, { other: "# chosen" })}, ${plural(p.elsewhere, { other: "# not in this list" })}`,
    clearChosen: "Choose none",
    compareNeedsTwo: "Choose two traces in the list to compare them.",
    compareFirstTwo:
      "Compares the first two that were chosen. The others can take the place of either there.",
    /** "120 traces, 3 with errors; at most 200 asked for; 14:02–15:02" */
    heading: (p: { traces: number; errors: number; limit: number; from: string; to: string }) => {
      const errors =
        p.errors === 0 ? "none with errors" : plural(p.errors, { other: "# with errors" });
      const limit = plural(p.limit, {
        other: p.traces > p.limit ? "at most # asked for at a time" : "at most # asked for",
      });
      return `${listed(p.traces)}, ${errors}; ${limit}; ${p.from}–${p.to}`;
    },
    /** While the rest of the answer is on its way, and when it does not come. */
    soFar: (n: number) => plural(n, { one: "# trace so far…", other: "# traces so far…" }),
    partOnly: (n: number) =>
      plural(n, {
        one: "# trace; the rest of the answer was not read",
        other: "# traces; the rest of the answer was not read",
      }),
    linkedHeading: (p: { found: number; asked: number }) =>
      `${plural(p.found, { other: "#" })} of ${plural(p.asked, { one: "# linked trace", other: "# linked traces" })} found`,
    limitReached: (loaded: number) =>
      plural(loaded, {
        other:
          "# loaded. There may be more. Raise the limit, narrow the search, or load older ones.",
      }),
    loadOlder: "Load older",
    loadingOlder: "Loading older traces…",
    cancelOlder: "Cancel",
    earlier: "These are the results of the earlier search.",
    fullTraces: "This server sends whole traces for a search; a smaller limit answers faster.",
    searching: "Searching…",
    rootless: "No root span",
    unknownService: "unknown service",
    noName: "(no name)",
    incomplete: "Incomplete",
    incompleteWhy: (n: number) =>
      plural(n, {
        one: "# span has no parent in the trace",
        other: "# spans have no parent in the trace",
      }),
    ofFile: "File",
    ofFileWhy: "Found in a file that is open",
    failedSide: {
      server: "The server could not be searched, only the files",
      files: "The files could not be searched, only the server",
    },
    errorCount: (n: number) => plural(n, { one: "# error", other: "# errors" }),
    spanCount: (n: number) => plural(n, { one: "# span", other: "# spans" }),
    depthOf: (levels: number) => plural(levels, { one: "# level deep", other: "# levels deep" }),
    serviceSpans: (p: { service: string; spans: number; errors: number }) => {
      const spans = plural(p.spans, { one: "# span", other: "# spans" });
      const errors = plural(p.errors, { one: "# error", other: "# errors" });
      return p.errors === 0 ? `${p.service}: ${spans}` : `${p.service}: ${spans}, ${errors}`;
    },
    moreServices: (n: number) => `+${n} more`,
    durationOf: (p: { duration: string; percent: string }) =>
      `${p.duration}, ${p.percent} of the longest`,
  },
  /** Beside a row that the pointer rests on, or that has the focus. */
  preview: {
    /** "38 spans, 6 levels deep, 245 ms" */
    figures: (p: { spans: number; levels: number | undefined; duration: string }) => {
      const spans = plural(p.spans, { one: "# span", other: "# spans" });
      if (p.levels === undefined) return `${spans}, ${p.duration}`;
      const levels = plural(p.levels, { one: "# level deep", other: "# levels deep" });
      return `${spans}, ${levels}, ${p.duration}`;
    },
    picture: (bars: number) =>
      plural(bars, {
        one: "Shape of the trace: # bar, coloured by service",
        other: "Shape of the trace: # bars, coloured by service",
      }),
    everySpan: "Each bar is a span.",
    someSpans: (spans: number) =>
      plural(spans, {
        one: "Each bar is a span.",
        other: "Each bar stands for # spans and shows the longest of them.",
      }),
    loading: "Loading the picture…",
    failed: "The picture could not be loaded.",
    tooLarge: "Too many spans for a preview. Open the trace to see its shape.",
    moreServices: (n: number) =>
      plural(n, { one: "and # more service", other: "and # more services" }),
  },
  scatter: {
    name: (p: {
      traces: number;
      errors: number;
      shortest: string;
      longest: string;
      from: string;
      to: string;
    }) => {
      const errors = plural(p.errors, { other: "# with errors" });
      return `Duration over time: ${listed(p.traces)}, ${errors}, from ${p.shortest} to ${p.longest}, started between ${p.from} and ${p.to}.`;
    },
    cell: (p: { traces: number; errors: number; shortest: string; longest: string }) => {
      const errors = plural(p.errors, { other: "# with errors" });
      return `${listed(p.traces)}, ${errors}, ${p.shortest} to ${p.longest}`;
    },
    from: "Earliest start",
    to: "Latest start",
    min: "Shortest duration",
    max: "Longest duration",
    histogram: (n: number) => `Histogram of the durations of ${listed(n)}`,
    figures: (p: { n: number; p50: string; p95: string; p99: string }) =>
      plural(p.n, { other: `p50 ${p.p50} · p95 ${p.p95} · p99 ${p.p99} · n = #` }),
    noFigures: "No trace to measure",
  },
  memory: {
    saved: "Saved searches",
    save: "Save this search",
    name: "Name of the search",
    keep: "Save",
    refused: {
      full: (n: number) =>
        plural(n, {
          other: "# searches are saved, which is all there is room for. Remove one first.",
        }),
      "too-long": (n: number) =>
        plural(n, {
          other: "It is longer than # characters and cannot be saved. Bookmark the page instead.",
        }),
    },
    noneSaved: "A search that you save is kept here, in this browser.",
    remove: (name: string) => `Remove the saved search ${name}`,
    recent: "Recent searches",
    clear: "Clear",
  },
  refresh: {
    label: "Auto refresh",
    periods: { "0": "Off", "5000": "5 s", "30000": "30 s", "60000": "1 min" },
    showNew: (n: number) => plural(n, { other: "Show # new" }),
    failed: "The last refresh failed; the next one may not.",
  },
  download: {
    button: "Download",
    chosen: (n: number) => plural(n, { one: "# chosen trace", other: "# chosen traces" }),
    shown: (n: number) => plural(n, { one: "# shown trace", other: "All # shown traces" }),
    formats: { "jaeger-v1": "Jaeger JSON", "otlp-json": "OTLP JSON" },
    reading: "Reading traces to download",
    progress: (p: { done: number; total: number }) =>
      `${plural(p.done, { other: "#" })} of ${plural(p.total, { one: "# trace", other: "# traces" })} read`,
    cancel: "Cancel download",
    failed: (n: number) =>
      plural(n, {
        one: "# trace could not be read and is not in the file",
        other: "# traces could not be read and are not in the file",
      }),
    dismiss: "Dismiss",
  },
  filters: {
    name: "Filters on the loaded results",
    text: "Filter results",
    textPlaceholder: "Filter by name or ID",
    services: "Services",
    servicesTitle: "Services that take part",
    findService: "Find a service",
    servicesShown: (p: { shown: number; total: number }) =>
      `${plural(p.shown, { other: "#" })} of ${plural(p.total, { one: "# service", other: "# services" })} listed`,
    withErrors: "With errors",
    withoutErrors: "Without errors",
    incomplete: "Incomplete",
    durations: (p: { min: string | undefined; max: string | undefined }) => {
      if (p.min === undefined) return `Duration up to ${p.max}`;
      return p.max === undefined ? `Duration from ${p.min}` : `Duration ${p.min} to ${p.max}`;
    },
    times: (p: { from: string | undefined; to: string | undefined }) => {
      if (p.from === undefined) return `Start until ${p.to}`;
      return p.to === undefined ? `Start from ${p.from}` : `Start ${p.from} to ${p.to}`;
    },
    remove: (condition: string) => `Remove the condition: ${condition}`,
    clear: "Clear filters",
    shown: (p: { shown: number; total: number }) =>
      `${plural(p.shown, { other: "#" })} of ${plural(p.total, { other: "#" })} loaded shown`,
    none: (total: number) =>
      plural(total, {
        one: "The # loaded trace does not pass the filters.",
        other: "None of the # loaded traces passes the filters.",
      }),
  },
  view: {
    button: "View",
    columns: "Columns",
    rows: "Rows",
    dense: "Dense",
    roomy: "Roomy",
    scale: "Duration scale",
    log: "Logarithmic",
    linear: "Linear",
    start: "Start",
    absolute: "Date and time",
    relative: "Time ago",
    chart: "Charts",
  },
  empty: {
    startTitle: "Find traces",
    start: "Choose a service and press Find traces. Every field of the form narrows the search.",
    startAll: "Press Find traces to search all services, or narrow the search with the form.",
    startId: "If you have the ID of a trace, paste it into the Trace ID field at the top.",
    noneTitle: "No traces found",
    noneFor: "Nothing matches all of these:",
    noneWindow: (p: { from: string; to: string }) => `started between ${p.from} and ${p.to}`,
    tryTitle: "What may help",
    tryClock: (p: { by: string; isAhead: boolean }) =>
      p.isAhead
        ? `Set the clock of this computer: it is ${p.by} ahead of the server's, and a search up to now looks in the wrong time.`
        : `Set the clock of this computer: it is ${p.by} behind the server's, and a search up to now looks in the wrong time.`,
    tryLookback: "Search a longer time: widen the lookback.",
    tryAttributes: "Remove attributes. Names and values have to match exactly, case included.",
    tryOperation: "Search every span name: clear the operation.",
    tryDuration: "Remove the limits on the duration.",
    tryService: "Check the name of the service: case counts.",
    linkedTitle: "None of the linked traces was found",
    linked: "They may have been deleted, or be stored elsewhere.",
    malformedTitle: "This search cannot be sent",
    malformed: "What the link asks for cannot be searched for. Put this right and search again:",
    cancelledTitle: "The search was cancelled",
    cancelled: "Press Find traces to search again.",
  },
};
