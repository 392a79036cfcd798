import type { BitSet } from "@/lib/bitset";
import { visibleRows } from "@/derive/visible-rows";
import type { TraceCore } from "@/model/trace";

const known = new WeakMap<BitSet, { readonly core: TraceCore; readonly rows: Uint32Array }>();

/**
 * The rows of a trace for a set of collapsed spans. A set is never changed in place, so it is
 * computed once per set, whoever asks first: a key, a painter or a component.
 */
export function rowsFor(core: TraceCore, collapsed: BitSet): Uint32Array {
  const before = known.get(collapsed);
  if (before?.core === core) return before.rows;
  const rows = visibleRows(core.spans, collapsed);
  known.set(collapsed, { core, rows });
  return rows;
}
