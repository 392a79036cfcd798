import type { ResourceIndex, ScopeIndex } from "@/model/indexes";
import type { PackedSink } from "@/model/packed-span";
import type {
  LinkFields,
  ResourceFields,
  ScopeFields,
  SpanFields,
  SpanSink,
  WireTime,
  WireValue,
} from "@/model/span-sink";
import type { IssueCode } from "@/model/span-view";

/** Passes everything on to another sink, and counts the traces and spans that went through. */
export class CountingSink implements SpanSink {
  readonly #target: SpanSink;
  readonly #canonical: (traceId: string) => string;
  readonly #traceIds = new Set<string>();
  readonly #packed: PackedSink | undefined;
  readonly #isFirst: boolean;
  #lastTraceId: string | undefined;
  #spans = 0;

  /** `canonical` gives ids of one trace that are spelt differently the same form. */
  constructor(target: SpanSink, canonical: (traceId: string) => string) {
    this.#target = target;
    this.#canonical = canonical;
    this.#isFirst = target.spanCount === 0;
    this.#packed = target.packed && this.#counted(target.packed);
  }

  get spanCount(): number {
    return this.#spans;
  }

  get traceCount(): number {
    return this.#traceIds.size;
  }

  /** Packed spans name their trace by a row, which is asked for once in a while. */
  get packed(): PackedSink | undefined {
    return this.#packed;
  }

  /** A share of this stream is none of all where the target holds others' spans. */
  tellShare(share: number): void {
    if (this.#isFirst || share === 1) this.#target.tellShare?.(share);
  }

  span(fields: SpanFields): void {
    this.#spans += 1;
    this.#note(fields.traceId);
    this.#target.span(fields);
  }

  resource(fields: ResourceFields): ResourceIndex {
    return this.#target.resource(fields);
  }

  scope(fields: ScopeFields): ScopeIndex {
    return this.#target.scope(fields);
  }

  lateResource(sourceId: string): ResourceIndex {
    return this.#target.lateResource(sourceId);
  }

  describeResource(row: ResourceIndex, fields: ResourceFields): void {
    this.#target.describeResource(row, fields);
  }

  lateScope(): ScopeIndex {
    return this.#target.lateScope();
  }

  describeScope(row: ScopeIndex, fields: ScopeFields): void {
    this.#target.describeScope(row, fields);
  }

  attribute(key: string, value: WireValue): void {
    this.#target.attribute(key, value);
  }

  event(name: string, time: WireTime | undefined, droppedAttributesCount: number): void {
    this.#target.event(name, time, droppedAttributesCount);
  }

  eventAttribute(key: string, value: WireValue): void {
    this.#target.eventAttribute(key, value);
  }

  link(fields: LinkFields): void {
    this.#target.link(fields);
  }

  linkAttribute(key: string, value: WireValue): void {
    this.#target.linkAttribute(key, value);
  }

  issue(code: IssueCode, detail: string): void {
    this.#target.issue(code, detail);
  }

  warning(text: string): void {
    this.#target.warning(text);
  }

  traceWarning(traceId: string, text: string): void {
    this.#target.traceWarning(traceId, text);
  }

  #counted(packed: PackedSink): PackedSink {
    return {
      keepsAll: packed.keepsAll,
      keeps: packed.keeps,
      internBytes: packed.internBytes,
      appendBytes: packed.appendBytes,
      textOf: packed.textOf,
      nameRow: packed.nameRow,
      traceRow: (traceId) => {
        this.#note(traceId);
        return packed.traceRow(traceId);
      },
      packed: (span) => {
        this.#spans += 1;
        packed.packed(span);
      },
    };
  }

  #note(traceId: string): void {
    // Spans of one trace mostly come together.
    if (traceId === this.#lastTraceId) return;
    this.#lastTraceId = traceId;
    this.#traceIds.add(this.#canonical(traceId));
  }
}
