import { lowerBound, upperBound } from "@/lib/bisect";
import type { IssueCode, SpanIssue } from "./span-view";
import type { StringTable } from "./string-table";

/** Issue codes by the numbers that `IssueTable.code` holds. */
export const issueCodes: readonly IssueCode[] = [
  "parent-missing",
  "cycle-cut",
  "self-parent",
  "duplicate-span-id",
  "exact-duplicate",
  "shared-span-id-split",
  "start-missing",
  "end-missing",
  "negative-duration",
  "time-out-of-range",
  "empty-span-id",
  "empty-name",
  "unknown-process",
  "empty-link-removed",
  "bad-value",
  "bad-number",
  "bad-enum",
  "duplicate-attribute",
  "event-time-missing",
];

/** Every repair and doubt of a trace, by span row, then in the order in which it was found. */
export interface IssueTable {
  readonly length: number;
  /** Ascending. */
  readonly span: Uint32Array;
  /** Position in `issueCodes`. */
  readonly code: Uint8Array;
  /** StringId. */
  readonly detail: Uint32Array;
}

/** What was found about one span. O(log n). */
export function issuesOf(table: IssueTable, span: number, strings: StringTable): SpanIssue[] {
  const issues: SpanIssue[] = [];
  const end = upperBound(table.span, span);
  for (let at = lowerBound(table.span, span); at < end; at += 1) {
    const code = issueCodes[table.code[at]!];
    if (code !== undefined) issues.push({ code, detail: strings.text(table.detail[at]!) });
  }
  return issues;
}
