import type { BitSet } from "@/lib/bitset";
import { errorPrefix } from "@/derive/error-prefix";
import { visibleRows } from "@/derive/visible-rows";
import type { TraceCore } from "@/model/trace";
import type { RowLayout } from "@/state/timeline-look";

/** What of a view decides which rows there are. */
export interface RowState {
  readonly collapsed: BitSet;
  readonly layout: RowLayout;
}

interface Known {
  readonly core: TraceCore;
  readonly layout: RowLayout;
  readonly rows: Uint32Array;
}

const known = new WeakMap<BitSet, Known>();

/**
 * The rows of a trace for a view. Sets and layouts are never changed in place, so rows are computed
 * once per view, whoever asks first: a key, a painter or a component.
 */
export function rowsFor(core: TraceCore, { collapsed, layout }: RowState): Uint32Array {
  const before = known.get(collapsed);
  if (before?.core === core && before.layout === layout) return before.rows;
  const rows = visibleRows(core.spans, collapsed, layout);
  known.set(collapsed, { core, layout, rows });
  return rows;
}

/** True when two views have the same rows. */
export const sameRows = (a: RowState, b: RowState): boolean =>
  a.collapsed === b.collapsed && a.layout === b.layout;

const knownErrors = new WeakMap<TraceCore, Uint32Array>();

/** The running count of a trace's errors, computed once: see `errorPrefix`. */
export function errorsOf(core: TraceCore): Uint32Array {
  const before = knownErrors.get(core);
  if (before) return before;
  const errors = errorPrefix(core.spans);
  knownErrors.set(core, errors);
  return errors;
}
