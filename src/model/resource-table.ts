import type { AttributeTable } from "./attribute-table";

/** The distinct resources that the spans of a trace have. */
export interface ResourceTable {
  readonly length: number;
  /** StringId of the service name; 0 when there is none. */
  readonly service: Uint32Array;
  /** StringId. */
  readonly schemaUrl: Uint32Array;
  readonly droppedAttributesCount: Uint32Array;
  readonly attributes: AttributeTable;
}

/** The distinct instrumentation scopes that the spans of a trace have. */
export interface ScopeTable {
  readonly length: number;
  /** StringId. */
  readonly name: Uint32Array;
  /** StringId. */
  readonly version: Uint32Array;
  /** StringId. */
  readonly schemaUrl: Uint32Array;
  readonly droppedAttributesCount: Uint32Array;
  readonly attributes: AttributeTable;
}
