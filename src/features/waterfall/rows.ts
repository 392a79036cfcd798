import type { BitSet } from "@/lib/bitset";
import { errorPrefix } from "@/derive/error-prefix";
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

const knownErrors = new WeakMap<TraceCore, Uint32Array>();

/** The running count of a trace's errors, computed once: see `errorPrefix`. */
export function errorsOf(core: TraceCore): Uint32Array {
  const before = knownErrors.get(core);
  if (before) return before;
  const errors = errorPrefix(core.spans);
  knownErrors.set(core, errors);
  return errors;
}
