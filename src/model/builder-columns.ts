import type { AttributeColumns } from "./attribute-columns";
import type { EventColumns } from "./event-columns";
import type { IdCompactor } from "./id-compactor";
import type { IssueLog } from "./issue-log";
import type { LinkColumns } from "./link-columns";
import type { ResourceColumns, ScopeColumns } from "./resource-columns";
import type { SparseColumnBuilder } from "./sparse-column";
import type { SpanColumns } from "./span-columns";
import type { StringInterner } from "./string-interner";
import type { Trace } from "./trace";

/** Everything that a builder has taken in; building a trace only reads it, but for new strings. */
export interface BuilderColumns {
  /** Not everything has been taken in: what is missing may come. */
  readonly more: boolean;
  /** The columns of this trace are not read again: each may be forgotten once it was copied. */
  readonly release: boolean;
  readonly strings: StringInterner;
  readonly names: readonly string[];
  /** The service of each resource row, as a row of `names`. */
  readonly serviceNames: Uint32Array;
  readonly spans: SpanColumns;
  readonly attributes: AttributeColumns;
  readonly events: EventColumns;
  readonly links: LinkColumns;
  readonly resources: ResourceColumns;
  readonly scopes: ScopeColumns;
  /** What readers said of spans, by row of `spans`, ascending. */
  readonly issues: IssueLog;
  readonly warnings: SparseColumnBuilder;
  readonly compactors: {
    readonly names: IdCompactor;
    readonly resources: IdCompactor;
    readonly scopes: IdCompactor;
  };
}

/** A trace whose strings are still being collected. */
export type TraceParts = Omit<Trace, "strings">;
