import { AttributeType, type AttributeTable } from "@/model/attribute-table";
import { decodeWireValue } from "@/model/read-value";
import type { AttributeValue } from "@/model/attribute";
import type { Trace } from "@/model/trace";
import { rowTest } from "./name-test";

/** Says of a range of rows of an attribute table whether any of them matches. */
export type RangeTest = (table: AttributeTable, from: number, to: number) => boolean;

/** Tests of a value, by the types that the columns hold. */
export interface ColumnTests {
  /** Of strings, bytes in base64, and integers beyond 2^53 in decimal. */
  readonly string: (stringId: number) => boolean;
  readonly number: (value: number) => boolean;
  readonly bool: (value: boolean) => boolean;
  readonly empty: boolean;
  /** Of arrays and maps. */
  readonly nested: (value: AttributeValue) => boolean;
}

/**
 * A test of one row of an attribute table by its value. Arrays and maps are decoded once per
 * distinct text.
 */
export function valueRowTest(
  trace: Trace,
  tests: ColumnTests,
): (table: AttributeTable, row: number) => boolean {
  const { strings } = trace;
  const nestedAs = (type: "array" | "kvlist") =>
    lazily(() =>
      rowTest(strings.length, (id) =>
        tests.nested(decodeWireValue({ type, value: strings.text(id) })),
      ),
    );
  const array = nestedAs("array");
  const kvlist = nestedAs("kvlist");
  return (table, row) => {
    const value = table.value[row]!;
    switch (table.type[row]) {
      case AttributeType.String:
      case AttributeType.BigInt:
      case AttributeType.Bytes:
        return tests.string(value);
      case AttributeType.SmallInt:
        return tests.number(value | 0);
      case AttributeType.Int:
      case AttributeType.Double:
        return tests.number(table.numbers[value]!);
      case AttributeType.Bool:
        return tests.bool(value === 1);
      case AttributeType.Array:
        return array()(value);
      case AttributeType.KeyValueList:
        return kvlist()(value);
      default:
        return tests.empty;
    }
  };
}

/** Makes a thing when it is first needed. */
export function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/**
 * Says of a span whether anything that it has matches: its attributes, those of its resource and
 * scope (once for all spans that share them), of its events and its links.
 */
export function anywhereTest(trace: Trace, test: RangeTest): (span: number) => boolean {
  const { spans, attributes, resources, scopes, events, links } = trace;
  const has = (table: AttributeTable, first: number, end: number): boolean => {
    const from = table.offset[first]!;
    const to = table.offset[end]!;
    return from < to && test(table, from, to);
  };
  const resource = rowTest(resources.length, (row) => has(resources.attributes, row, row + 1));
  const scope = rowTest(scopes.length, (row) => has(scopes.attributes, row, row + 1));
  const { eventOffset, linkOffset } = spans;
  return (span) =>
    has(attributes, span, span + 1) ||
    resource(spans.resource[span]!) ||
    scope(spans.scope[span]!) ||
    (eventOffset[span]! < eventOffset[span + 1]! &&
      has(events.attributes, eventOffset[span]!, eventOffset[span + 1]!)) ||
    (linkOffset[span]! < linkOffset[span + 1]! &&
      has(links.attributes, linkOffset[span]!, linkOffset[span + 1]!));
}
