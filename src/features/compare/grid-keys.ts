import type { TraceComparison } from "@/derive/comparison";
import type { BitSet } from "@/lib/bitset";

export interface GridState {
  readonly comparison: TraceComparison;
  readonly rows: Uint32Array;
  readonly collapsed: BitSet;
  /** Place of the row with the focus among the rows in sight. */
  readonly at: number;
  /** Rows that fit on the screen. */
  readonly pageRows: number;
}

/** What a key means to the grid: go to a place among the rows in sight, or do something to a row. */
export type GridAction =
  | { readonly kind: "move"; readonly to: number }
  | { readonly kind: "toggle" | "select"; readonly row: number };

/** The keys of ARIA's treegrid pattern with focus on rows; undefined for any other key. */
export function gridAction(
  press: Pick<KeyboardEvent, "key" | "altKey" | "ctrlKey" | "metaKey" | "shiftKey">,
  { comparison, rows, collapsed, at, pageRows }: GridState,
): GridAction | undefined {
  if (press.altKey || press.ctrlKey || press.metaKey || press.shiftKey) return undefined;
  const row = rows[at];
  if (row === undefined) return undefined;
  const { depth, subtreeEnd } = comparison;
  const hasChildren = (subtreeEnd[row] ?? 0) > row + 1;
  const move = (to: number): GridAction => ({
    kind: "move",
    to: Math.max(0, Math.min(rows.length - 1, to)),
  });
  const page = Math.max(1, pageRows - 1);
  switch (press.key) {
    case "ArrowDown":
      return move(at + 1);
    case "ArrowUp":
      return move(at - 1);
    case "PageDown":
      return move(at + page);
    case "PageUp":
      return move(at - page);
    case "Home":
      return move(0);
    case "End":
      return move(rows.length - 1);
    case "ArrowRight": {
      if (!hasChildren) return undefined;
      if (collapsed.has(row)) return { kind: "toggle", row };
      // Its children may all be filtered out.
      const next = rows[at + 1];
      return next !== undefined && (depth[next] ?? 0) > (depth[row] ?? 0)
        ? move(at + 1)
        : undefined;
    }
    case "ArrowLeft": {
      if (hasChildren && !collapsed.has(row)) return { kind: "toggle", row };
      for (let above = at - 1; above >= 0; above -= 1) {
        if ((depth[rows[above] ?? 0] ?? 0) < (depth[row] ?? 0)) return move(above);
      }
      return undefined;
    }
    case "Enter":
      return { kind: "select", row };
    case " ":
      return hasChildren ? { kind: "toggle", row } : undefined;
    default:
      return undefined;
  }
}
