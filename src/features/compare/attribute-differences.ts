import { valueText } from "@/derive/value-text";
import type { Attribute } from "@/model/attribute";

/** A key with what either span has under it; undefined where a span has no such key. */
export interface ComparedValue {
  readonly key: string;
  readonly a: string | undefined;
  readonly b: string | undefined;
  readonly differs: boolean;
}

/**
 * The attributes of two spans side by side, in the order of the keys. A key that came several times
 * has its values one after the other. Values of different types differ also where their texts agree.
 */
export function compareAttributes(
  a: readonly Attribute[] = [],
  b: readonly Attribute[] = [],
): readonly ComparedValue[] {
  const first = byKey(a);
  const second = byKey(b);
  const keys = [...new Set([...first.keys(), ...second.keys()])].sort();
  return keys.map((key) => {
    const inA = first.get(key);
    const inB = second.get(key);
    const differs = inA?.text !== inB?.text || inA?.types !== inB?.types;
    return { key, a: inA?.text, b: inB?.text, differs };
  });
}

function byKey(attributes: readonly Attribute[]): Map<string, { text: string; types: string }> {
  const found = new Map<string, { text: string; types: string }>();
  for (const { key, value } of attributes) {
    const text = valueText(value);
    const before = found.get(key);
    found.set(key, {
      text: before ? `${before.text}\n${text}` : text,
      types: `${before?.types ?? ""} ${value.type}`,
    });
  }
  return found;
}
