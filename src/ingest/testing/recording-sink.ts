import { resourceIndex, scopeIndex, type ResourceIndex, type ScopeIndex } from "@/model/indexes";
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

export type RecordedAttribute = readonly [key: string, value: WireValue];

export interface RecordedEvent {
  readonly name: string;
  readonly time: WireTime | undefined;
  readonly dropped: number;
  readonly attributes: RecordedAttribute[];
}

export interface RecordedLink extends LinkFields {
  readonly attributes: RecordedAttribute[];
}

/** A span as a reader gave it, with its resource and scope in place of their rows. */
export interface RecordedSpan extends Omit<SpanFields, "resource" | "scope"> {
  readonly resource: ResourceFields | string;
  readonly scope: ScopeFields | undefined;
  readonly attributes: RecordedAttribute[];
  readonly events: RecordedEvent[];
  readonly links: RecordedLink[];
  readonly issues: (readonly [IssueCode, string])[];
  readonly warnings: string[];
}

type SpanDraft = Omit<RecordedSpan, "resource" | "scope"> & Pick<SpanFields, "resource" | "scope">;

/** Keeps everything that readers hand over, for tests to look at. */
export class RecordingSink implements SpanSink {
  readonly traceWarnings: (readonly [string, string])[] = [];
  private readonly drafts: SpanDraft[] = [];
  private readonly resources: (ResourceFields | string)[] = [];
  private readonly scopes: (ScopeFields | undefined)[] = [];

  get spanCount(): number {
    return this.drafts.length;
  }

  /** The spans in the order in which they came; rows never described are their source's id. */
  get spans(): RecordedSpan[] {
    return this.drafts.map((draft) => ({
      ...draft,
      resource: this.resources[draft.resource] ?? "no such resource",
      scope: this.scopes[draft.scope],
    }));
  }

  get traceIds(): string[] {
    return [...new Set(this.drafts.map((span) => span.traceId))];
  }

  resource(fields: ResourceFields): ResourceIndex {
    return resourceIndex(this.resources.push(fields) - 1);
  }

  scope(fields: ScopeFields): ScopeIndex {
    return scopeIndex(this.scopes.push(fields) - 1);
  }

  lateResource(sourceId: string): ResourceIndex {
    return resourceIndex(this.resources.push(sourceId) - 1);
  }

  describeResource(row: ResourceIndex, fields: ResourceFields): void {
    if (typeof this.resources[row] !== "string") throw new Error("described twice");
    this.resources[row] = fields;
  }

  lateScope(): ScopeIndex {
    return scopeIndex(this.scopes.push(undefined) - 1);
  }

  describeScope(row: ScopeIndex, fields: ScopeFields): void {
    if (this.scopes[row] !== undefined) throw new Error("described twice");
    this.scopes[row] = fields;
  }

  span(fields: SpanFields): void {
    this.drafts.push({
      ...fields,
      attributes: [],
      events: [],
      links: [],
      issues: [],
      warnings: [],
    });
  }

  attribute(key: string, value: WireValue): void {
    this.last.attributes.push([key, value]);
  }

  event(name: string, time: WireTime | undefined, dropped: number): void {
    this.last.events.push({ name, time, dropped, attributes: [] });
  }

  eventAttribute(key: string, value: WireValue): void {
    this.last.events.at(-1)?.attributes.push([key, value]);
  }

  link(fields: LinkFields): void {
    this.last.links.push({ ...fields, attributes: [] });
  }

  linkAttribute(key: string, value: WireValue): void {
    this.last.links.at(-1)?.attributes.push([key, value]);
  }

  issue(code: IssueCode, detail: string): void {
    this.last.issues.push([code, detail]);
  }

  warning(text: string): void {
    this.last.warnings.push(text);
  }

  traceWarning(traceId: string, text: string): void {
    this.traceWarnings.push([traceId, text]);
  }

  private get last(): SpanDraft {
    const draft = this.drafts.at(-1);
    if (draft === undefined) throw new Error("no span yet");
    return draft;
  }
}
