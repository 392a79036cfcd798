import { type AttributeTable, AttributeType, wireValue } from "@/model/attribute-table";
import { linkRelations } from "@/model/link-table";
import { decodeWireValue } from "@/model/read-value";
import { sparseValue, sparseValues, type SparseColumn } from "@/model/sparse-column";
import { StatusCode } from "@/model/span-table";
import type { Trace } from "@/model/trace";
import type { TraceFormat } from "@/model/trace-source";
import { familyOf, fitsInt64, originOf } from "./export-facts";
import { closeList, type ExtraFields, extraFields, insteadOfList } from "./extra-fields";
import { fieldLikeKeys } from "./field-tags";
import { JsonWriter, type WrittenPart } from "./json-writer";
import { plainJson } from "./plain-json";
import { UnixTimeText } from "./unix-time-text";
import { isObject } from "./wire";

/** Lists of a span that may hold items which were not read. */
const spanLists = ["tags", "logs", "references", "warnings"];
const kindNames = ["", "internal", "server", "client", "producer", "consumer"];

/**
 * A trace as the JSON of Jaeger's v1 query API (`GET /api/traces/{id}`), by the rules by which
 * Jaeger's query service translates OTLP: kind, status, scope and trace state as tags, event names
 * as the field `event`, links as references without their attributes, arrays and maps as JSON text,
 * times cut to microseconds. Missing and impossible times are written as they are shown, because
 * the format's readers know no absent ones. What is lost is counted by `lossesIn`.
 */
export function* writeJaegerV1(trace: Trace, from: TraceFormat): Generator<WrittenPart> {
  const { spans, resources, traceWarnings } = trace;
  const out = new JsonWriter(trace.strings);
  const writer = new JaegerWriter(trace, from, out);
  out.text(`{"data":[{"traceID":${JSON.stringify(jaegerTraceId(trace.traceId))},"spans":[`);
  for (let row = 0; row < spans.length; row += 1) {
    writer.span(row);
    out.spans += 1;
    if (out.isFull) yield out.take();
  }
  out.text('],"processes":{');
  for (let row = 0; row < resources.length; row += 1) {
    if (row > 0) out.text(",");
    writer.process(row);
    if (out.isFull) yield out.take();
  }
  const warnings = traceWarnings.length === 0 ? "null" : JSON.stringify(traceWarnings);
  out.text(`},"warnings":${warnings}}],"total":1,"limit":0,"offset":0,"errors":null}\n`);
  yield out.take();
}

/** Jaeger writes 16 digits of an id whose upper half is zero. */
function jaegerTraceId(traceId: string): string {
  return /^0{16}[0-9a-f]{16}$/.test(traceId) ? traceId.slice(16) : traceId;
}

/** Writes the parts of one trace. */
class JaegerWriter {
  readonly #trace: Trace;
  readonly #out: JsonWriter;
  readonly #times: UnixTimeText;
  readonly #traceId: string;
  readonly #keepsUnknownFields: boolean;
  readonly #isFieldLike: (key: number) => boolean;

  constructor(trace: Trace, from: TraceFormat, out: JsonWriter) {
    this.#trace = trace;
    this.#out = out;
    this.#times = new UnixTimeText(trace.epochUnixNano);
    this.#traceId = JSON.stringify(jaegerTraceId(trace.traceId));
    this.#keepsUnknownFields = familyOf(from) === "jaeger";
    this.#isFieldLike = fieldLikeKeys(trace.strings);
  }

  process(row: number): void {
    const { resources, strings } = this.#trace;
    const { attributes } = resources;
    const service = resources.service[row]!;
    const named: number[] = [];
    for (let at = attributes.offset[row]!; at < attributes.offset[row + 1]!; at += 1) {
      if (strings.text(attributes.key[at]!) === "service.name") named.push(at);
    }
    // The service name has a field of its own; what says another one stays.
    const [only] = named;
    const isSaid =
      service !== 0 &&
      named.length === 1 &&
      attributes.type[only!] === AttributeType.String &&
      attributes.value[only!] === service;
    this.#out.text(`"${processId(row)}":{"serviceName":`);
    this.#out.string(service);
    this.#out.text(',"tags":[');
    this.#tags(attributes, row, isSaid ? only : undefined);
    this.#out.text("]}");
  }

