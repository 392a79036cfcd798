import { attributeText, type AttributeTable } from "@/model/attribute-table";
import type { StringTable } from "@/model/string-table";
import type { Trace } from "@/model/trace";
import { createBreather } from "@/lib/breather";
import { at } from "./column";
import type { CallOptions, KnownAttribute } from "./trace-engine";

/** So many rows are looked at: enough to know what is common, whatever is loaded. */
const rowsAtMost = 400_000;
const keysAtMost = 500;
const valuesAtMost = 30;
/** Longer texts are no use as suggestions; what is different every time is none either. */
const longestText = 80;
const valuesCounted = 300;
const rowsPerBreath = 8192;

/** Counts the keys and values of one key of a string table. */
interface KeyCount {
  count: number;
  readonly values: Map<string, number>;
}

/** The attributes that traces have on spans and resources, with their commonest values. */
export async function knownAttributesOf(
  traces: Iterable<Trace>,
  { signal }: CallOptions,
): Promise<readonly KnownAttribute[]> {
  const breathe = createBreather(signal);
  const known = new Map<string, KeyCount>();
  let rows = 0;
  const countTable = async (table: AttributeTable, strings: StringTable): Promise<void> => {
    const length = at(table.offset, table.offset.length - 1);
    const byId = new Map<number, KeyCount | undefined>();
    for (let row = 0; row < length && rows < rowsAtMost; row += 1) {
      rows += 1;
      if (rows % rowsPerBreath === 0) await breathe();
      const id = at(table.key, row);
      if (!byId.has(id)) byId.set(id, keyCount(strings.text(id)));
      const entry = byId.get(id);
      if (!entry) continue;
      entry.count += 1;
      const value = attributeText(table, row, strings);
      if (value === "" || value.length > longestText) continue;
      const before = entry.values.get(value);
      if (before !== undefined || entry.values.size < valuesCounted) {
        entry.values.set(value, (before ?? 0) + 1);
      }
    }
  };
  const keyCount = (key: string): KeyCount | undefined => {
    if (key === "" || key.length > longestText) return undefined;
    const entry = known.get(key) ?? { count: 0, values: new Map<string, number>() };
    known.set(key, entry);
    return entry;
  };
  for (const { attributes, resources, strings } of traces) {
    if (rows >= rowsAtMost) break;
    await countTable(resources.attributes, strings);
    await countTable(attributes, strings);
  }
  return [...known]
    .sort(([a, m], [b, n]) => n.count - m.count || (a < b ? -1 : 1))
    .slice(0, keysAtMost)
    .map(([key, { values }]) => ({ key, values: commonest(values) }));
}

function commonest(values: ReadonlyMap<string, number>): readonly string[] {
  return [...values]
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .slice(0, valuesAtMost)
    .map(([value]) => value);
}
