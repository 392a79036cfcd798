import { growable } from "@/lib/growable-column";
import { Growth } from "@/lib/growth";
import { hexTraceId } from "@/lib/ids";
import { AttributeColumns } from "./attribute-columns";
import { buildCalls, buildTrace } from "./build-trace";
import type { BuilderColumns, TraceParts } from "./builder-columns";
import { EventColumns } from "./event-columns";
import { IdCompactor } from "./id-compactor";
import { resourceIndex, scopeIndex, type ResourceIndex, type ScopeIndex } from "./indexes";
import { IssueLog } from "./issue-log";
import { LinkColumns } from "./link-columns";
import { ResourceColumns, ScopeColumns } from "./resource-columns";
import { SparseColumnBuilder } from "./sparse-column";
import type { PackedSink } from "./packed-span";
import { SpanColumns } from "./span-columns";
import { readSpanKey } from "./span-key";
import type {
  LinkFields,
  ResourceFields,
  ScopeFields,
  SpanFields,
  SpanSink,
  WireTime,
  WireValue,
} from "./span-sink";
import type { IssueCode } from "./span-view";
import type { SpanStarts } from "./staged-spans";
import { StringInterner } from "./string-interner";
import type { Trace } from "./trace";
import type { TraceCalls } from "./trace-calls";

/** What the builder finds in any format by itself: a reader that notes it too is not heard twice. */
const seenByBuilder: ReadonlySet<IssueCode> = new Set([
  "empty-name",
  "empty-span-id",
  "duplicate-attribute",
]);

const noTraceId = "0".repeat(32);

export interface BuilderOptions {
  /**
   * For who asks for `calls` only: the keys of the attributes of spans that are kept. Other
   * attributes, events, issues and warnings are let go as they come.
   */
  readonly onlyAttributes?: ReadonlySet<string>;
}

/** What is known of the spans that are still to come. */
export interface FinishOptions {
  readonly more?: boolean;
  readonly last?: boolean;
}

/**
 * Takes spans in and makes traces of them: any number of spans of any number of traces, mixed, in
 * any order. `finish` only copies out of the columns: it may be called again after more spans were
 * added, gives fresh traces each time, and leaves those of before as they were.
 */
