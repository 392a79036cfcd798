import type { Attribute, AttributeValue } from "@/model/attribute";
import type { SpanView } from "@/model/span-view";
import { attributeRows } from "../attribute-rows";
import { unitOfKey, type SemanticGroup } from "../semantic-groups";
import { kindNames, statusNames } from "../span-words";
import { valueJson } from "../value-text";

/** A span with what is computed of it. */
export interface PinnedSpanFacts {
  readonly view: SpanView;
  readonly selfTimeNs: number;
  readonly childCount: number;
}

export type FactName =
  | "service"
  | "name"
  | "kind"
  | "status"
  | "statusMessage"
  | "duration"
  | "selfTime"
  | "start"
  | "events"
  | "links"
  | "children"
  | "scopeName"
  | "scopeVersion";

/** What one span has in a row. */
export type PinnedCell =
  | { readonly type: "value"; readonly value: AttributeValue }
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "kind"; readonly name: (typeof kindNames)[keyof typeof kindNames] }
  | { readonly type: "status"; readonly name: (typeof statusNames)[keyof typeof statusNames] }
  /** Nanoseconds; an offset is counted from the start of the trace. */
  | { readonly type: "duration" | "offset"; readonly ns: number }
  | { readonly type: "count"; readonly count: number };

/** What a cell is beside that of the first span. */
export type PinnedDifference =
  | { readonly type: "same" | "other" | "absent" | "added" }
  /** More or less of what can be counted: cells' own unit, positive where there is more. */
  | { readonly type: "change"; readonly by: number | bigint; readonly isTime: boolean };

export type PinnedGroup = "span" | "resource" | "scope" | SemanticGroup;

export interface PinnedRow {
  readonly group: PinnedGroup;
  /** The name of a fact, or undefined where `key` is that of an attribute. */
  readonly fact: FactName | undefined;
  readonly key: string;
  /** The row's identity: keys repeat. */
  readonly id: string;
  /** One for each span; undefined: it has none. */
  readonly cells: readonly (PinnedCell | undefined)[];
  /** Of the same length; the first is always "same". */
  readonly differences: readonly PinnedDifference[];
  readonly differs: boolean;
}

/** Whether two values are of one type and the same to the last digit. */
export function sameValue(a: AttributeValue, b: AttributeValue): boolean {
  if (a === b) return true;
  if (a.type !== b.type) return false;
  // NaN is the same as NaN here, and 0 is not -0: what was recorded is what counts.
  if (a.type === "double" && b.type === "double") return Object.is(a.value, b.value);
  if (a.type === "bytes" && b.type === "bytes") {
    return a.value.length === b.value.length && a.value.every((byte, i) => byte === b.value[i]);
  }
  if ("value" in a && "value" in b && a.type !== "array" && a.type !== "kvlist") {
    return a.value === b.value;
  }
  return valueJson(a) === valueJson(b);
}

function change(by: number | bigint, isTime = false): PinnedDifference {
  return by === 0 || by === 0n ? { type: "same" } : { type: "change", by, isTime };
}

function compareValues(key: string, a: AttributeValue, b: AttributeValue): PinnedDifference {
  if (sameValue(a, b)) return { type: "same" };
  // How much more only means something where numbers count something.
  if (unitOfKey(key) !== undefined && a.type === "int" && b.type === "int") {
    return change(b.value - a.value);
  }
  return { type: "other" };
}

function compareCells(
  key: string,
  a: PinnedCell | undefined,
  b: PinnedCell | undefined,
): PinnedDifference {
  if (a === undefined || b === undefined) {
    return { type: a === b ? "same" : a === undefined ? "added" : "absent" };
  }
  if (a.type === "value" && b.type === "value") return compareValues(key, a.value, b.value);
  if ((a.type === "duration" || a.type === "offset") && "ns" in b) return change(b.ns - a.ns, true);
  if (a.type === "count" && b.type === "count") return change(b.count - a.count);
  const text = (cell: PinnedCell) => ("text" in cell ? cell.text : "name" in cell ? cell.name : "");
  return { type: text(a) === text(b) ? "same" : "other" };
}

function makeRow(
  row: Pick<PinnedRow, "group" | "fact" | "key" | "id">,
  cells: PinnedRow["cells"],
): PinnedRow {
  const differences = cells.map((cell) => compareCells(row.key, cells[0], cell));
  return { ...row, cells, differences, differs: differences.some(({ type }) => type !== "same") };
}

