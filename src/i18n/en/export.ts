import { pluraliser } from "../messages";

const plural = pluraliser("en");

/** Saving a trace as a file. */
export const traceExport = {
  button: "Export",
  formats: {
    source: {
      item: "As it came",
      hint: "The file or the server's answer, byte for byte",
      title: "Export the trace as it came",
    },
    "otlp-json": {
      item: "OTLP JSON",
      hint: "OpenTelemetry's own format; nothing is rounded",
      title: "Export the trace as OTLP JSON",
    },
    "jaeger-v1": {
      item: "Jaeger JSON",
      hint: "For Jaeger UI and what reads its files",
      title: "Export the trace as Jaeger JSON",
    },
  },
  about: {
    file: (name: string) => `The file ${name} is saved as it was opened, byte for byte.`,
    asksAgain:
      "The server is asked for the trace again, and its answer is saved byte for byte. Spans that have arrived since are in the file, but not yet on this page.",
    otlp: "OpenTelemetry's own format, as its Collector writes it. What Spanwise repaired in order to draw the trace is not in the file: parents and times are as they came.",
    jaeger:
      "The format of Jaeger's v1 API. Every version of Jaeger UI opens it, but it cannot hold all that OpenTelemetry records.",
  },
  unavailable: {
    "other-traces":
      "The file that this trace came in holds other traces too. There is no file of this trace alone; choose one of the other formats.",
    "several-files":
      "The spans of this trace came in several files. There is no file of all of them; choose one of the other formats.",
  },
  partial: "Only a part of this trace could be read; the file will hold that part.",
  checking: "Looking for what the format cannot hold…",
  lossless: "Nothing is lost: the file holds all that is known of this trace here.",
  lossesTitle: "What the file does not hold as it is here",
  losses: {
    "span-nanoseconds": (n: number) =>
      plural(n, {
        one: "The nanoseconds of # span: its times are cut to microseconds.",
        other: "The nanoseconds of # spans: their times are cut to microseconds.",
      }),
    "event-nanoseconds": (n: number) =>
      plural(n, {
        one: "The nanoseconds of # event: its time is cut to microseconds.",
        other: "The nanoseconds of # events: their times are cut to microseconds.",
      }),
    "missing-times": (n: number) =>
      plural(n, {
        one: "# span has no start or no end; it is written with the times shown here.",
        other: "# spans have no start or no end; they are written with the times shown here.",
      }),
    "negative-durations": (n: number) =>
      plural(n, {
        one: "# span ends before it starts; it is written with a duration of 0.",
        other: "# spans end before they start; they are written with a duration of 0.",
      }),
    "far-times": (n: number) =>
      plural(n, {
        one: "# time is too far from the others; it is written as it is shown here.",
        other: "# times are too far from the others; they are written as they are shown here.",
      }),
    "missing-event-times": (n: number) =>
      plural(n, {
        one: "# event has no time; it is written with the start of its span.",
        other: "# events have no time; they are written with the start of their spans.",
      }),
    "nested-values": (n: number) =>
      plural(n, {
        one: "# array or map becomes JSON text.",
        other: "# arrays and maps become JSON text.",
      }),
    "empty-values": (n: number) =>
      plural(n, {
        one: "# attribute without a value becomes empty text.",
        other: "# attributes without a value become empty text.",
      }),
    "huge-integers": (n: number) =>
      plural(n, {
        one: "# integer beyond 64 bits becomes text.",
        other: "# integers beyond 64 bits become text.",
      }),
    "field-attributes": (n: number) =>
      plural(n, {
        one: "# attribute has a name that the format uses for a field of the span, such as span.kind; programs will read it as that field.",
        other:
          "# attributes have names that the format uses for fields of the span, such as span.kind; programs will read them as those fields.",
      }),
    "event-names": (n: number) =>
      plural(n, {
        one: "# event has no name; programs will take one of its attributes for it.",
        other: "# events have no names; programs will take one of their attributes for it.",
      }),
    "link-attributes": (n: number) =>
      plural(n, { one: "The attributes of # link.", other: "The attributes of # links." }),
    "link-contexts": (n: number) =>
      plural(n, {
        one: "The trace state and trace flags of # link.",
        other: "The trace state and trace flags of # links.",
      }),
    "link-kinds": (n: number) =>
      plural(n, {
        one: "# link becomes a reference of type FOLLOWS_FROM.",
        other: "# links become references of type FOLLOWS_FROM.",
      }),
    "reference-kinds": (n: number) =>
      plural(n, {
        one: "The type of # reference becomes the link attribute opentracing.ref_type.",
        other: "The types of # references become the link attribute opentracing.ref_type.",
      }),
    "links-as-parents": (n: number) =>
      plural(n, {
        one: "# root span links into its own trace; programs will take that for its parent.",
        other: "# root spans link into their own trace; programs will take that for their parents.",
      }),
    "dropped-counts": (n: number) =>
      plural(n, {
        one: "# count of dropped attributes, events or links.",
        other: "# counts of dropped attributes, events or links.",
      }),
    "schema-urls": (n: number) =>
      plural(n, {
        one: "The schema URL of # resource or scope.",
        other: "The schema URLs of # resources and scopes.",
      }),
    "scope-attributes": (n: number) =>
      plural(n, {
        one: "The attributes of # instrumentation scope.",
        other: "The attributes of # instrumentation scopes.",
      }),
    "service-names": (n: number) =>
      plural(n, {
        one: "# resource gets the attribute service.name, which it did not have or had otherwise.",
        other:
          "# resources get the attribute service.name, which they did not have or had otherwise.",
      }),
    "trace-warnings": (n: number) =>
      plural(n, {
        one: "# warning of the source about the whole trace.",
        other: "# warnings of the source about the whole trace.",
      }),
    "unknown-fields": (n: number) =>
      plural(n, {
        one: "Fields of # span that only the format it came in has.",
        other: "Fields of # spans that only the format they came in has.",
      }),
    "reading-notes": (n: number) =>
      plural(n, {
        one: "# value could not be read as it came; it is written as it is shown here.",
        other: "# values could not be read as they came; they are written as they are shown here.",
      }),
    "odd-ids": (n: number) =>
      plural(n, {
        one: "# ID is not hexadecimal; it is written as it is, and other programs may refuse it.",
        other:
          "# IDs are not hexadecimal; they are written as they are, and other programs may refuse them.",
      }),
    "shared-marks": (n: number) =>
      plural(n, {
        one: "Zipkin's mark that # span shares its ID with the other side of a call.",
        other: "Zipkin's marks that # spans share their IDs with the other side of a call.",
      }),
    "ambiguous-ids": (n: number) =>
      plural(n, {
        one: "# span refers to an ID that several spans have; another program may choose another of them.",
        other:
          "# spans refer to IDs that several spans have; another program may choose others of them.",
      }),
    "sibling-order": (n: number) =>
      plural(n, {
        one: "The place of # span among siblings that start at the same time.",
        other: "The places of # spans among siblings that start at the same time.",
      }),
  },
  fileName: "File name",
  save: "Save",
  cancel: "Cancel",
  close: "Close",
  writing: {
    label: "Writing the file",
    spans: (done: string, total: number) =>
      plural(total, { one: `${done} of # span`, other: `${done} of # spans` }),
    withBytes: (spans: string, bytes: string) => `${spans}, ${bytes}`,
  },
  asking: "Asking the server again",
  failed: "The trace could not be exported",
  previewFailed: "What the format cannot hold could not be found out",
};
