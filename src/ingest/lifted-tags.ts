import type { ScopeIndex } from "@/model/indexes";
import type { ScopeFields, SpanFields, SpanSink, WireValue } from "@/model/span-sink";
import { SpanKind, StatusCode } from "@/model/span-table";

const KINDS: ReadonlyMap<string, SpanKind> = new Map([
  ["internal", SpanKind.Internal],
  ["server", SpanKind.Server],
  ["client", SpanKind.Client],
  ["producer", SpanKind.Producer],
  ["consumer", SpanKind.Consumer],
]);

/**
 * Fields of a span that Jaeger v1 and Zipkin have no place for and that OpenTelemetry's translations
 * write as tags. Each is lifted once, and leaves the attribute list only where the column says all
 * that the tag said: a value of another type or spelling, a second tag of the key and a tag that
 * contradicts another one stay attributes.
 *
 * `span.kind` (lower case) → kind; `otel.status_code` OK or ERROR → status; `error` true → status
 * Error (the text "true" too, but that one stays); `otel.status_description` → status message;
 * `otel.scope.name`, `otel.scope.version` and the older `otel.library.*` → scope;
 * `w3c.tracestate` → trace state.
 */
export class LiftedTags {
  private readonly sink: SpanSink;
  private readonly scopes = new Map<string, ScopeIndex>();
  private kind: SpanKind = SpanKind.Unspecified;
  private status: StatusCode = StatusCode.Unset;
  private error = false;
  private message: string | undefined;
  private state: string | undefined;
  private scopeName: string | undefined;
  private scopeVersion: string | undefined;

  constructor(sink: SpanSink) {
    this.sink = sink;
  }

  /** Forgets the last span. */
  begin(): void {
    this.kind = SpanKind.Unspecified;
    this.status = StatusCode.Unset;
    this.error = false;
    this.message = undefined;
    this.state = undefined;
    this.scopeName = undefined;
    this.scopeVersion = undefined;
  }

  /** Looks at a tag; true when it has become a field and is no attribute any more. */
  take(key: string, value: WireValue): boolean {
    switch (key) {
      case "span.kind":
        return this.takeKind(value);
      case "error":
        return this.takeError(value);
      case "otel.status_code":
        return this.takeStatus(value);
      case "otel.status_description":
        if (value.type !== "string" || this.message !== undefined) return false;
        this.message = value.value;
        return true;
      case "w3c.tracestate":
        if (value.type !== "string" || this.state !== undefined) return false;
        this.state = value.value;
        return true;
      case "otel.scope.name":
      case "otel.library.name":
        if (value.type !== "string") return false;
        if (this.scopeName !== undefined) return this.scopeName === value.value;
        this.scopeName = value.value;
        return true;
      case "otel.scope.version":
      case "otel.library.version":
        if (value.type !== "string") return false;
        if (this.scopeVersion !== undefined) return this.scopeVersion === value.value;
        this.scopeVersion = value.value;
        return true;
      default:
        return false;
    }
  }

  /** The span is an error span, whatever its tags say. */
  raise(): void {
    this.error = true;
  }

  /** Tags that were taken and that another one contradicts: they are attributes after all. */
  contradicted(): readonly (readonly [key: string, value: WireValue])[] {
    if (!this.error || this.status !== StatusCode.Ok) return [];
    return [["otel.status_code", { type: "string", value: "OK" }]];
  }

  /** Sets what was lifted; fields that the format has of its own win where they are set. */
  fill(fields: SpanFields): void {
    if (fields.kind === SpanKind.Unspecified) fields.kind = this.kind;
    fields.statusCode = this.error ? StatusCode.Error : this.status;
    fields.statusMessage = this.message ?? "";
    fields.traceState = this.state ?? "";
    fields.scope = this.scope(this.scopeName ?? "", this.scopeVersion ?? "");
  }

  private takeKind(value: WireValue): boolean {
    const kind = value.type === "string" ? KINDS.get(value.value.toLowerCase()) : undefined;
    if (kind === undefined || value.type !== "string") return false;
    if (this.kind !== SpanKind.Unspecified) return false;
    this.kind = kind;
    return value.value === value.value.toLowerCase();
  }

  private takeError(value: WireValue): boolean {
    if (value.type === "string" && value.value === "true") {
      this.error = true;
      return false;
    }
    if (value.type !== "bool" || !value.value) return false;
    const first = !this.error;
    this.error = true;
    return first;
  }

  private takeStatus(value: WireValue): boolean {
    if (value.type !== "string" || this.status !== StatusCode.Unset) return false;
    if (value.value !== "ERROR" && value.value !== "OK") return false;
    this.status = value.value === "OK" ? StatusCode.Ok : StatusCode.Error;
    return true;
  }

  /** The scope of a name and a version, which may be empty. */
  scope(name: string, version: string): ScopeIndex {
    const key = JSON.stringify([name, version]);
    const known = this.scopes.get(key);
    if (known !== undefined) return known;
    const scope = this.sink.scope(plainScope(name, version));
    this.scopes.set(key, scope);
    return scope;
  }
}

/** A scope of which nothing but its name and version is known. */
export function plainScope(name: string, version: string): ScopeFields {
  return { name, version, attributes: [], droppedAttributesCount: 0, schemaUrl: "" };
}
