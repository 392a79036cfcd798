import { sortByKey } from "@/lib/sort-by-key";
import { type AttributeTable, AttributeType } from "@/model/attribute-table";
import { sparseValue, sparseValues, type SparseColumn } from "@/model/sparse-column";
import { SpanFlag } from "@/model/span-table";
import type { Trace } from "@/model/trace";
import type { TraceFormat } from "@/model/trace-source";
import {
  familyOf,
  fitsInt64,
  namesItsService,
  originOf,
  referenceTypeOf,
  saysItsReferenceType,
  startsCanBeLeftOut,
} from "./export-facts";
import { closeList, type ExtraFields, extraFields, insteadOfList } from "./extra-fields";
import { JsonWriter, type WrittenPart } from "./json-writer";
import { UnixTimeText } from "./unix-time-text";

/** Lists of a span that may hold items which were not read. */
const spanLists = ["attributes", "events", "links"];
/** Up to so many spans, the order of siblings that start together is worth repeated resources. */
const keptOrderSpans = 100_000;

/** In which order spans are written; `moved` counts siblings that change places by it. */
export interface WritingOrder {
  readonly rows: Uint32Array;
  readonly moved: number;
}

/**
 * The order in which spans are written: all spans of a resource and a scope together, as exporters
 * send them. Siblings that start together are shown in the order of the file; where grouping would
 * turn them around, rows stay as they are and resources are repeated, unless there are too many.
 */
export function otlpOrder({ spans, scopes }: Trace): WritingOrder {
  const n = spans.length;
  const groups = new Float64Array(n);
  for (let row = 0; row < n; row += 1) {
    groups[row] = spans.resource[row]! * scopes.length + spans.scope[row]!;
  }
  let moved = 0;
  for (let row = 0; row < n; row += 1) {
    const next = spans.subtreeEnd[row]!;
    if (next >= n || spans.parent[next] !== spans.parent[row]) continue;
    if (spans.startNs[next] === spans.startNs[row] && groups[next]! < groups[row]!) moved += 1;
  }
  if (moved > 0 && n <= keptOrderSpans) {
    return { rows: Uint32Array.from({ length: n }, (_, row) => row), moved: 0 };
  }
  return { rows: sortByKey(groups), moved };
}

/**
 * A trace as OTLP JSON (`TracesData` in the JSON mapping of the OTLP specification, fields in the
 * order in which the collector writes them): hex ids, 64-bit integers as text, enums as numbers,
 * absent fields left out. Warnings of the source go where Jaeger's query service puts them, into
 * the attribute `@jaeger@warnings`. Of parents and times, what the source said is written, not what
 * was made of it for showing them. Gives pieces of moderate size; nothing else grows with the spans.
 */
export function* writeOtlp(trace: Trace, from: TraceFormat): Generator<WrittenPart> {
  const { spans } = trace;
  const out = new JsonWriter(trace.strings);
  const writer = new OtlpWriter(trace, from, out);
  let resource = -1;
  let scope = -1;
  out.text('{"resourceSpans":[');
  for (const row of otlpOrder(trace).rows) {
    const sameResource = spans.resource[row] === resource;
    if (!sameResource || spans.scope[row] !== scope) {
      if (scope >= 0) writer.endScope(scope);
      if (!sameResource) {
        if (resource >= 0) writer.endResource(resource);
        resource = spans.resource[row]!;
        writer.beginResource(resource);
      }
      scope = spans.scope[row]!;
      writer.beginScope(scope);
    }
    writer.span(row);
    out.spans += 1;
    if (out.isFull) yield out.take();
  }
  if (resource >= 0) {
    writer.endScope(scope);
    writer.endResource(resource);
  }
  out.text("]}\n");
  yield out.take();
}

/** Writes the parts of one trace. */
class OtlpWriter {
  readonly #trace: Trace;
  readonly #out: JsonWriter;
  readonly #times: UnixTimeText;
  readonly #traceId: string;
  readonly #keepsUnknownFields: boolean;
  readonly #leavesStartsOut: boolean;

  constructor(trace: Trace, from: TraceFormat, out: JsonWriter) {
    this.#trace = trace;
    this.#out = out;
    this.#times = new UnixTimeText(trace.epochUnixNano);
    this.#traceId = JSON.stringify(trace.traceId);
    this.#keepsUnknownFields = familyOf(from) === "otlp";
    this.#leavesStartsOut = startsCanBeLeftOut(trace);
  }

