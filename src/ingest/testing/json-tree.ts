import fc from "fast-check";

/**
 * JSON as a tree that can be damaged and spelt in many ways: fields keep their order and may come
 * twice, and a leaf is any text.
 */
export type JsonTree =
  | { readonly raw: string }
  | { readonly text: string }
  | { readonly list: readonly JsonTree[] }
  | { readonly fields: readonly (readonly [key: string, value: JsonTree])[] };

export const raw = (value: string): JsonTree => ({ raw: value });

/** The tree of a plain value; bigints become integer literals. */
export function treeOf(value: unknown): JsonTree {
  if (typeof value === "string") return { text: value };
  if (Array.isArray(value)) return { list: value.map(treeOf) };
  if (typeof value === "object" && value !== null) {
    return { fields: Object.entries(value).map(([key, item]) => [key, treeOf(item)] as const) };
  }
  return raw(String(value));
}

/** How the text of a tree is spelt: white space, escapes of characters that need none. */
export interface Spelling {
  readonly space: string;
  /** Every how-manieth character is written as an escape; 0 for none. */
  readonly escapeEvery: number;
}

export const plainSpelling: Spelling = { space: "", escapeEvery: 0 };

export const spellings: fc.Arbitrary<Spelling> = fc.record({
  space: fc.constantFrom("", "", "", " ", "\n  ", "\t", "\r\n"),
  escapeEvery: fc.constantFrom(0, 0, 0, 0, 0, 0, 0, 7),
});

export function writeTree(tree: JsonTree, spelling: Spelling): string {
  const { space } = spelling;
  if ("raw" in tree) return tree.raw;
  if ("text" in tree) return writeText(tree.text, spelling);
  if ("list" in tree) {
    const items = tree.list.map((item) => writeTree(item, spelling));
    return `[${space}${items.join(`${space},${space}`)}${space}]`;
  }
  const fields = tree.fields.map(
    ([key, value]) => `${writeText(key, spelling)}${space}:${space}${writeTree(value, spelling)}`,
  );
  return `{${space}${fields.join(`,${space}`)}${space}}`;
}

function writeText(text: string, { escapeEvery }: Spelling): string {
  if (escapeEvery === 0) return JSON.stringify(text);
  const units = Array.from({ length: text.length }, (_, at) => {
    const unit = text.charAt(at);
    if (at % escapeEvery !== 3) return JSON.stringify(unit).slice(1, -1);
    return `\\u${text.charCodeAt(at).toString(16).padStart(4, "0")}`;
  });
  return `"${units.join("")}"`;
}

/** Values that stand where others are expected. */
export const oddTrees: readonly JsonTree[] = [
  ...["null", "true", "false", "0", "-0", "1", "-1", "1.5", "1e3", "1E-2", "-7.25", "2147483648"],
  ...["9007199254740991", "9007199254740993", "-9007199254740992", "18446744073709551616"],
  ...["1700000000000000000", "0.1", "123456789012345.5", "1e400", "[]", "{}", "[[]]", "[null]"],
  ...['"\\ud800"', '"\\/"', '"\\u0061"', '{"__proto__":1}', '{"a":{"b":[1]}}', "[{}]"],
  ...['"0000000000000000"', '"ABCDEF"', '"ab cd"', '"true"', '"OK"', '"ERROR"', '"SERVER"'],
  ...['"1700000000000000001"', '"NaN"', '"-5"', '"007"', '"é\u{1F600}"', '""', '"a"'],
  ...["01", "1.", ".5", "+1", "nul", "tru", "'a'", '"\t"'],
].map(raw);

/** One change to a tree: of what kind, where, and to what. */
export type Change = readonly [kind: number, where: number, what: number];

export const changes: fc.Arbitrary<Change> = fc.tuple(fc.nat(7), fc.nat(10_000), fc.nat(10_000));

/** The tree with one of its values replaced, doubled, dropped, moved or joined by another one. */
export function change(tree: JsonTree, [kind, where, what]: Change): JsonTree {
  const places = countPlaces(tree);
  if (places === 0) return tree;
  const odd = oddTrees[what % oddTrees.length] ?? raw("null");
  const at = { left: where % places };
  return changeAt(tree, at, (items, i) => {
    const item = items[i];
    if (item === undefined) return items;
    const [key] = item;
    switch (kind) {
      case 0: // Another value.
      case 1:
      case 2:
        return items.with(i, [key, odd]);
      case 3: // Lost.
        return items.toSpliced(i, 1);
      case 4: // Twice, the second time with another value.
        return [...items, [key, what % 2 === 0 ? item[1] : odd]];
      case 5: // A field that nobody knows, or another item.
        return items.toSpliced(i, 0, [`x${what % 3}`, odd]);
      case 6: // In another order.
        return items.toReversed();
      default: // Under another name.
        return items.with(i, [`${key}${what % 2 === 0 ? "s" : ""}`, item[1]]);
    }
  });
}

type Items = (readonly [key: string, value: JsonTree])[];

function itemsOf(tree: JsonTree): Items {
  if ("fields" in tree) return [...tree.fields];
  return "list" in tree ? tree.list.map((item) => ["", item] as const) : [];
}

function countPlaces(tree: JsonTree): number {
  return itemsOf(tree).reduce((sum, [, value]) => sum + 1 + countPlaces(value), 0);
}

function changeAt(
  tree: JsonTree,
  at: { left: number },
  edit: (items: Items, i: number) => Items,
): JsonTree {
  const items = itemsOf(tree);
  for (let i = 0; i < items.length; i += 1) {
    if (at.left === 0) return withItems(tree, edit(items, i));
    at.left -= 1;
    const [key, value] = items[i] ?? ["", raw("null")];
    const places = countPlaces(value);
    if (at.left < places) return withItems(tree, items.with(i, [key, changeAt(value, at, edit)]));
    at.left -= places;
  }
  return tree;
}

function withItems(tree: JsonTree, items: Items): JsonTree {
  return "fields" in tree ? { fields: items } : { list: items.map(([, value]) => value) };
}
