import type { Attribute } from "@/model/attribute";
import { groupOfKey, semanticGroups, type SemanticGroup } from "./semantic-groups";
import { valueText } from "./value-text";

export interface AttributeRow {
  /** Place among the attributes as they were recorded: its identity, because keys may repeat. */
  readonly place: number;
  readonly attribute: Attribute;
  readonly isRepeated: boolean;
  readonly group: SemanticGroup;
}

/** With fewer attributes than this, groups would only be in the way. */
const groupedFrom = 6;

const rankOf: ReadonlyMap<SemanticGroup, number> = new Map(
  semanticGroups.map((group, rank) => [group, rank]),
);
const noKeys: ReadonlySet<string> = new Set();

/**
 * Attributes by the group of their key, then by the key; those of one key stay as they were
 * recorded. Pinned keys come first. A few attributes, and those that are all of one group, are all
 * of the group "other".
 */
export function attributeRows(
  attributes: readonly Attribute[],
  pinned: ReadonlySet<string> = noKeys,
): readonly AttributeRow[] {
  const counts = new Map<string, number>();
  for (const { key } of attributes) counts.set(key, (counts.get(key) ?? 0) + 1);
  const groups = new Map<string, SemanticGroup>();
  for (const key of counts.keys()) groups.set(key, groupOfKey(key));
  const isGrouped = attributes.length >= groupedFrom && new Set(groups.values()).size > 1;
  const groupFor = (key: string): SemanticGroup => {
    if (pinned.has(key)) return "pinned";
    return (isGrouped && groups.get(key)) || "other";
  };
  return attributes
    .map((attribute, place) => ({
      place,
      attribute,
      isRepeated: (counts.get(attribute.key) ?? 0) > 1,
      group: groupFor(attribute.key),
    }))
    .sort((a, b) => {
      const byGroup = (rankOf.get(a.group) ?? 0) - (rankOf.get(b.group) ?? 0);
      if (byGroup !== 0) return byGroup;
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

/** Whether a text, in lower case and without white space around it, is in the key or the value. */
export const attributeHas = (attribute: Attribute, wanted: string): boolean =>
  searchText(attribute).includes(wanted);

/** The rows with a text in their key or value, whatever the case; all of them for "". */
export function matchingRows(
  rows: readonly AttributeRow[],
  filter: string,
): readonly AttributeRow[] {
  const wanted = filter.trim().toLowerCase();
  if (wanted === "") return rows;
  return rows.filter(({ attribute }) => attributeHas(attribute, wanted));
}