  beginResource(row: number): void {
    const out = this.#out;
    const { resources } = this.#trace;
    out.item();
    out.text('{"resource":{');
    const service = this.#trace.strings.text(resources.service[row]!);
    const isSaid = namesItsService(this.#trace, row);
    const missing = isSaid ? undefined : textAttribute("service.name", service);
    const dropped = resources.droppedAttributesCount[row]!;
    const any = this.#owned(resources.attributes, row, missing);
    if (dropped > 0) out.text(`${any ? "," : ""}"droppedAttributesCount":${dropped}`);
    out.text('},"scopeSpans":[');
  }

  endResource(row: number): void {
    this.#end(this.#trace.resources.schemaUrl[row]!);
  }

  beginScope(row: number): void {
    const out = this.#out;
    const { scopes } = this.#trace;
    out.item();
    out.text('{"scope":{');
    let any = false;
    for (const [name, id] of [
      ["name", scopes.name[row]!],
      ["version", scopes.version[row]!],
    ] as const) {
      if (id === 0) continue;
      out.text(`${any ? "," : ""}"${name}":`);
      out.string(id);
      any = true;
    }
    any = this.#owned(scopes.attributes, row, undefined, any) || any;
    const dropped = scopes.droppedAttributesCount[row]!;
    if (dropped > 0) out.text(`${any ? "," : ""}"droppedAttributesCount":${dropped}`);
    out.text('},"spans":[');
  }

  endScope(row: number): void {
    this.#end(this.#trace.scopes.schemaUrl[row]!);
  }

  span(row: number): void {
    const out = this.#out;
    const trace = this.#trace;
    const { spans } = trace;
    const origin = originOf(trace, row);
    const extra = this.#keepsUnknownFields
      ? extraFields(this.#textOf(trace.unknownFields, row), spanLists)
      : undefined;
    out.item();
    out.text('{"traceId":');
    out.text(this.#traceId);
    out.text(',"spanId":');
    out.anySpanId(trace.oddSpanIds.get(row), spans.spanIdHi[row]!, spans.spanIdLo[row]!);
    this.#sparseText("traceState", trace.traceState, row);
    if (origin.parentSpanId !== "") {
      out.text(',"parentSpanId":');
      out.quoted(origin.parentSpanId);
    }
    this.#sparseCount("flags", trace.traceFlags, row);
    out.text(',"name":');
    out.quoted(trace.names[spans.name[row]!] ?? "");
    if (spans.kind[row] !== 0) out.text(`,"kind":${spans.kind[row]}`);
    this.#startAndEnd(row, origin.durationNs);
    this.#attributes(trace.attributes, row, this.#warnings(row), extra);
    this.#sparseCount("droppedAttributesCount", trace.droppedAttributesCount, row);
    this.#list("events", spans.eventOffset, row, this.#event, extra);
    this.#sparseCount("droppedEventsCount", trace.droppedEventsCount, row);
    this.#list("links", spans.linkOffset, row, this.#link, extra);
    this.#sparseCount("droppedLinksCount", trace.droppedLinksCount, row);
    this.#status(row);
    if (extra) out.text(extra.rest);
    out.text("}");
  }

  #startAndEnd(row: number, durationNs: number): void {
    const { spans } = this.#trace;
    const flags = spans.flags[row]!;
    const startNs = spans.startNs[row]!;
    const start = this.#times.nanos(startNs);
    const isRepaired = (flags & SpanFlag.StartRepaired) !== 0 && this.#leavesStartsOut;
    if (!isRepaired) this.#out.text(`,"startTimeUnixNano":"${start}"`);
    if ((flags & SpanFlag.EndMissing) !== 0) return;
    // An end before 1970 could only be written as none at all.
    const end = this.#times.nanos(startNs + durationNs);
    this.#out.text(`,"endTimeUnixNano":"${end === "0" ? start : end}"`);
  }

  #status(row: number): void {
    const { statusMessage, statusCode } = this.#trace.spans;
    const message = statusMessage[row]!;
    this.#out.text(',"status":{');
    if (message !== 0) {
      this.#out.text('"message":');
      this.#out.string(message);
    }
    if (statusCode[row] !== 0) {
      this.#out.text(`${message === 0 ? "" : ","}"code":${statusCode[row]}`);
    }
    this.#out.text("}");
  }

  readonly #event = (event: number): void => {
    const { events } = this.#trace;
    this.#out.text(`{"timeUnixNano":"${this.#times.nanos(events.timeNs[event]!)}"`);
    if (events.name[event] !== 0) {
      this.#out.text(',"name":');
      this.#out.string(events.name[event]!);
    }
    this.#attributes(events.attributes, event);
    this.#sparseCount("droppedAttributesCount", events.droppedAttributesCount, event);
    this.#out.text("}");
  };

