import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import { isObject, listOf, type JsonObject } from "../wire";

/** Binary OTLP of a JSON document of `resourceSpans`: what an exporter would have sent. */
export function encodeOtlp(document: JsonObject): Uint8Array {
  const writer = new BinaryWriter();
  for (const holder of objects(document["resourceSpans"])) {
    nested(writer, 1, (inner) => resourceSpans(inner, holder));
  }
  return writer.finish();
}

type Write = (writer: BinaryWriter) => void;

function nested(writer: BinaryWriter, field: number, write: Write): void {
  writer.tag(field, WireType.LengthDelimited).fork();
  write(writer);
  writer.join();
}

function resourceSpans(writer: BinaryWriter, holder: JsonObject): void {
  const resource = holder["resource"];
  if (isObject(resource)) {
    nested(writer, 1, (inner) => {
      pairs(inner, 1, resource["attributes"]);
      count(inner, 2, resource["droppedAttributesCount"]);
    });
  }
  for (const spans of objects(holder["scopeSpans"])) {
    nested(writer, 2, (inner) => scopeSpans(inner, spans));
  }
  text(writer, 3, holder["schemaUrl"]);
}

function scopeSpans(writer: BinaryWriter, holder: JsonObject): void {
  const scope = holder["scope"];
  if (isObject(scope)) {
    nested(writer, 1, (inner) => {
      text(inner, 1, scope["name"]);
      text(inner, 2, scope["version"]);
      pairs(inner, 3, scope["attributes"]);
      count(inner, 4, scope["droppedAttributesCount"]);
    });
  }
  for (const span of objects(holder["spans"])) nested(writer, 2, (inner) => spanOf(inner, span));
  text(writer, 3, holder["schemaUrl"]);
}

function spanOf(writer: BinaryWriter, span: JsonObject): void {
  id(writer, 1, span["traceId"]);
  id(writer, 2, span["spanId"]);
  text(writer, 3, span["traceState"]);
  id(writer, 4, span["parentSpanId"]);
  text(writer, 5, span["name"]);
  count(writer, 6, span["kind"]);
  time(writer, 7, span["startTimeUnixNano"]);
  time(writer, 8, span["endTimeUnixNano"]);
  pairs(writer, 9, span["attributes"]);
  count(writer, 10, span["droppedAttributesCount"]);
  for (const event of objects(span["events"])) {
    nested(writer, 11, (inner) => {
      time(inner, 1, event["timeUnixNano"]);
      text(inner, 2, event["name"]);
      pairs(inner, 3, event["attributes"]);
      count(inner, 4, event["droppedAttributesCount"]);
    });
  }
  count(writer, 12, span["droppedEventsCount"]);
  for (const link of objects(span["links"])) {
    nested(writer, 13, (inner) => {
      id(inner, 1, link["traceId"]);
      id(inner, 2, link["spanId"]);
      text(inner, 3, link["traceState"]);
      pairs(inner, 4, link["attributes"]);
      count(inner, 5, link["droppedAttributesCount"]);
      flags(inner, 6, link["flags"]);
    });
  }
  count(writer, 14, span["droppedLinksCount"]);
  const status = span["status"];
  if (isObject(status)) {
    nested(writer, 15, (inner) => {
      text(inner, 2, status["message"]);
      count(inner, 3, status["code"]);
    });
  }
  flags(writer, 16, span["flags"]);
}

function pairs(writer: BinaryWriter, field: number, list: unknown): void {
  for (const pair of objects(list)) {
    nested(writer, field, (inner) => {
      text(inner, 1, pair["key"]);
      const value = pair["value"];
      if (isObject(value)) nested(inner, 2, (any) => anyValue(any, value));
    });
  }
}

function anyValue(writer: BinaryWriter, value: JsonObject): void {
  for (const [key, content] of Object.entries(value)) {
    switch (key) {
      case "stringValue":
        writer.tag(1, WireType.LengthDelimited).string(String(content));
        break;
      case "boolValue":
        writer.tag(2, WireType.Varint).bool(content === true);
        break;
      case "intValue":
        writer.tag(3, WireType.Varint).int64(BigInt(String(content)));
        break;
      case "doubleValue":
        writer.tag(4, WireType.Bit64).double(Number(content));
        break;
      case "arrayValue":
        nested(writer, 5, (inner) => {
          for (const item of objects(isObject(content) ? content["values"] : [])) {
            nested(inner, 1, (any) => anyValue(any, item));
          }
        });
        break;
      case "kvlistValue":
        nested(writer, 6, (inner) => pairs(inner, 1, isObject(content) ? content["values"] : []));
        break;
      case "bytesValue":
        writer.tag(7, WireType.LengthDelimited).bytes(ofBase64(String(content)));
        break;
      default:
        throw new Error(`No such value: ${key}`);
    }
  }
}

function text(writer: BinaryWriter, field: number, value: unknown): void {
  if (value === undefined || value === "") return;
  writer.tag(field, WireType.LengthDelimited).string(String(value));
}

function id(writer: BinaryWriter, field: number, value: unknown): void {
  if (typeof value !== "string" || value === "") return;
  const bytes = value.match(/../g)?.map((byte) => Number.parseInt(byte, 16)) ?? [];
  writer.tag(field, WireType.LengthDelimited).bytes(Uint8Array.from(bytes));
}

function count(writer: BinaryWriter, field: number, value: unknown): void {
  if (typeof value === "number" && value !== 0) writer.tag(field, WireType.Varint).int32(value);
}

function time(writer: BinaryWriter, field: number, value: unknown): void {
  if (value === undefined || value === "0") return;
  writer.tag(field, WireType.Bit64).fixed64(BigInt(String(value)));
}

function flags(writer: BinaryWriter, field: number, value: unknown): void {
  if (typeof value === "number") writer.tag(field, WireType.Bit32).fixed32(value);
}

function ofBase64(value: string): Uint8Array {
  return Uint8Array.from(atob(value), (char) => char.charCodeAt(0));
}

function objects(list: unknown): readonly JsonObject[] {
  return listOf(list).filter(isObject);
}
