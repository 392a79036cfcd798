import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";
import type { JsonObject } from "./wire";

/**
 * OTLP messages as the objects that their JSON form has, so that one reader serves both: 64-bit
 * integers as decimal text where a double might not hold them, ids as hexadecimal. Fields that are
 * not known are kept under their number, as numbers or base64.
 */

/** Deeper values stay the bytes that they are: whatever walks over values later may recurse. */
const MAX_DEPTH = 64;

type Fields = Record<string, unknown>;

/** Reads one field; false for a field that is not known. */
type ReadField = (reader: BinaryReader, field: number, type: WireType, into: Fields) => boolean;

/** Throws an Error where the bytes are no message, or end too early. */
export function spanMessage(bytes: Uint8Array): JsonObject {
  return message(bytes, readSpanField);
}

export function resourceMessage(bytes: Uint8Array): JsonObject {
  return message(bytes, (reader, field, type, into) => {
    if (field === 1 && type === WireType.LengthDelimited)
      return add(into, "attributes", pair(reader));
    if (field !== 2 || type !== WireType.Varint) return false;
    into["droppedAttributesCount"] = reader.uint32();
    return true;
  });
}

export function scopeMessage(bytes: Uint8Array): JsonObject {
  return message(bytes, (reader, field, type, into) => {
    if (field === 4 && type === WireType.Varint) {
      into["droppedAttributesCount"] = reader.uint32();
      return true;
    }
    if (type !== WireType.LengthDelimited) return false;
    if (field === 3) return add(into, "attributes", pair(reader));
    if (field !== 1 && field !== 2) return false;
    into[field === 1 ? "name" : "version"] = reader.string();
    return true;
  });
}

function message(bytes: Uint8Array, read: ReadField, into: Fields = {}): Fields {
  const reader = new BinaryReader(bytes);
  while (reader.pos < reader.len) {
    const [field, type] = reader.tag();
    if (!read(reader, field, type, into)) keepUnknown(reader, field, type, into);
  }
  if (reader.pos > reader.len) throw new RangeError("A field is longer than its message");
  return into;
}

function keepUnknown(reader: BinaryReader, field: number, type: WireType, into: Fields): void {
  const name = `field ${field}`;
  if (type === WireType.Varint) into[name] = String(reader.uint64());
  else if (type === WireType.LengthDelimited) into[name] = base64(reader.bytes());
  else into[name] = base64(reader.skip(type, field));
}

const readSpanField: ReadField = (reader, field, type, into) => {
  switch (type) {
    case WireType.LengthDelimited:
      return readSpanPart(reader, field, into);
    case WireType.Bit64:
      if (field !== 7 && field !== 8) return false;
      into[field === 7 ? "startTimeUnixNano" : "endTimeUnixNano"] = String(reader.fixed64());
      return true;
    case WireType.Bit32:
      if (field !== 16) return false;
      into["flags"] = reader.fixed32();
      return true;
    case WireType.Varint:
      return readSpanCount(reader, field, into);
    default:
      return false;
  }
};

function readSpanCount(reader: BinaryReader, field: number, into: Fields): boolean {
  switch (field) {
    case 6:
      into["kind"] = reader.int32();
      return true;
    case 10:
      into["droppedAttributesCount"] = reader.uint32();
      return true;
    case 12:
      into["droppedEventsCount"] = reader.uint32();
      return true;
    case 14:
      into["droppedLinksCount"] = reader.uint32();
      return true;
    default:
      return false;
  }
}

function readSpanPart(reader: BinaryReader, field: number, into: Fields): boolean {
  switch (field) {
    case 1:
      into["traceId"] = hex(reader.bytes());
      return true;
    case 2:
      into["spanId"] = hex(reader.bytes());
      return true;
    case 3:
      into["traceState"] = reader.string();
      return true;
    case 4:
      into["parentSpanId"] = hex(reader.bytes());
      return true;
    case 5:
      into["name"] = reader.string();
      return true;
    case 9:
      return add(into, "attributes", pair(reader));
    case 11:
      return add(into, "events", message(reader.bytes(), readEventField));
    case 13:
      return add(into, "links", message(reader.bytes(), readLinkField));
    case 15:
      into["status"] = message(reader.bytes(), readStatusField);
      return true;
    default:
      return false;
  }
}