  readonly #link = (link: number): void => {
    const { links } = this.#trace;
    const out = this.#out;
    out.text('{"traceId":');
    out.string(links.traceId[link]!);
    out.text(',"spanId":');
    out.anySpanId(links.oddSpanIds.get(link), links.spanIdHi[link]!, links.spanIdLo[link]!);
    this.#sparseText("traceState", links.traceState, link);
    const type = referenceTypeOf(this.#trace, link);
    const isSaid = type === undefined || saysItsReferenceType(this.#trace, link);
    const missing = isSaid ? undefined : textAttribute("opentracing.ref_type", type);
    this.#attributes(links.attributes, link, missing);
    this.#sparseCount("droppedAttributesCount", links.droppedAttributesCount, link);
    this.#sparseCount("flags", links.traceFlags, link);
    out.text("}");
  };

  #warnings(row: number): string | undefined {
    const warnings = sparseValues(this.#trace.spanWarnings, row);
    if (warnings.length === 0) return undefined;
    const texts = Array.from(warnings, (id) => JSON.stringify(this.#trace.strings.text(id)));
    const values = texts.map((text) => `{"stringValue":${text}}`).join(",");
    return `{"key":"@jaeger@warnings","value":{"arrayValue":{"values":[${values}]}}}`;
  }

  /** The field of a list of rows, from `offset[row]` to `offset[row + 1]`, unless it is empty. */
  #list(
    name: string,
    offset: Uint32Array,
    row: number,
    write: (at: number) => void,
    extra: ExtraFields | undefined,
  ): void {
    const from = offset[row]!;
    const to = offset[row + 1]!;
    if (!this.#begin(name, to - from, extra)) return;
    for (let at = from; at < to; at += 1) {
      this.#out.item();
      write(at);
    }
    closeList(this.#out, name, extra);
  }

  /** Opens a list, unless there is nothing to stand in it. */
  #begin(name: string, items: number, extra: ExtraFields | undefined): boolean {
    const instead = insteadOfList(name, items, extra);
    if (instead !== undefined) this.#out.text(`,"${name}":${instead}`);
    if (items === 0 && !extra?.lists.has(name)) return false;
    this.#out.text(`,"${name}":[`);
    return true;
  }

  /** The field of the attributes of one owner behind other fields; `lead` stands in front of them. */
  #attributes(table: AttributeTable, owner: number, lead?: string, extra?: ExtraFields): void {
    const items = table.offset[owner + 1]! - table.offset[owner]! + (lead === undefined ? 0 : 1);
    if (!this.#begin("attributes", items, extra)) return;
    this.#pairs(table, owner, lead);
    closeList(this.#out, "attributes", extra);
  }

  /** As `#attributes`, for an object that may begin with them; true when there are any. */
  #owned(table: AttributeTable, owner: number, lead?: string, isBehind = false): boolean {
    const items = table.offset[owner + 1]! - table.offset[owner]!;
    if (items === 0 && lead === undefined) return false;
    this.#out.text(`${isBehind ? "," : ""}"attributes":[`);
    this.#pairs(table, owner, lead);
    this.#out.text("]");
    return true;
  }

  #pairs(table: AttributeTable, owner: number, lead: string | undefined): void {
    const out = this.#out;
    if (lead !== undefined) out.text(lead);
    for (let at = table.offset[owner]!; at < table.offset[owner + 1]!; at += 1) {
      out.item();
      out.text('{"key":');
      out.string(table.key[at]!);
      out.text(',"value":');
      this.#value(table, at);
      out.text("}");
    }
  }

  #value(table: AttributeTable, at: number): void {
    const out = this.#out;
    const value = table.value[at]!;
    switch (table.type[at]) {
      case AttributeType.String:
        return this.#stringValue("stringValue", value);
      case AttributeType.Bool:
        return out.text(value === 1 ? '{"boolValue":true}' : '{"boolValue":false}');
      case AttributeType.SmallInt:
        return out.text(`{"intValue":"${value | 0}"}`);
      case AttributeType.Int:
        return out.text(`{"intValue":"${table.numbers[value]!}"}`);
      case AttributeType.BigInt: {
        const fits = fitsInt64(this.#trace.strings.text(value));
        return this.#stringValue(fits ? "intValue" : "stringValue", value);
      }
      case AttributeType.Double:
        out.text('{"doubleValue":');
        out.double(table.numbers[value]!);
        return out.text("}");
      case AttributeType.Bytes:
        return this.#stringValue("bytesValue", value);
      case AttributeType.Array:
      case AttributeType.KeyValueList:
        // Kept as the JSON of an AnyValue already.
        return out.json(value);
      default:
        return out.text("{}");
    }
  }

  #stringValue(field: string, id: number): void {
    this.#out.text(`{"${field}":`);
    this.#out.string(id);
    this.#out.text("}");
  }

  #textOf(column: SparseColumn, row: number): string {
    return column.rows.length === 0 ? "" : this.#trace.strings.text(sparseValue(column, row, 0));
  }

  #sparseText(name: string, column: SparseColumn, row: number): void {
    if (column.rows.length === 0) return;
    const id = sparseValue(column, row, 0);
    if (id === 0) return;
    this.#out.text(`,"${name}":`);
    this.#out.string(id);
  }

  #sparseCount(name: string, column: SparseColumn, row: number): void {
    if (column.rows.length === 0) return;
    const count = sparseValue(column, row, undefined);
    if (count !== undefined) this.#out.text(`,"${name}":${count}`);
  }

  /** Closes the list of a group, and the group with its schema URL. */
  #end(schemaUrl: number): void {
    this.#out.text("]");
    if (schemaUrl !== 0) {
      this.#out.text(',"schemaUrl":');
      this.#out.string(schemaUrl);
    }
    this.#out.text("}");
  }
}

function textAttribute(key: string, text: string): string {
  return `{"key":${JSON.stringify(key)},"value":{"stringValue":${JSON.stringify(text)}}}`;
}
