import type { JsonWriter } from "./json-writer";

/**
 * The fields that a source had and the model has no column for, as they are written back into a
 * span: `lists` are the items that belong at the end of a known list, `instead` a known field that
 * was no list, and `rest` all others, as `,"key":value` text.
 */
export interface ExtraFields {
  readonly lists: ReadonlyMap<string, readonly unknown[]>;
  readonly instead: ReadonlyMap<string, string>;
  readonly rest: string;
}

/** Reads `Trace.unknownFields` of a span; `lists` names the fields that are lists in its format. */
export function extraFields(text: string, lists: readonly string[]): ExtraFields | undefined {
  if (text === "") return undefined;
  const items = new Map<string, readonly unknown[]>();
  const instead = new Map<string, string>();
  let rest = "";
  for (const [key, value] of Object.entries(JSON.parse(text) as object)) {
    if (!lists.includes(key)) rest += `,${JSON.stringify(key)}:${JSON.stringify(value)}`;
    else if (Array.isArray(value)) items.set(key, value);
    else instead.set(key, JSON.stringify(value));
  }
  return { lists: items, instead, rest };
}

/** Closes a list that is open, after the items of its field that were not read. */
export function closeList(out: JsonWriter, name: string, extra: ExtraFields | undefined): void {
  for (const item of extra?.lists.get(name) ?? []) {
    out.item();
    out.text(JSON.stringify(item));
  }
  out.text("]");
}

/** What stands in the place of a list without items; undefined where it is a list. */
export function insteadOfList(
  name: string,
  items: number,
  extra: ExtraFields | undefined,
): string | undefined {
  return items > 0 || extra?.lists.has(name) ? undefined : extra?.instead.get(name);
}
