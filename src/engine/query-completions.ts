import { queryFields } from "@/derive/span-query";
import { attributeText, type AttributeTable } from "@/model/attribute-table";
import type { Trace } from "@/model/trace";
import { createBreather } from "@/lib/breather";
import { at } from "./column";
import type {
  CallOptions,
  CompletionPlace,
  QueryCompletion,
  QueryCompletions,
} from "./trace-engine";

/** So many are told; the rest is found by typing more. */
const toldAtMost = 12;
/** Longer texts cannot be told apart in a list. */
const longestText = 120;
/** Distinct values that are counted; a key with more has ids for values, and nothing to offer. */
const valuesCounted = 20_000;
const rowsPerBreath = 16_384;

const kinds = ["internal", "server", "client", "producer", "consumer"];
const statuses = ["unset", "ok", "error"];

/** What is counted in a trace, by its text. */
type Counts = readonly QueryCompletion[];

/** What each trace has, counted when it is first asked for. */
const known = new WeakMap<Trace, { words?: Counts; values: Map<string, Counts> }>();
/** Keys whose values are kept per trace. */
const keptKeys = 8;

/**
 * How a part of a query of `derive/span-query.ts` may go on, from what a trace has: fields, keys of
 * attributes, services and span names for a word; the values of its key for a value. Those that
 * begin as typed come first, then those that have it elsewhere; the commonest first.
 */
export async function queryCompletions(
  trace: Trace,
  { key, typed }: CompletionPlace,
  options: CallOptions,
): Promise<QueryCompletions> {
  let kept = known.get(trace);
  if (!kept) known.set(trace, (kept = { values: new Map() }));
  if (key === undefined) {
    kept.words ??= await wordsOf(trace, options);
    return best(kept.words, typed);
  }
  let values = kept.values.get(key);
  if (!values) {
    values = await valuesOf(trace, key, options);
    if (kept.values.size >= keptKeys) kept.values.clear();
    kept.values.set(key, values);
  }
  return best(values, typed);
}

function best(counts: Counts, typed: string): QueryCompletions {
  const wanted = typed.toLowerCase();
  const starting: QueryCompletion[] = [];
  const within: QueryCompletion[] = [];
  for (const one of counts) {
    const place = one.text.toLowerCase().indexOf(wanted);
    if (place === 0) starting.push(one);
    else if (place > 0) within.push(one);
  }
  return {
    items: [...starting, ...within].slice(0, toldAtMost),
    total: starting.length + within.length,
  };
}

const byCount = (a: QueryCompletion, b: QueryCompletion): number =>
  b.count - a.count || (a.text < b.text ? -1 : 1);

async function wordsOf(trace: Trace, options: CallOptions): Promise<Counts> {
  const { spans, names, summary } = trace;
  const breathe = createBreather(options.signal);
  const nameCount = new Uint32Array(names.length);
  for (let row = 0; row < spans.length; row += 1) {
    if (row % rowsPerBreath === 0) await breathe();
    const name = at(spans.name, row);
    nameCount[name] = at(nameCount, name) + 1;
  }
  const keyCount = new Uint32Array(trace.strings.length);
  for (const table of tablesOf(trace)) {
    const length = at(table.offset, table.offset.length - 1);
    for (let row = 0; row < length; row += 1) {
      if (row % rowsPerBreath === 0) await breathe();
      const id = at(table.key, row);
      keyCount[id] = at(keyCount, id) + 1;
    }
  }
  const keys: QueryCompletion[] = [];
  for (let id = 0; id < keyCount.length; id += 1) {
    if (at(keyCount, id) === 0) continue;
    keys.push({ kind: "key", text: trace.strings.text(id), count: at(keyCount, id) });
  }
  const spanNames = names
    .map((text, id): QueryCompletion => ({ kind: "name", text, count: at(nameCount, id) }))
    .filter(({ count }) => count > 0);
  const services = summary.services.map(({ name, spanCount }): QueryCompletion => ({
    kind: "service",
    text: name,
    count: spanCount,
  }));
  const fields = queryFields.map((text): QueryCompletion => ({ kind: "field", text, count: 0 }));
  return [
    ...fields,
    ...services.sort(byCount),
    ...keys.sort(byCount),
    ...spanNames.sort(byCount),
  ].filter(isShort);
}

async function valuesOf(trace: Trace, key: string, options: CallOptions): Promise<Counts> {
  const field = key.toLowerCase();
  const value = (text: string, count: number): QueryCompletion => ({ kind: "value", text, count });
  const wordsAs = async (kind: QueryCompletion["kind"]): Promise<Counts> =>
    (await wordsOf(trace, options))
      .filter((one) => one.kind === kind)
      .map(({ text, count }) => value(text, count));
  if (field === "service" || field === "name") return wordsAs(field);
  if (field === "kind") return kinds.map((text) => value(text, 0));
  if (field === "status") return statuses.map((text) => value(text, 0));
  const breathe = createBreather(options.signal);
  const counts = new Map<string, number>();
  const add = (text: string): void => {
    const before = counts.get(text);
    if (before !== undefined || counts.size < valuesCounted) counts.set(text, (before ?? 0) + 1);
  };
  if (field === "event") {
    for (let event = 0; event < trace.events.length; event += 1) {
      if (event % rowsPerBreath === 0) await breathe();
      add(trace.strings.text(at(trace.events.name, event)));
    }
  }
  for (const table of tablesOf(trace)) {
    const length = at(table.offset, table.offset.length - 1);
    // Texts are distinct by their ids, so the key is looked up once per id.
    const isKey = new Map<number, boolean>();
    for (let row = 0; row < length; row += 1) {
      if (row % rowsPerBreath === 0) await breathe();
      const id = at(table.key, row);
      let matches = isKey.get(id);
      if (matches === undefined) isKey.set(id, (matches = trace.strings.text(id) === key));
      if (matches) add(attributeText(table, row, trace.strings));
    }
  }
  return [...counts]
    .map(([text, count]) => value(text, count))
    .filter(isShort)
    .sort(byCount);
}

const isShort = ({ text }: QueryCompletion): boolean => text !== "" && text.length <= longestText;

const tablesOf = (trace: Trace): readonly AttributeTable[] => [
  trace.attributes,
  trace.events.attributes,
  trace.links.attributes,
  trace.resources.attributes,
  trace.scopes.attributes,
];
