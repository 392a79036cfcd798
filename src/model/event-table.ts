import type { AttributeTable } from "./attribute-table";
import type { SparseColumn } from "./sparse-column";

/** The events of a trace: those of span `i` are `[eventOffset[i], eventOffset[i + 1])`, by time. */
export interface EventTable {
  readonly length: number;
  /** Nanoseconds relative to the trace's epoch; may be negative. */
  readonly timeNs: Float64Array;
  /** StringId. */
  readonly name: Uint32Array;
  readonly droppedAttributesCount: SparseColumn;
  readonly attributes: AttributeTable;
}