const readEventField: ReadField = (reader, field, type, into) => {
  if (field === 1 && type === WireType.Bit64) into["timeUnixNano"] = String(reader.fixed64());
  else if (field === 4 && type === WireType.Varint) {
    into["droppedAttributesCount"] = reader.uint32();
  } else if (type !== WireType.LengthDelimited) return false;
  else if (field === 2) into["name"] = reader.string();
  else if (field === 3) return add(into, "attributes", pair(reader));
  else return false;
  return true;
};

const readLinkField: ReadField = (reader, field, type, into) => {
  if (field === 6 && type === WireType.Bit32) into["flags"] = reader.fixed32();
  else if (field === 5 && type === WireType.Varint) {
    into["droppedAttributesCount"] = reader.uint32();
  } else if (type !== WireType.LengthDelimited) return false;
  else if (field === 1) into["traceId"] = hex(reader.bytes());
  else if (field === 2) into["spanId"] = hex(reader.bytes());
  else if (field === 3) into["traceState"] = reader.string();
  else if (field === 4) return add(into, "attributes", pair(reader));
  else return false;
  return true;
};

const readStatusField: ReadField = (reader, field, type, into) => {
  if (field === 2 && type === WireType.LengthDelimited) into["message"] = reader.string();
  else if (field === 3 && type === WireType.Varint) into["code"] = reader.int32();
  else return false;
  return true;
};

/** A key that is absent is the empty one. */
function pair(reader: BinaryReader, depth = 0): Fields {
  const read: ReadField = (inner, field, type, into) => {
    if (type !== WireType.LengthDelimited) return false;
    if (field === 1) into["key"] = inner.string();
    else if (field === 2) into["value"] = anyValue(inner.bytes(), depth);
    else return false;
    return true;
  };
  return message(reader.bytes(), read, { key: "" });
}

/** An AnyValue; of several values in one, the last one counts, as protobuf has it. */
function anyValue(bytes: Uint8Array, depth: number): Fields {
  if (depth > MAX_DEPTH) return { bytesValue: base64(bytes) };
  const reader = new BinaryReader(bytes);
  let value: Fields = {};
  while (reader.pos < reader.len) {
    const [field, type] = reader.tag();
    value = anyField(reader, field, type, depth) ?? value;
  }
  if (reader.pos > reader.len) throw new RangeError("A field is longer than its message");
  return value;
}

function anyField(
  reader: BinaryReader,
  field: number,
  type: WireType,
  depth: number,
): Fields | undefined {
  if (type === WireType.Varint && field === 2) return { boolValue: reader.bool() };
  if (type === WireType.Varint && field === 3) return { intValue: integer(reader) };
  if (type === WireType.Bit64 && field === 4) return { doubleValue: double(reader) };
  if (type === WireType.LengthDelimited) {
    switch (field) {
      case 1:
        return { stringValue: reader.string() };
      case 5:
        return { arrayValue: listOf(reader, (item) => anyValue(item.bytes(), depth + 1)) };
      case 6:
        return { kvlistValue: listOf(reader, (item) => pair(item, depth + 1)) };
      case 7:
        return { bytesValue: base64(reader.bytes()) };
      default:
    }
  }
  reader.skip(type, field);
  return undefined;
}

/** A message of nothing but field 1, many times. */
function listOf(reader: BinaryReader, read: (reader: BinaryReader) => Fields): Fields {
  const values: Fields[] = [];
  message(reader.bytes(), (inner, field, type) => {
    if (field !== 1 || type !== WireType.LengthDelimited) return false;
    values.push(read(inner));
    return true;
  });
  return { values };
}

function integer(reader: BinaryReader): number | string {
  const value = reader.int64();
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}

/** JSON has no literals for three of the doubles. */
function double(reader: BinaryReader): number | string {
  const value = reader.double();
  return Number.isFinite(value) ? value : String(value);
}

function add(into: Fields, name: string, item: unknown): true {
  const list = into[name];
  if (Array.isArray(list)) list.push(item);
  else into[name] = [item];
  return true;
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

function hex(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += HEX[byte];
  return text;
}

function base64(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += 8190) {
    pieces.push(String.fromCharCode(...bytes.subarray(at, at + 8190)));
  }
  return btoa(pieces.join(""));
}
