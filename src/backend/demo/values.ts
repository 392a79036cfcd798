/** OTLP JSON of an attribute value, as the collector writes it. */
export type AnyValue =
  | { readonly stringValue: string }
  | { readonly boolValue: boolean }
  | { readonly intValue: string }
  | { readonly doubleValue: number }
  | { readonly bytesValue: string }
  | { readonly arrayValue: { readonly values: readonly AnyValue[] } }
  | { readonly kvlistValue: { readonly values: readonly KeyValue[] } };

export interface KeyValue {
  readonly key: string;
  readonly value: AnyValue;
}

/** What scenarios write for a value: whole numbers and bigints become int64, others double. */
export type Plain = string | boolean | number | bigint | AnyValue | readonly string[];

export type Attributes = Readonly<Record<string, Plain>>;

function toAnyValue(plain: Plain): AnyValue {
  if (typeof plain === "string") return { stringValue: plain };
  if (typeof plain === "boolean") return { boolValue: plain };
  if (typeof plain === "bigint") return { intValue: plain.toString() };
  if (typeof plain === "number") {
    return Number.isInteger(plain) ? { intValue: String(plain) } : { doubleValue: plain };
  }
  if (Array.isArray(plain)) {
    return {
      arrayValue: { values: (plain as readonly string[]).map((stringValue) => ({ stringValue })) },
    };
  }
  return plain as AnyValue;
}

export function toKeyValues(attributes: Attributes): KeyValue[] {
  return Object.entries(attributes).map(([key, plain]) => ({ key, value: toAnyValue(plain) }));
}
