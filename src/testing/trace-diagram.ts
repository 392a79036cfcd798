import { resourceIndex, scopeIndex } from "@/model/indexes";
import type { SpanFields } from "@/model/span-sink";
import { SpanKind, StatusCode } from "@/model/span-table";
import type { Trace } from "@/model/trace";
import { TraceSetBuilder } from "@/model/trace-set-builder";

/**
 * Reads a picture of a trace, one line per span:
 *
 *     frontend GET /cart    |==========|
 *       cart read             |==|
 *       price quote              |====!|    kind=client retry=1
 *
 * Indentation is the parent; the first word is the service, the rest the span name. The bar is the
 * time: a column is `unitNs`, from the leftmost bar on; a single `|` is a span of no length. In the
 * bar `!` makes the status Error and `*` is an event. Words `key=value` after it are attributes,
 * but `id`, `parent` (hex ids, else the line number and the indentation), `kind` and `link` (to a
 * span id of this trace) say what their names say.
 */
export function traceFromDiagram(diagram: string, options: DiagramOptions = {}): Trace {
  const builder = new TraceSetBuilder();
  addDiagram(builder, diagram, options);
  const [trace] = builder.finish();
  if (trace === undefined) throw new Error("The diagram has no spans");
  return trace;
}

export interface DiagramOptions {
  /** Nanoseconds per column; a millisecond unless said otherwise. */
  readonly unitNs?: number;
  readonly traceId?: string;
  /** Wall-clock microseconds of the leftmost column. */
  readonly epochMicros?: number;
}

export const diagramTraceId = "4bf92f3577b34da6a3ce929d0e0e4736";
export const diagramEpochMicros = 1_768_228_200_000_000;

/** Puts the spans of a picture into a builder. */
function addDiagram(builder: TraceSetBuilder, diagram: string, options: DiagramOptions = {}): void {
  const lines = diagram.split("\n").filter((line) => line.includes("|"));
  const origin = Math.min(...lines.map((line) => line.indexOf("|")));
  const above: { readonly indent: number; readonly id: string }[] = [];
  const scope = builder.scope({ ...noOwner, name: "", version: "" });
  lines.forEach((line, number) => {
    const { indent, service, name, bar, words } = readLine(line);
    while ((above.at(-1)?.indent ?? -1) >= indent) above.pop();
    const id = words.get("id") ?? (number + 1).toString(16).padStart(16, "0");
    const parentSpanId = words.get("parent") ?? above.at(-1)?.id ?? "";
    above.push({ indent, id });
    const unitNs = options.unitNs ?? 1_000_000;
    const timeOf = (column: number) => {
      const ns = (column - origin) * unitNs;
      const micros = Math.floor(ns / 1000);
      return { micros: (options.epochMicros ?? diagramEpochMicros) + micros, nanos: ns % 1000 };
    };
    const first = line.indexOf("|");
    builder.span({
      ...emptySpan,
      traceId: options.traceId ?? diagramTraceId,
      spanId: id,
      parentSpanId,
      name,
      kind: kinds.get(words.get("kind") ?? "") ?? SpanKind.Internal,
      statusCode: bar.includes("!") ? StatusCode.Error : StatusCode.Unset,
      start: timeOf(first),
      end: timeOf(first + bar.length - 1),
      resource: builder.resource({ ...noOwner, service }),
      scope,
    });
    for (let at = bar.indexOf("*"); at >= 0; at = bar.indexOf("*", at + 1)) {
      builder.event("event", timeOf(first + at), 0);
    }
    for (const [key, value] of words) {
      if (key === "link") {
        const traceId = options.traceId ?? diagramTraceId;
        builder.link({ ...noLink, traceId, spanId: value });
      } else if (!reserved.has(key)) {
        builder.attribute(key, { type: "string", value });
      }
    }
  });
}

const reserved = new Set(["id", "parent", "kind"]);
const kinds = new Map<string, SpanKind>([
  ["server", SpanKind.Server],
  ["client", SpanKind.Client],
  ["producer", SpanKind.Producer],
  ["consumer", SpanKind.Consumer],
]);

function readLine(line: string) {
  const start = line.indexOf("|");
  const end = line.lastIndexOf("|");
  const label = line.slice(0, start).trimEnd();
  const [service = "", ...name] = label.trim().split(" ");
  const words = new Map<string, string>();
  for (const word of line.slice(end + 1).split(/\s+/)) {
    const equals = word.indexOf("=");
    if (equals > 0) words.set(word.slice(0, equals), word.slice(equals + 1));
  }
  const indent = label.length - label.trimStart().length;
  return { indent, service, name: name.join(" ").trim(), bar: line.slice(start, end + 1), words };
}

const noOwner = { attributes: [], droppedAttributesCount: 0, schemaUrl: "" } as const;
const noLink = {
  relation: "link",
  traceState: "",
  traceFlags: undefined,
  droppedAttributesCount: 0,
} as const;

/** A span without anything: tests fill in what they are about. */
export const emptySpan: Readonly<SpanFields> = {
  traceId: diagramTraceId,
  spanId: "",
  parentSpanId: "",
  name: "",
  kind: SpanKind.Unspecified,
  statusCode: StatusCode.Unset,
  statusMessage: "",
  start: undefined,
  end: undefined,
  durationNs: undefined,
  resource: resourceIndex(0),
  scope: scopeIndex(0),
  traceFlags: undefined,
  traceState: "",
  droppedAttributesCount: 0,
  droppedEventsCount: 0,
  droppedLinksCount: 0,
  shared: false,
  unknownFields: "",
};