export class TraceSetBuilder implements SpanSink {
  readonly #only: ReadonlySet<string> | undefined;
  /** For readers of bytes. */
  readonly packed: PackedSink = {
    keepsAll: () => this.#only === undefined,
    keeps: (key) => this.#only?.has(key) ?? true,
    internBytes: (view, from, to, hash) => this.#strings.internBytes(view, from, to, hash),
    appendBytes: (view, from, to, hash) => this.#strings.append(view, from, to, hash),
    textOf: (id) => this.#strings.textOf(id),
    traceRow: (traceId) => this.#trace(traceId),
    nameRow: (name) => this.#nameId(name),
    packed: (span) => {
      this.#spans.pushPacked(span, this.#starts());
      this.#attributes.pushPacked(span.attributes);
      if (span.events.count > 0 && !this.#only) this.#events.pushPacked(span.events);
      if (span.links.count > 0) this.#links.pushPacked(span.links);
      if (this.#strings.isFull) this.#settle();
    },
  };
  readonly #growth = new Growth();
  readonly #strings = new StringInterner(this.#growth);
  readonly #numbers = growable.float64();
  readonly #attributes = new AttributeColumns(this.#strings, this.#numbers, this.#growth);
  readonly #events = new EventColumns(this.#strings, this.#newAttributes());
  readonly #links = new LinkColumns(this.#strings, this.#newAttributes());
  readonly #resources = new ResourceColumns(this.#strings, this.#newAttributes());
  readonly #scopes = new ScopeColumns(this.#strings, this.#newAttributes());
  readonly #spans: SpanColumns;
  readonly #issues = new IssueLog(this.#strings);
  readonly #warnings = new SparseColumnBuilder();
  readonly #names: string[] = [];
  readonly #nameIds = new Map<string, number>();
  readonly #traceIds: string[] = [];
  readonly #traces = new Map<string, number>();
  readonly #traceWarnings = new Map<string, string[]>();
  /** The trace id of the last span as it came: most spans have that of the one before. */
  #lastTraceId: string | undefined;
  #lastTrace = 0;
  #sorted: { readonly rows: Uint32Array; readonly offset: Uint32Array } | undefined;
  /** The last link was removed, and its attributes go with it. */
  #linkIsRemoved = false;
  /** Attributes whose texts are settled. */
  #settled = 0;

  constructor({ onlyAttributes }: BuilderOptions = {}) {
    this.#only = onlyAttributes;
    this.#spans = new SpanColumns(this.#strings, this.#growth, onlyAttributes === undefined);
  }

  get spanCount(): number {
    return this.#spans.length;
  }

  /** So much of all that is to come has been taken in: less than 1 where that is known. */
  tellShare(share: number): void {
    this.#growth.tell(share);
  }

  resource(fields: ResourceFields): ResourceIndex {
    return resourceIndex(this.#resources.handle(fields));
  }

  scope(fields: ScopeFields): ScopeIndex {
    return scopeIndex(this.#scopes.handle(fields));
  }

  lateResource(sourceId: string): ResourceIndex {
    return resourceIndex(this.#resources.late(sourceId));
  }

  describeResource(row: ResourceIndex, fields: ResourceFields): void {
    this.#resources.describe(row, fields);
  }

  lateScope(): ScopeIndex {
    return scopeIndex(this.#scopes.late(""));
  }

  describeScope(row: ScopeIndex, fields: ScopeFields): void {
    this.#scopes.describe(row, fields);
  }

  span(fields: SpanFields): void {
    this.#spans.push(
      fields,
      this.#trace(fields.traceId),
      this.#nameId(fields.name),
      this.#starts(),
    );
  }

  attribute(key: string, value: WireValue): void {
    if (this.#only?.has(key) ?? true) this.#attributes.push(key, value);
  }

  event(name: string, time: WireTime | undefined, droppedAttributesCount: number): void {
    if (!this.#only) this.#events.push(name, time, droppedAttributesCount);
  }

  eventAttribute(key: string, value: WireValue): void {
    if (!this.#only) this.#events.attributes.push(key, value);
  }

  link(fields: LinkFields): void {
    const traceId = canonicalTraceId(fields.traceId);
    const key = readSpanKey(fields.spanId, { hi: 0, lo: 0, odd: undefined });
    this.#linkIsRemoved = traceId === noTraceId && key.hi === 0 && key.lo === 0;
    if (this.#linkIsRemoved) this.issue("empty-link-removed", "");
    else this.#links.push(fields, traceId);
  }

  linkAttribute(key: string, value: WireValue): void {
    if (!this.#linkIsRemoved && !this.#only) this.#links.attributes.push(key, value);
  }

  issue(code: IssueCode, detail: string): void {
    if (!seenByBuilder.has(code) && !this.#only) this.#issues.add(this.spanCount - 1, code, detail);
  }

  warning(text: string): void {
    if (!this.#only) this.#warnings.push(this.spanCount - 1, this.#strings.intern(text));
  }

  traceWarning(traceId: string, text: string): void {
    const id = canonicalTraceId(traceId);
    const warnings = this.#traceWarnings.get(id);
    if (warnings === undefined) this.#traceWarnings.set(id, [text]);
    else warnings.push(text);
  }

  /**
   * One trace per trace id, in order of first appearance, of the spans taken in so far. `more`: they
   * are not all, so that a parent or a resource that is missing is nothing to note: it may come.
   * `last`: nothing will be taken in any more, and the builder gives up its memory as it goes.
   */
  finish({ more = false, last = false }: FinishOptions = {}): readonly Trace[] {
    this.#settle();
    if (last) {
      this.#strings.dropLookup();
      this.#numbers.trim();
    }
    const columns = this.#columns({ more, release: last && this.#traceIds.length === 1 });
    const rows = this.#rowsByTrace();
    const parts = this.#traceIds.map((_, trace) => this.#build(columns, trace, rows(trace)));
    // Last: building adds the details of issues to the strings.
    const strings = last ? this.#strings.lastTable() : this.#strings.table();
    return parts.map((part) => Object.freeze({ ...part, strings }));
  }

  /** Traces begun so far; they are numbered in order of first appearance. */
  get traceCount(): number {
    return this.#traceIds.length;
  }

  /** The number of a trace; undefined for one of which no span has come. */
  numberOf(traceId: string): number | undefined {
    return this.#traces.get(traceId);
  }

  /** By number of trace: the spans that have come so far. */
  spansByTrace(): Uint32Array {
    this.#spans.settle();
    const counts = new Uint32Array(this.#traceIds.length);
    for (const trace of this.#spans.trace.view()) counts[trace] = counts[trace]! + 1;
    return counts;
  }

  /**
   * The calls of the traces of the numbers given, in their order, as those that `finish` gives have
   * them. Where `more` is to come, a trace is undefined while the source has yet to describe a
   * resource of its spans.
   */
  calls(
    numbers: readonly number[],
    { more = false }: Pick<FinishOptions, "more"> = {},
  ): readonly (TraceCalls | undefined)[] {
    this.#settle();
    const columns = this.#columns({ more, release: false });
    const rows = this.#rowsByTrace();
    const mayBeOpen = more && this.#resources.hasUndescribed;
    const isOpen = (row: number): boolean =>
      this.#resources.undescribed(this.#spans.resource.at(row)) !== undefined;
    const parts = numbers.map((trace) => {
      const own = rows(trace);
      if (mayBeOpen && own.some(isOpen)) return undefined;
      return buildCalls(columns, this.#traceIds[trace] ?? "", own);
    });
    const strings = this.#strings.table();
    return parts.map((part) => part && { ...part, strings });
  }

  /** Brings the columns up to date; equal texts of all attributes so far have one id then. */
  #settle(): void {
    this.#spans.settle();
    const replaced = this.#strings.settle();
    if (replaced) this.#attributes.replaceTexts(this.#settled, replaced);
    this.#settled = this.#attributes.length;
  }

  #build(columns: BuilderColumns, trace: number, rows: Uint32Array): TraceParts {
    const traceId = this.#traceIds[trace] ?? "";
    return buildTrace(columns, traceId, rows, this.#traceWarnings.get(traceId)?.slice() ?? []);
  }

  #columns({ more, release }: Pick<BuilderColumns, "more" | "release">): BuilderColumns {
    this.#resources.prepare(more);
    this.#scopes.prepare(more);
    const serviceNames = Uint32Array.from({ length: this.#resources.length }, (_, resource) =>
      this.#nameId(this.#strings.textOf(this.#resources.service(resource))),
    );
    return {
      more,
      release,
      strings: this.#strings,
      names: this.#names,
      serviceNames,
      spans: this.#spans,
      attributes: this.#attributes,
      events: this.#events,
      links: this.#links,
      resources: this.#resources,
      scopes: this.#scopes,
      issues: this.#issues,
      warnings: this.#warnings,
      compactors: {
        names: new IdCompactor(this.#names.length),
        resources: new IdCompactor(this.#resources.length),
        scopes: new IdCompactor(this.#scopes.length),
      },
    };
  }

  /** Rows of each trace in input order, by a counting sort; remembered until more spans come. */
  #rowsByTrace(): (trace: number) => Uint32Array {
    if (this.#sorted?.rows.length !== this.spanCount) this.#sorted = this.#sortRows();
    const { rows, offset } = this.#sorted;
    return (trace) => rows.subarray(offset[trace]!, offset[trace + 1]!);
  }

  #sortRows(): { readonly rows: Uint32Array; readonly offset: Uint32Array } {
    const traceOf = this.#spans.trace.view();
    const offset = new Uint32Array(this.#traceIds.length + 1);
    this.spansByTrace().forEach((spans, trace) => (offset[trace + 1] = offset[trace]! + spans));
    const rows = new Uint32Array(traceOf.length);
    const filled = offset.slice();
    traceOf.forEach((trace, row) => {
      rows[filled[trace]!] = row;
      filled[trace] = filled[trace]! + 1;
    });
    return { rows, offset };
  }

  #trace(text: string): number {
    if (text === this.#lastTraceId) return this.#lastTrace;
    const traceId = canonicalTraceId(text);
    let trace = this.#traces.get(traceId);
    if (trace === undefined) {
      trace = this.#traceIds.length;
      this.#traces.set(traceId, trace);
      this.#traceIds.push(traceId);
    }
    this.#lastTraceId = text;
    this.#lastTrace = trace;
    return trace;
  }

  #nameId(text: string): number {
    const known = this.#nameIds.get(text);
    if (known !== undefined) return known;
    this.#nameIds.set(text, this.#names.length);
    this.#names.push(text);
    return this.#names.length - 1;
  }

  /** Where the contents of the next span begin. */
  #starts(): SpanStarts {
    return {
      attributes: this.#attributes.length,
      events: this.#events.length,
      links: this.#links.length,
    };
  }

  #newAttributes(): AttributeColumns {
    return new AttributeColumns(this.#strings, this.#numbers);
  }
}

/**
 * The id under which spans are grouped: 32 lower-case hex digits, or the text as it came where it is
 * not hexadecimal. An absent id is all zeros, which is the same in OpenTelemetry.
 */
export function canonicalTraceId(text: string): string {
  return text === "" ? noTraceId : (hexTraceId(text) ?? text);
}