const textCell = (text: string): PinnedCell | undefined =>
  text === "" ? undefined : { type: "text", text };

const factCells: Readonly<Record<FactName, (span: PinnedSpanFacts) => PinnedCell | undefined>> = {
  service: ({ view }) => textCell(view.service),
  name: ({ view }) => textCell(view.name),
  kind: ({ view }) => ({ type: "kind", name: kindNames[view.kind] }),
  status: ({ view }) => ({ type: "status", name: statusNames[view.status.code] }),
  statusMessage: ({ view }) => textCell(view.status.message),
  duration: ({ view }) => ({ type: "duration", ns: view.durationNs }),
  selfTime: ({ selfTimeNs }) => ({ type: "duration", ns: selfTimeNs }),
  start: ({ view }) => ({ type: "offset", ns: view.startNs }),
  events: ({ view }) => ({ type: "count", count: view.events.length }),
  links: ({ view }) => ({ type: "count", count: view.links.length }),
  children: ({ childCount }) => ({ type: "count", count: childCount }),
  scopeName: ({ view }) => textCell(view.scope.name),
  scopeVersion: ({ view }) => textCell(view.scope.version),
};

const ofSpan: readonly FactName[] = [
  ...(["service", "name", "kind", "status", "statusMessage", "duration", "selfTime"] as const),
  ...(["start", "events", "links", "children"] as const),
];
const ofScope: readonly FactName[] = ["scopeName", "scopeVersion"];

/** Facts that no span has, and counts of which all have none, say nothing. */
function factRows(
  group: PinnedGroup,
  names: readonly FactName[],
  spans: readonly PinnedSpanFacts[],
): PinnedRow[] {
  return names
    .map((fact) =>
      makeRow(
        { group, fact, key: fact, id: `${group} ${fact}` },
        spans.map((span) => factCells[fact](span)),
      ),
    )
    .filter(({ cells }) =>
      cells.some((cell) => cell && !(cell.type === "count" && cell.count === 0)),
    );
}

/** Keys that repeat are compared with each other in the order in which they came. */
function byPlaceOfKey(attributes: readonly Attribute[]): Map<string, Attribute[]> {
  const found = new Map<string, Attribute[]>();
  for (const attribute of attributes) {
    const list = found.get(attribute.key);
    if (list) list.push(attribute);
    else found.set(attribute.key, [attribute]);
  }
  return found;
}

function rowsOfAttributes(
  lists: readonly (readonly Attribute[])[],
  pinnedKeys: ReadonlySet<string>,
  group?: PinnedGroup,
): PinnedRow[] {
  const byKey = lists.map(byPlaceOfKey);
  const keys = new Set(byKey.flatMap((map) => [...map.keys()]));
  // One attribute stands for each row: the first span's that has it.
  const union: Attribute[] = [];
  const cells: (PinnedCell | undefined)[][] = [];
  for (const key of keys) {
    const most = Math.max(...byKey.map((map) => map.get(key)?.length ?? 0));
    for (let place = 0; place < most; place += 1) {
      const found = byKey.map((map) => map.get(key)?.[place]);
      const first = found.find((attribute) => attribute !== undefined);
      if (!first) continue;
      union.push(first);
      cells.push(found.map((one) => one && { type: "value", value: one.value }));
    }
  }
  return attributeRows(union, pinnedKeys).map((row) =>
    makeRow(
      {
        group: group ?? row.group,
        fact: undefined,
        key: row.attribute.key,
        id: `${group ?? "attribute"} ${row.place} ${row.attribute.key}`,
      },
      cells[row.place] ?? [],
    ),
  );
}

/**
 * Spans side by side: what they are, their attributes by group and key, their resources and scopes.
 * A row for everything that any of them has; the first span is what the others are compared with.
 */
export function pinnedRows(
  spans: readonly PinnedSpanFacts[],
  pinnedKeys: ReadonlySet<string> = new Set(),
): readonly PinnedRow[] {
  const noKeys = new Set<string>();
  const resources = spans.map(({ view }) => view.resource.attributes);
  const scopes = spans.map(({ view }) => view.scope.attributes);
  return [
    ...factRows("span", ofSpan, spans),
    ...rowsOfAttributes(
      spans.map(({ view }) => view.attributes),
      pinnedKeys,
    ),
    ...rowsOfAttributes(resources, noKeys, "resource"),
    ...factRows("scope", ofScope, spans),
    ...rowsOfAttributes(scopes, noKeys, "scope"),
  ];
}
