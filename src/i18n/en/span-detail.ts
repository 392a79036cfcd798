import { pluraliser } from "../messages";
import { spanGroups } from "./span-groups";

const plural = pluraliser("en");

export const spanDetail = {
  title: "Span details",
  close: "Close span details",
  place: {
    below: "Show the details below the row",
    side: "Show the details beside the timeline",
    resize: "Height of the span details",
  },
  loading: "Loading span details…",
  failed: "The details of this span could not be read.",
  noName: "(no name)",
  noService: "unknown service",
  facts: {
    spanName: "Span name",
    name: "Full name",
    service: "Full service name",
    kind: "Kind",
    status: "Status",
    statusMessage: "Status message",
    duration: "Duration",
    selfTime: "Self time",
    start: "Start",
    notRecorded: "not recorded",
    notAsRecorded: "not as recorded",
    fromTraceStart: "From trace start",
    criticalPath: "Critical path",
    onPath: (share: string) => `on it for ${share}`,
    offPath: "not on it",
    queueTime: "Time in queue",
    takenEarly: "By the clocks, taken before the producer span ended.",
    position: "Among similar spans",
    percentile: (rank: string, n: number) =>
      plural(n, { one: `p${rank} of # span`, other: `p${rank} of # spans` }),
    longerThan: (shorter: string, others: string) => `longer than ${shorter} of ${others} others`,
    asLong: (others: number) =>
      plural(others, {
        one: "as long as # other span",
        other: "as long as # other spans",
      }),
    histogram: (n: number, from: string, to: string) =>
      plural(n, {
        one: `Duration of # span: ${from}`,
        other: `Durations of # spans, from ${from} to ${to}, on a logarithmic scale`,
      }),
    range: (from: string, to: string) => `${from} – ${to}`,
    toLongest: (duration: string) => `Go to the longest, ${duration}`,
    shareOfTrace: (share: string) => `${share} of the trace`,
    shareOfSpan: (share: string) => `${share} of the span`,
    spanId: "Span ID",
    traceId: "Trace ID",
    parentId: "Parent span ID",
    parent: "Parent",
    utc: "UTC",
    local: "local",
  },
  kinds: {
    unspecified: "Unspecified",
    internal: "Internal",
    server: "Server",
    client: "Client",
    producer: "Producer",
    consumer: "Consumer",
  },
  status: { unset: "Unset", ok: "Ok", error: "Error" },
  spanWithService: (service: string, name: string) => `${service}: ${name}`,
  spanIsError: "status Error",
  relations: {
    root: "This is a root span.",
    parentMissing: "Its parent is not in this trace.",
    parentCut: "Its parent reference was cut; see Warnings.",
    previous: "Previous sibling",
    next: "Next sibling",
    noPrevious: "There is no sibling before this span",
    noNext: "There is no sibling after this span",
    previousSpan: "Previous span of the trace",
    nextSpan: "Next span of the trace",
    noPreviousSpan: "This is the first span of the trace",
    noNextSpan: "This is the last span of the trace",
    siblingPlace: (place: string, count: string) => `${place} of ${count}`,
    childCount: (n: number) => plural(n, { one: "# child", other: "# children" }),
    descendants: (n: number) => plural(n, { one: "# span below", other: "# spans below" }),
  },
  link: "Link to this span",
  copy: {
    copied: "Copied",
    failed: "The browser did not allow copying",
    spanLink: "Copy the link to this span",
    name: "Copy the span name",
    spanId: "Copy the span ID",
    traceId: "Copy the trace ID",
    parentId: "Copy the parent span ID",
    statusMessage: "Copy the status message",
    start: "Copy the start",
    value: (key: string) => `Copy the value of ${key}`,
    spanOtlp: "Copy as OTLP JSON",
    spanMarkdown: "Copy as Markdown",
    allAsJson: "Copy all as JSON",
    stackTrace: "Copy the stack trace",
    unknownFields: "Copy the other fields",
    linkTraceId: "Copy the linked trace ID",
    linkSpanId: "Copy the linked span ID",
    warning: "Copy the warning",
  },
  sections: {
    attributes: "Attributes",
    genai: "GenAI",
    resource: "Resource",
    scope: "Scope",
    events: "Events",
    links: "Links",
    warnings: "Warnings",
    children: "Children",
    context: "Context",
    unknownFields: "Other fields",
  },
  attributes: {
    key: "Key",
    value: "Value",
    filter: "Filter attributes",
    filterResource: "Filter resource attributes",
    filterPlaceholder: "Filter by key or value",
    matching: (shown: string, total: string) => `${shown} of ${total}`,
    noMatch: "No attribute matches the filter.",
    duplicate: "repeated key",
    emptyKey: "(empty key)",
    dropped: (n: number) =>
      plural(n, {
        one: "# more attribute was dropped before it reached the server.",
        other: "# more attributes were dropped before they reached the server.",
      }),
  },
  groups: spanGroups,
  actions: {
    more: (key: string) => `Actions for ${key}`,
    menu: "Actions",
    copyPair: "Copy key and value",
    find: "Find in this trace",
    filter: "Show only spans with it",
    exclude: "Leave out of find",
    search: "Search traces with it",
    color: "Colour the timeline by this key",
    uncolor: "Stop colouring by this key",
    pin: "Pin key to the top",
    unpin: "Unpin key",
  },
  genai: {
    conversation: "Conversation",
    copyMessage: "Copy the message",
    kinds: {
      toolCall: (name: string) => (name === "" ? "calls a tool" : `calls ${name}`),
      toolResult: (name: string) => (name === "" ? "result of a tool" : `result of ${name}`),
    },
    facts: {
      operation: "Operation",
      agent: "Agent",
      tool: "Tool",
      provider: "Provider",
      model: "Model",
      responseModel: "Model that answered",
      inputTokens: "Input tokens",
      outputTokens: "Output tokens",
      finish: "Finished because",
      conversation: "Conversation ID",
    },
  },
  value: {
    emptyString: "empty string",
    none: "no value",
    types: {
      bool: "bool",
      int: "int",
      double: "double",
      array: "array",
      kvlist: "map",
    },
    byteCount: (n: number) => plural(n, { one: "# byte", other: "# bytes" }),
    itemCount: (n: number) => plural(n, { one: "# item", other: "# items" }),
    entryCount: (n: number) => plural(n, { one: "# entry", other: "# entries" }),
    openArray: (items: string) => `array, ${items}`,
    openMap: (entries: string) => `map, ${entries}`,
    asHex: "Hex",
    asBase64: "Base64",
    encoding: "Encoding",
    formatJson: "Format JSON",
    formatSql: "Format SQL",
    wrap: "Wrap lines",
    units: {
      bytes: (n: number) => plural(n, { one: "byte", other: "bytes" }),
      tokens: (n: number) => plural(n, { one: "token", other: "tokens" }),
      rows: (n: number) => plural(n, { one: "row", other: "rows" }),
      messages: (n: number) => plural(n, { one: "message", other: "messages" }),
      roughly: (unit: string, size: string) => `${unit} (${size})`,
    },
    showAsIs: "Show as recorded",
    notJson: "This is not valid JSON.",
    longText: "Long text",
    showAll: (n: number) =>
      plural(n, { one: "Show all # character", other: "Show all # characters" }),
    showMore: (shown: string, total: string) => `Show more (${shown} of ${total} characters shown)`,
    showLess: "Show less",
  },
  showAll: (n: number) => plural(n, { one: "Show all #", other: "Show all #" }),
  showMore: (n: number) => plural(n, { one: "Show # more", other: "Show # more" }),
  shownOf: (shown: string, total: string) => `${shown} of ${total} shown`,
  schemaUrl: "Schema URL",
  service: "Service",
  scope: { name: "Name", version: "Version", attributes: "Scope attributes" },
  events: {
    offsets: (span: string, trace: string) => `${span} from span start, ${trace} from trace start`,
    mark: "Show in timeline",
    markOf: (name: string) => `Show in timeline: ${name}`,
    filter: "Filter events",
    filterPlaceholder: "Filter by name, key or value",
    noMatch: "No event matches the filter.",
    strip: (n: number, from: string, to: string) =>
      plural(n, {
        one: `# event on the time line of the span, from ${from} to ${to}`,
        other: `# events on the time line of the span, from ${from} to ${to}`,
      }),
    stripTrace: "below: the span in the trace",
    attributesOf: (name: string) => `Attributes of event ${name}`,
    exceptionMessage: "Exception message",
    exceptionType: "Exception type",
    stackTrace: "Stack trace",
    noName: "(event without a name)",
    outside: "outside the span",
    dropped: (n: number) =>
      plural(n, {
        one: "# more event was dropped before it reached the server.",
        other: "# more events were dropped before they reached the server.",
      }),
  },
  links: {
    relation: "Relation",
    relations: {
      link: "Link",
      "follows-from": "Follows from",
      "extra-parent": "Additional parent",
    },
    linkedFrom: "Linked from",
    linkedFromOthers: "Linking spans of other loaded traces",
    moreFromOthers: (n: number) =>
      plural(n, { one: "# more span links here.", other: "# more spans link here." }),
    otherSpan: (spanId: string) => `Span ${spanId}`,
    sameTrace: "in this trace",
    notInTrace: "names this trace, but the span is not in it",
    otherTrace: "in another trace",
    waited: (duration: string) => `${duration} in the queue`,
    takenEarly: (duration: string) => `taken ${duration} before the producer span ended`,
    nameMore: (n: number) =>
      plural(n, { one: "Look up # more name", other: "Look up # more names" }),
    traceId: "Trace ID",
    spanId: "Span ID",
    traceState: "Trace state",
    flags: "Flags",
    attributesOf: (spanId: string) => `Attributes of the link to ${spanId}`,
    dropped: (n: number) =>
      plural(n, {
        one: "# more link was dropped before it reached the server.",
        other: "# more links were dropped before they reached the server.",
      }),
  },
  context: {
    received: "traceparent received",
    sent: "traceparent passed on",
    traceState: "tracestate",
    flags: "Trace flags",
    flagsAbsent: "not recorded; sampled is assumed in traceparent",
    noFlags: "none set",
    flagNames: {
      sampled: "sampled",
      random: "random trace ID",
      debug: "debug",
      remote: "the parent is remote",
      local: "the parent is local",
    },
    vendor: (vendor: string) => `tracestate: ${vendor}`,
    copyReceived: "Copy the traceparent received",
    copySent: "Copy the traceparent passed on",
    copyHeaders: "Copy as headers",
    copyCurl: "Copy as curl",
    copyTraceState: "Copy the tracestate",
  },
  issues: {
    "parent-missing": (detail: string) =>
      detail === ""
        ? "The parent of this span is not in this trace. The span is shown at the top level."
        : `The parent span ${detail} is not in this trace. The span is shown at the top level.`,
    "cycle-cut": (detail: string) =>
      detail === ""
        ? "The parent references of this span and its ancestors form a cycle. It was cut here."
        : `The reference to parent span ${detail} closes a cycle. It was cut here.`,
    "self-parent": () => "This span names itself as its parent. It is shown at the top level.",
    "duplicate-span-id": (detail: string) =>
      detail === ""
        ? "Another span of this trace has the same span ID. Both are shown."
        : `Another span of this trace has the span ID ${detail} too. Both are shown.`,
    "exact-duplicate": () =>
      "This span is an exact copy of an earlier one, as a repeated export leaves it. Both are shown.",
    "shared-span-id-split": () =>
      "Client and server report under one span ID. They are shown as two spans.",
    "start-missing": () =>
      "The span has no usable start time. It is shown where its parent, or the trace, starts.",
    "end-missing": () => "The span has no end time. Its duration is shown as 0.",
    "negative-duration": (detail: string) =>
      detail === ""
        ? "The span ends before it starts. Its duration is shown as 0."
        : `The span ends before it starts (${detail} ns). Its duration is shown as 0.`,
    "time-out-of-range": (detail: string) =>
      detail === ""
        ? "A time of this span is too far from the rest of the trace to be shown exactly."
        : `A time of this span is too far from the rest of the trace to be shown exactly: ${detail}.`,
    "empty-span-id": () => "The span has no span ID.",
    "empty-name": () => "The span has no name.",
    "unknown-process": (detail: string) =>
      detail === ""
        ? "The process of this span is not described in the data."
        : `The process of this span, ${detail}, is not described in the data.`,
    "empty-link-removed": () => "A link without a trace ID and a span ID was left out.",
    "bad-value": (detail: string) =>
      detail === "" ? "A value could not be read." : `A value could not be read: ${detail}.`,
    "bad-number": (detail: string) =>
      detail === "" ? "A number could not be read." : `A number could not be read: ${detail}.`,
    "bad-enum": (detail: string) =>
      detail === ""
        ? "A field has a value that is not one of those defined for it."
        : `A field has a value that is not one of those defined for it: ${detail}.`,
    "duplicate-attribute": (detail: string) =>
      detail === ""
        ? "An attribute key is repeated. Every value is shown."
        : `The attribute key ${detail} is repeated. Every value is shown.`,
    "event-time-missing": (detail: string) =>
      detail === ""
        ? "An event has no usable time. It is shown at the start of the span."
        : `The event ${detail} has no usable time. It is shown at the start of the span.`,
  },
};
