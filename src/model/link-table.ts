import type { AttributeTable } from "./attribute-table";
import type { SparseColumn } from "./sparse-column";
import type { LinkRelation } from "./span-view";

/** Link relations by the numbers that `LinkTable.relation` holds. */
export const linkRelations: readonly LinkRelation[] = ["link", "follows-from", "extra-parent"];

/** The links of a trace: those of span `i` are `[linkOffset[i], linkOffset[i + 1])`. */
export interface LinkTable {
  readonly length: number;
  /** StringId of the canonical trace id. */
  readonly traceId: Uint32Array;
  readonly spanIdHi: Uint32Array;
  readonly spanIdLo: Uint32Array;
  /** Span ids that are not hexadecimal, by link. */
  readonly oddSpanIds: ReadonlyMap<number, string>;
  /** Row of the target when it is in this trace, or -1. */
  readonly target: Int32Array;
  /** Position in `linkRelations`. */
  readonly relation: Uint8Array;
  /** StringId. */
  readonly traceState: SparseColumn;
  readonly traceFlags: SparseColumn;
  readonly droppedAttributesCount: SparseColumn;
  readonly attributes: AttributeTable;
}
