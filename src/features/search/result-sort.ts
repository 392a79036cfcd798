import type { TraceSummary } from "@/model/trace-summary";

export const sortColumns = ["trace", "services", "spans", "errors", "duration", "start"] as const;
export type SortColumn = (typeof sortColumns)[number];

export interface SortOrder {
  readonly column: SortColumn;
  readonly descending: boolean;
}

/** Newest first. */
export const defaultSort: SortOrder = { column: "start", descending: true };

/** Reads the URL's `sort`: a column, with "-" in front for descending. */
export function parseSort(text: string | undefined): SortOrder {
  const descending = text?.startsWith("-") ?? false;
  const name = descending ? text?.slice(1) : text;
  const column = sortColumns.find((one) => one === name);
  return column === undefined ? defaultSort : { column, descending };
}

/** The order as it stands in the URL; undefined for the default. */
export function formatSort({ column, descending }: SortOrder): string | undefined {
  if (column === defaultSort.column && descending === defaultSort.descending) return undefined;
  return `${descending ? "-" : ""}${column}`;
}

/** What pressing a column's header does: turns its order round, or begins with the larger figures. */
export function nextSort(order: SortOrder, column: SortColumn): SortOrder {
  if (order.column === column) return { column, descending: !order.descending };
  return { column, descending: column !== "trace" };
}

const byText = new Intl.Collator("en", { numeric: true }).compare;
const byStart = (a: TraceSummary, b: TraceSummary) =>
  a.startUnixNano < b.startUnixNano ? -1 : Number(a.startUnixNano > b.startUnixNano);

const comparisons: Readonly<Record<SortColumn, (a: TraceSummary, b: TraceSummary) => number>> = {
  trace: (a, b) => byText(a.rootService, b.rootService) || byText(a.rootName, b.rootName),
  services: (a, b) => a.services.length - b.services.length,
  spans: (a, b) => a.spanCount - b.spanCount,
  errors: (a, b) => a.errorCount - b.errorCount,
  duration: (a, b) => a.durationNs - b.durationNs,
  start: byStart,
};

/** The traces in an order; equal ones newest first, then by id, so that an order is always one. */
export function sortSummaries(
  summaries: readonly TraceSummary[],
  { column, descending }: SortOrder,
): readonly TraceSummary[] {
  const compare = comparisons[column];
  const sign = descending ? -1 : 1;
  return summaries.toSorted(
    (a, b) => sign * compare(a, b) || byStart(b, a) || (a.traceId < b.traceId ? -1 : 1),
  );
}
