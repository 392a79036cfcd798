import { growable, type GrowableUint32 } from "@/lib/growable-column";
import type { AttributeColumns } from "./attribute-columns";
import type { ResourceTable, ScopeTable } from "./resource-table";
import type { ResourceFields, ScopeFields, WireValue } from "./span-sink";
import type { StringInterner } from "./string-interner";

/** The name of what will be described and has no id to be called by. */
const onItsWay = "…";

/**
 * The distinct resources, or the distinct scopes, of a builder: equal ones have one row, so that a
 * resource that is repeated with every batch is held once. Spans refer to them by handles, because
 * a source may describe one after the spans that have it, and it may turn out equal to another.
 */
class DistinctOwners<Fields extends ResourceFields | ScopeFields> {
  readonly #attributes: AttributeColumns;
  readonly #strings: StringInterner;
  readonly #namesOf: (fields: Fields) => readonly string[];
  readonly #standIn: (sourceId: string) => Fields;
  readonly #rows = new Map<string, number>();
  /** Rows of what has been handed over: readers hand the same object over again and again. */
  readonly #seen = new WeakMap<Fields, number>();
  readonly #schemaUrl = growable.uint32();
  readonly #dropped = growable.uint32();
  readonly #attributeStart = growable.uint32();
  readonly #names: readonly GrowableUint32[];
  /** By row: the handle that was given for it first. */
  readonly #handleOf = growable.uint32();
  /** By handle: row + 1; 0 while it has not been described. */
  readonly #rowOf = growable.uint32();
  /** Handles that were given ahead of their description, with what the source calls them. */
  readonly #late = new Map<number, string>();
  /** By such a handle: the row that it has as long as it is not described. */
  readonly #standInRow = new Map<number, number>();
  #byHandle: Uint32Array | undefined;

  constructor(
    strings: StringInterner,
    attributes: AttributeColumns,
    namesOf: (fields: Fields) => readonly string[],
    standIn: (sourceId: string) => Fields,
  ) {
    this.#strings = strings;
    this.#attributes = attributes;
    this.#namesOf = namesOf;
    this.#standIn = standIn;
    this.#names = namesOf(standIn("")).map(() => growable.uint32());
  }

  get length(): number {
    return this.#schemaUrl.length;
  }

  /** The handle of an equal owner, or of a new one. */
  handle(fields: Fields): number {
    const row = this.#row(fields);
    if (row === this.#handleOf.length) {
      this.#handleOf.push(this.#rowOf.length);
      this.#rowOf.push(row + 1);
    }
    return this.#handleOf.at(row);
  }

  late(sourceId: string): number {
    const handle = this.#rowOf.length;
    this.#rowOf.push(0);
    this.#late.set(handle, sourceId);
    return handle;
  }

  describe(handle: number, fields: Fields): void {
    if (!this.#late.delete(handle)) return;
    const row = this.#row(fields);
    if (row === this.#handleOf.length) this.#handleOf.push(handle);
    this.#rowOf.set(handle, row + 1);
  }

  get hasUndescribed(): boolean {
    return this.#late.size > 0;
  }

  /** What the source calls an owner that it has not described; undefined for a described one. */
  undescribed(handle: number): string | undefined {
    return this.#late.size === 0 ? undefined : this.#late.get(handle);
  }

  /**
   * Makes sure that `row` has an answer for every handle. Where `more` is to come, owners that have
   * not been described yet are named as the source calls them, or by a sign that more is to come.
   */
  prepare(more: boolean): void {
    this.#standInRow.clear();
    this.#byHandle = undefined;
    for (const [handle, sourceId] of this.#late) {
      const standIn = this.handle(this.#standIn(more ? sourceId || onItsWay : ""));
      this.#standInRow.set(handle, this.#rowOf.at(standIn) - 1);
    }
  }

  /** The row of a handle, once `prepare` was called; of one that is not described, a stand-in. */
  row(handle: number): number {
    const row = this.#rowOf.at(handle) - 1;
    return row >= 0 ? row : (this.#standInRow.get(handle) ?? 0);
  }

  /** `row` of every handle; to be called after `prepare`. Worked out once for many traces. */
  rowsByHandle(): Uint32Array {
    if (this.#byHandle?.length === this.#rowOf.length) return this.#byHandle;
    const rows = new Uint32Array(this.#rowOf.length);
    for (let handle = 0; handle < rows.length; handle += 1) rows[handle] = this.row(handle);
    return (this.#byHandle = rows);
  }

  /** StringId of one of the names of a row. */
  name(row: number, which: number): number {
    return this.#names[which]?.at(row) ?? 0;
  }

  gather(
    rows: Uint32Array,
  ): Pick<ResourceTable, "length" | "schemaUrl" | "droppedAttributesCount" | "attributes"> {
    return {
      length: rows.length,
      schemaUrl: rows.map((row) => this.#schemaUrl.at(row)),
      droppedAttributesCount: rows.map((row) => this.#dropped.at(row)),
      attributes: this.#attributes.gather(this.#attributeStart.view(), rows),
    };
  }

  #row(fields: Fields): number {
    const seen = this.#seen.get(fields);
    if (seen !== undefined) return seen;
    const row = this.#rowOfContents(fields);
    this.#seen.set(fields, row);
    return row;
  }

  #rowOfContents(fields: Fields): number {
    const names = this.#namesOf(fields);
    const key = ownerKey(fields, names);
    const known = this.#rows.get(key);
    if (known !== undefined) return known;
    const row = this.length;
    this.#rows.set(key, row);
    this.#schemaUrl.push(this.#strings.intern(fields.schemaUrl));
    this.#dropped.push(fields.droppedAttributesCount);
    this.#attributeStart.push(this.#attributes.length);
    for (const [name, value] of fields.attributes) this.#attributes.push(name, value);
    names.forEach((name, which) => this.#names[which]?.push(this.#strings.intern(name)));
    return row;
  }
}

/** Text that differs for fields that differ in anything. */
function ownerKey(fields: ResourceFields | ScopeFields, names: readonly string[]): string {
  const values = fields.attributes.map(([key, value]) => [key, value.type, valueText(value)]);
  return JSON.stringify([names, fields.schemaUrl, fields.droppedAttributesCount, values]);
}

function valueText(value: WireValue): string {
  return value.type === "empty" ? "" : String(value.value);
}

const bare = { attributes: [], droppedAttributesCount: 0, schemaUrl: "" };

export class ResourceColumns extends DistinctOwners<ResourceFields> {
  constructor(strings: StringInterner, attributes: AttributeColumns) {
    super(
      strings,
      attributes,
      ({ service }) => [service],
      (sourceId) => ({ ...bare, service: sourceId }),
    );
  }

  /** StringId of the service of a row. */
  service(row: number): number {
    return this.name(row, 0);
  }

  table(rows: Uint32Array): ResourceTable {
    return { ...this.gather(rows), service: rows.map((row) => this.name(row, 0)) };
  }
}

export class ScopeColumns extends DistinctOwners<ScopeFields> {
  constructor(strings: StringInterner, attributes: AttributeColumns) {
    super(
      strings,
      attributes,
      ({ name, version }) => [name, version],
      () => ({ ...bare, name: "", version: "" }),
    );
  }

  table(rows: Uint32Array): ScopeTable {
    return {
      ...this.gather(rows),
      name: rows.map((row) => this.name(row, 0)),
      version: rows.map((row) => this.name(row, 1)),
    };
  }
}
