import type { Attribute } from "@/model/attribute";
import { valueText } from "./value-text";

export interface AttributeRow {
  /** Place among the attributes as they were recorded: its identity, because keys may repeat. */
  readonly place: number;
  readonly attribute: Attribute;
  readonly isRepeated: boolean;
}

/** Attributes in order of their keys; those of one key stay as they were recorded. */
export function attributeRows(attributes: readonly Attribute[]): readonly AttributeRow[] {
  const counts = new Map<string, number>();
  for (const { key } of attributes) counts.set(key, (counts.get(key) ?? 0) + 1);
  return attributes
    .map((attribute, place) => ({
      place,
      attribute,
      isRepeated: (counts.get(attribute.key) ?? 0) > 1,
    }))
    .sort((a, b) => {
      if (a.attribute.key === b.attribute.key) return a.place - b.place;
      return a.attribute.key < b.attribute.key ? -1 : 1;
    });
}

/** The text a row is found by. Kept while its value lives, because a value can be megabytes. */
const searched = new WeakMap<Attribute, string>();

function searchText(attribute: Attribute): string {
  let text = searched.get(attribute);
  if (text === undefined) {
    text = `${attribute.key}\n${valueText(attribute.value)}`.toLowerCase();
    searched.set(attribute, text);
  }
  return text;
}

/** The rows with a text in their key or value, whatever the case; all of them for "". */
export function matchingRows(
  rows: readonly AttributeRow[],
  filter: string,
): readonly AttributeRow[] {
  const wanted = filter.trim().toLowerCase();
  if (wanted === "") return rows;
  return rows.filter(({ attribute }) => searchText(attribute).includes(wanted));
}
