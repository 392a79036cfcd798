import { gatherUint32, gatherUint8 } from "@/lib/gather";
import type { BuilderColumns, TraceParts } from "./builder-columns";
import { cutCycles } from "./cut-cycles";
import { fillTimes, repairTimes, traceClock } from "./draft-times";
import { findExactDuplicates } from "./exact-duplicates";
import { freezeCalls } from "./freeze-calls";
import { freezeRows, type OrderedDraft } from "./freeze-rows";
import { IssueLog } from "./issue-log";
import { orderRows } from "./order-rows";
import { parentIdText, resolveParents } from "./resolve-parents";
import { sparseRangesEqual, type SparseColumn } from "./sparse-column";
import { SpanIdentities, type SpanIdColumns } from "./span-identities";
import { SpanFlag } from "./span-table";
import type { TraceCalls } from "./trace-calls";
import { markSpan, type TraceDraft } from "./trace-draft";

/**
 * Builds the trace with a canonical id from its rows, in input order: marks exact copies, resolves
 * parents, cuts cycles, repairs times, orders and freezes. Near-linear in the number of spans.
 */
export function buildTrace(
  columns: BuilderColumns,
  traceId: string,
  rows: Uint32Array,
  traceWarnings: readonly string[],
): TraceParts {
  const ordered = orderedDraft(columns, traceId, rows, (draft, identities) => {
    if (identities.next !== undefined) {
      for (const copy of findExactDuplicates(identities, spanContents(columns, rows))) {
        draft.log.add(copy, "exact-duplicate");
      }
    }
    noteContents(columns, draft);
  });
  const parts = freezeRows(columns, ordered, traceWarnings);
  return columns.more ? withoutOrphans(parts) : parts;
}

/** The same of the trace's calls alone: what is odd about its contents is not looked for. */
export function buildCalls(
  columns: BuilderColumns,
  traceId: string,
  rows: Uint32Array,
): Omit<TraceCalls, "strings"> {
  return freezeCalls(columns, orderedDraft(columns, traceId, rows));
}

/** `note` looks at the spans before they are put in relation to each other. */
function orderedDraft(
  columns: BuilderColumns,
  traceId: string,
  rows: Uint32Array,
  note?: (draft: TraceDraft, identities: SpanIdentities) => void,
): OrderedDraft {
  const { spans } = columns;
  const ids = idColumns(spans.idHi.view(), spans.idLo.view(), spans.oddIds, rows);
  const identities = new SpanIdentities(ids);
  const draft = draftOf(columns, rows, ids);
  note?.(draft, identities);
  const clock = traceClock(spans, rows);
  fillTimes(spans, clock, draft);
  resolveParents(draft, identities, columns.more);
  cutAndMark(draft);
  repairTimes(spans, clock, draft);
  const order = orderRows(draft.parent, draft.startNs);
  return { traceId, clock, draft, order, identities };
}

/** Parents may still come: the marks have served to tell which span names the trace. */
function withoutOrphans(parts: TraceParts): TraceParts {
  const { flags } = parts.spans;
  for (let row = 0; row < flags.length; row += 1) flags[row] = flags[row]! & ~SpanFlag.Orphan;
  return { ...parts, summary: { ...parts.summary, orphanCount: 0 } };
}

/** Records what is odd about the contents of spans, whatever the format they came in. */
function noteContents(columns: BuilderColumns, draft: TraceDraft): void {
  const { spans, attributes, strings, resources } = columns;
  const { rows, ids, log } = draft;
  const name = spans.name.view();
  const emptyName = columns.names.indexOf("");
  const mayBeUnknown = resources.hasUndescribed && !columns.more;
  for (let span = 0; span < draft.length; span += 1) {
    const row = rows[span]!;
    if (name[row] === emptyName) log.add(span, "empty-name");
    if (ids.hi[span] === 0 && ids.lo[span] === 0) log.add(span, "empty-span-id");
    if (!mayBeUnknown) continue;
    const sourceId = resources.undescribed(spans.resource.at(row));
    if (sourceId !== undefined) log.add(span, "unknown-process", sourceId);
  }
  attributes.forEachRepeatedKey(spans.attributeStart.view(), rows, (span, key) => {
    log.add(span, "duplicate-attribute", strings.textOf(key));
  });
}