  span(row: number): void {
    const out = this.#out;
    const trace = this.#trace;
    const { spans } = trace;
    const origin = originOf(trace, row);
    const extra = this.#keepsUnknownFields
      ? extraFields(this.#textOf(trace.unknownFields, row), spanLists)
      : undefined;
    const flags = sparseValue(trace.traceFlags, row, undefined);
    out.item();
    out.text(`{"traceID":${this.#traceId},"spanID":`);
    out.anySpanId(trace.oddSpanIds.get(row), spans.spanIdHi[row]!, spans.spanIdLo[row]!);
    if (flags !== undefined) out.text(`,"flags":${flags}`);
    out.text(',"operationName":');
    out.quoted(trace.names[spans.name[row]!] ?? "");
    this.#references(row, origin.parentSpanId, extra);
    out.text(`,"startTime":${this.#times.micros(spans.startNs[row]!)}`);
    out.text(`,"duration":${Math.floor(spans.durationNs[row]! / 1000)}`);
    this.#spanTags(row, extra);
    this.#logs(row, extra);
    out.text(`,"processID":"${processId(spans.resource[row]!)}"`);
    this.#warnings(row, extra);
    if (extra) out.text(extra.rest);
    out.text("}");
  }

  #spanTags(row: number, extra: ExtraFields | undefined): void {
    const { attributes, spans, scopes } = this.#trace;
    const scope = spans.scope[row]!;
    const from = attributes.offset[row]!;
    const to = attributes.offset[row + 1]!;
    const isBare =
      from === to &&
      scopes.name[scope] === 0 &&
      scopes.version[scope] === 0 &&
      spans.kind[row] === 0 &&
      spans.statusCode[row] === StatusCode.Unset &&
      spans.statusMessage[row] === 0 &&
      this.#textOf(this.#trace.traceState, row) === "";
    if (!this.#begin("tags", isBare ? 0 : 1, extra)) return;
    if (scopes.name[scope] !== 0) this.#textTag("otel.scope.name", scopes.name[scope]!);
    if (scopes.version[scope] !== 0) this.#textTag("otel.scope.version", scopes.version[scope]!);
    // Of two tags of one name readers believe the first.
    let fieldsFirst = false;
    for (let at = from; at < to; at += 1) fieldsFirst ||= this.#isFieldLike(attributes.key[at]!);
    if (fieldsFirst) this.#fieldTags(row);
    this.#tags(attributes, row);
    if (!fieldsFirst) this.#fieldTags(row);
    closeList(this.#out, "tags", extra);
  }

  /** Fields of the span that the format has no place for but tags. */
  #fieldTags(row: number): void {
    const { spans, traceState } = this.#trace;
    const kind = kindNames[spans.kind[row]!];
    if (kind) this.#tag(`"span.kind","type":"string","value":"${kind}"`);
    const status = spans.statusCode[row];
    if (status === StatusCode.Ok) this.#tag('"otel.status_code","type":"string","value":"OK"');
    if (status === StatusCode.Error) {
      this.#tag('"otel.status_code","type":"string","value":"ERROR"');
      this.#tag('"error","type":"bool","value":true');
    }
    const message = spans.statusMessage[row]!;
    if (message !== 0) this.#textTag("otel.status_description", message);
    const state = traceState.rows.length === 0 ? 0 : sparseValue(traceState, row, 0);
    if (state !== 0) this.#textTag("w3c.tracestate", state);
  }

  #references(row: number, parentSpanId: string, extra: ExtraFields | undefined): void {
    const out = this.#out;
    const { links, spans, strings } = this.#trace;
    const from = spans.linkOffset[row]!;
    const to = spans.linkOffset[row + 1]!;
    const unread = [...(extra?.lists.get("references") ?? [])];
    const isFollowed = parentSpanId !== "" && takeFollowed(unread);
    const hasParent = parentSpanId === "" ? 0 : 1;
    if (!this.#begin("references", to - from + hasParent, extra)) return;
    if (parentSpanId !== "") {
      const type = isFollowed ? "FOLLOWS_FROM" : "CHILD_OF";
      const id = JSON.stringify(parentSpanId);
      out.text(`{"refType":"${type}","traceID":${this.#traceId},"spanID":${id}}`);
    }
    for (let link = from; link < to; link += 1) {
      const relation = linkRelations[links.relation[link]!];
      const type = relation === "extra-parent" ? "CHILD_OF" : "FOLLOWS_FROM";
      out.item();
      out.text(`{"refType":"${type}","traceID":`);
      out.quoted(jaegerTraceId(strings.text(links.traceId[link]!)));
      out.text(',"spanID":');
      out.anySpanId(links.oddSpanIds.get(link), links.spanIdHi[link]!, links.spanIdLo[link]!);
      out.text("}");
    }
    closeList(out, "references", extra && { ...extra, lists: new Map([["references", unread]]) });
  }

  #logs(row: number, extra: ExtraFields | undefined): void {
    const out = this.#out;
    const { events, spans } = this.#trace;
    const from = spans.eventOffset[row]!;
    const to = spans.eventOffset[row + 1]!;
    if (!this.#begin("logs", to - from, extra)) return;
    for (let event = from; event < to; event += 1) {
      out.item();
      out.text(`{"timestamp":${this.#times.micros(events.timeNs[event]!)},"fields":[`);
      if (events.name[event] !== 0) this.#textTag("event", events.name[event]!);
      this.#tags(events.attributes, event);
      out.text("]}");
    }
    closeList(out, "logs", extra);
  }

  #warnings(row: number, extra: ExtraFields | undefined): void {
    const warnings = sparseValues(this.#trace.spanWarnings, row);
    if (warnings.length === 0 && extra === undefined) {
      this.#out.text(',"warnings":null');
      return;
    }
    if (!this.#begin("warnings", warnings.length, extra)) return;
    for (const id of warnings) {
      this.#out.item();
      this.#out.string(id);
    }
    closeList(this.#out, "warnings", extra);
  }

  /** Opens a list; false where something else stands in its place. */
  #begin(name: string, items: number, extra: ExtraFields | undefined): boolean {
    const instead = insteadOfList(name, items, extra);
    this.#out.text(`,"${name}":${instead ?? "["}`);
    return instead === undefined;
  }

  /** The attributes of one owner as tags, but for the one at `without`. */
  #tags(table: AttributeTable, owner: number, without = -1): void {
    const out = this.#out;
    for (let at = table.offset[owner]!; at < table.offset[owner + 1]!; at += 1) {
      if (at === without) continue;
      out.item();
      out.text('{"key":');
      out.string(table.key[at]!);
      this.#typed(table, at);
      out.text("}");
    }
  }

  #typed(table: AttributeTable, at: number): void {
    const out = this.#out;
    const value = table.value[at]!;
    switch (table.type[at]) {
      case AttributeType.String:
        return this.#typedText("string", value);
      case AttributeType.Bool:
        return out.text(`,"type":"bool","value":${value === 1}`);
      case AttributeType.SmallInt:
        return out.text(`,"type":"int64","value":${value | 0}`);
      case AttributeType.Int:
        return out.text(`,"type":"int64","value":${table.numbers[value]!}`);
      case AttributeType.BigInt:
        return this.#typedText(
          fitsInt64(this.#trace.strings.text(value)) ? "int64" : "string",
          value,
        );
      case AttributeType.Double:
        out.text(',"type":"float64","value":');
        return out.double(table.numbers[value]!);
      case AttributeType.Bytes:
        return this.#typedText("binary", value);
      case AttributeType.Array:
      case AttributeType.KeyValueList:
        out.text(',"type":"string","value":');
        return out.quoted(plainJson(decodeWireValue(wireValue(table, at, this.#trace.strings))));
      default:
        return out.text(',"type":"string","value":""');
    }
  }

  #typedText(type: string, id: number): void {
    this.#out.text(`,"type":"${type}","value":`);
    this.#out.string(id);
  }

  /** A tag whose key, type and value are JSON already. */
  #tag(fields: string): void {
    this.#out.item();
    this.#out.text(`{"key":${fields}}`);
  }

  #textTag(key: string, id: number): void {
    this.#out.item();
    this.#out.text(`{"key":"${key}"`);
    this.#typedText("string", id);
    this.#out.text("}");
  }

  #textOf(column: SparseColumn, row: number): string {
    return column.rows.length === 0 ? "" : this.#trace.strings.text(sparseValue(column, row, 0));
  }
}

function processId(row: number): string {
  return `p${row + 1}`;
}

/** Takes the reference that the parent was found by out of those that no column has the type of. */
function takeFollowed(unread: unknown[]): boolean {
  const at = unread.findIndex(
    (one) =>
      isObject(one) && one["refType"] === "FOLLOWS_FROM" && typeof one["spanID"] === "string",
  );
  if (at < 0) return false;
  unread.splice(at, 1);
  return true;
}