function draftOf(columns: BuilderColumns, rows: Uint32Array, ids: SpanIdColumns): TraceDraft {
  const { spans } = columns;
  const length = rows.length;
  return {
    length,
    rows,
    ids,
    parentIds: idColumns(spans.parentHi.view(), spans.parentLo.view(), spans.oddParentIds, rows),
    kind: gatherUint8(spans.kind.view(), rows),
    shared: gatherUint8(spans.shared.view(), rows),
    startNs: new Float64Array(length),
    durationNs: new Float64Array(length),
    parent: new Int32Array(length).fill(-1),
    flags: new Uint16Array(length),
    log: new IssueLog(columns.strings),
  };
}

function idColumns(
  hi: Uint32Array,
  lo: Uint32Array,
  odd: ReadonlyMap<number, string>,
  rows: Uint32Array,
): SpanIdColumns {
  const oddHere = new Map<number, string>();
  if (odd.size > 0) {
    rows.forEach((row, span) => {
      const text = odd.get(row);
      if (text !== undefined) oddHere.set(span, text);
    });
  }
  // The only trace of a builder has all rows: its columns need no copy.
  const isAll = rows.length === hi.length;
  return {
    hi: isAll ? hi : gatherUint32(hi, rows),
    lo: isAll ? lo : gatherUint32(lo, rows),
    odd: oddHere,
  };
}

/** The cycles of parents, each cut at the span that starts first, then the first that came. */
function cutAndMark(draft: TraceDraft): void {
  const { startNs } = draft;
  const startOf = (span: number): number =>
    Number.isNaN(startNs[span]) ? Infinity : startNs[span]!;
  const before = (a: number, b: number): boolean =>
    startOf(a) < startOf(b) || (startOf(a) === startOf(b) && a < b);
  for (const span of cutCycles(draft.parent, before)) {
    markSpan(draft, span, SpanFlag.CycleCut);
    draft.log.add(span, "cycle-cut", parentIdText(draft, span));
  }
}

/** Compares whole spans: columns, attributes, events, links, and what the source says of them. */
function spanContents(
  columns: BuilderColumns,
  rows: Uint32Array,
): { hash(span: number): number; equal(a: number, b: number): boolean } {
  const { spans, attributes, events, links, resources, scopes } = columns;
  const owned = [
    { start: spans.attributeStart.view(), contents: attributes },
    { start: spans.eventStart.view(), contents: events },
    { start: spans.linkStart.view(), contents: links },
  ];
  const rare: readonly SparseColumn[] = [
    spans.traceFlags,
    spans.traceState,
    spans.droppedAttributesCount,
    spans.droppedEventsCount,
    spans.droppedLinksCount,
    spans.unknownFields,
    columns.warnings,
  ].map((column) => column.view());
  return {
    hash: (span) => {
      const row = rows[span]!;
      return owned.reduce(
        (hash, { start, contents }) =>
          contents.hashRange(hash, start[row]!, start[row + 1] ?? contents.length),
        spans.hash(row),
      );
    },
    equal: (a, b) => {
      const [rowA, rowB] = [rows[a]!, rows[b]!];
      const sameOwned = owned.every(({ start, contents }) => {
        const length = (start[rowA + 1] ?? contents.length) - start[rowA]!;
        return (
          (start[rowB + 1] ?? contents.length) - start[rowB]! === length &&
          contents.rangesEqual(start[rowA]!, start[rowB]!, length)
        );
      });
      return (
        sameOwned &&
        spans.equal(rowA, rowB) &&
        resources.row(spans.resource.at(rowA)) === resources.row(spans.resource.at(rowB)) &&
        scopes.row(spans.scope.at(rowA)) === scopes.row(spans.scope.at(rowB)) &&
        rare.every((column) => sparseRangesEqual(column, rowA, rowB, 1))
      );
    },
  };
}
