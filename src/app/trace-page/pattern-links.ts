import {
  linksFor,
  type LinkPatterns,
  type LinkSubject,
  type PatternLink,
} from "@/lib/link-patterns";
import type { Attribute } from "@/model/attribute";
import type { SpanView } from "@/model/span-view";
import type { TraceCore } from "@/model/trace";
import type { AttributeOwner } from "@/features/span-detail/span-actions";
import { searchableText } from "@/features/span-detail/value-text";

/*
 * The parameters of link patterns, as Jaeger UI resolves them: names with a scope (`trace.`,
 * `span.`, `resource.` or `process.`, `parent.`, `ancestor.`, the last four also after `span.`) are
 * looked for there; those without in the attributes that the value is one of, then in the span, its
 * resource, and the spans above it.
 */

const micros = (nanos: bigint): string => String(nanos / 1000n);

/** What is known of a trace, in microseconds where it is a time. */
export function traceParameters(core: TraceCore): ReadonlyMap<string, string> {
  const traceEnd = core.epochUnixNano + BigInt(Math.ceil(core.durationNs));
  const { rootService, rootName } = core.summary;
  return new Map([
    ["traceID", core.traceId],
    ["traceName", `${rootService}: ${rootName}`],
    ["startTime", micros(core.epochUnixNano)],
    ["endTime", micros(traceEnd)],
    ["duration", String(Math.round(core.durationNs / 1000))],
  ]);
}

/** What is known of a span besides its attributes, likewise. */
export function spanParameters(view: SpanView): ReadonlyMap<string, string> {
  const end = view.startUnixNano + BigInt(Math.ceil(view.durationNs));
  return new Map([
    ["spanID", view.spanId],
    ["parentSpanID", view.parentSpanId],
    ["traceID", view.traceId],
    ["name", view.name],
    ["operationName", view.name],
    ["service", view.service],
    ["serviceName", view.service],
    ["startTime", micros(view.startUnixNano)],
    ["endTime", micros(end)],
    ["duration", String(Math.round(view.durationNs / 1000))],
  ]);
}

/** Of these, the names that are understood without a scope too. */
const plainNames: ReadonlySet<string> = new Set([
  ...["spanID", "traceID", "name", "operationName", "serviceName"],
  ...["startTime", "endTime", "duration"],
]);

/** The text of the first attribute with a key that can stand in a link. */
export function textOf(attributes: readonly Attribute[], key: string): string | undefined {
  const found = attributes.find((attribute) => attribute.key === key);
  return found && searchableText(found.value);
}

const ofResource = ({ service, resource }: SpanView, name: string): string | undefined =>
  name === "serviceName" || name === "service.name" ? service : textOf(resource.attributes, name);

/** What is left of a name once one of the scopes has been taken off it. */
function within(name: string, ...scopes: readonly string[]): string | undefined {
  const scope = scopes.find((one) => name.startsWith(`${one}.`));
  return scope === undefined ? undefined : name.slice(scope.length + 1);
}

const ofSpan = (view: SpanView, name: string): string | undefined =>
  spanParameters(view).get(name) ?? textOf(view.attributes, name);

/** A name without a scope in one span: what it is, its attributes, its resource. */
function anywhereIn(view: SpanView, name: string): string | undefined {
  const own = plainNames.has(name) ? spanParameters(view).get(name) : undefined;
  return own ?? textOf(view.attributes, name) ?? textOf(view.resource.attributes, name);
}

/** A name with or without a scope in one span, as it is looked for further up. */
function inAncestor(view: SpanView, name: string): string | undefined {
  const resource = within(name, "resource", "process");
  if (resource !== undefined) return ofResource(view, resource);
  const span = within(name, "span");
  return span === undefined ? anywhereIn(view, name) : ofSpan(view, span);
}

/**
 * What a span above `of` has of a parameter that is looked for above; undefined also where only
 * the parent is asked, and this is not it.
 */
export function inheritedText(view: SpanView, name: string, of: SpanView): string | undefined {
  const scoped = within(name, "span") ?? name;
  const ofParent = within(scoped, "parent");
  if (ofParent !== undefined) {
    return view.spanId === of.parentSpanId ? inAncestor(view, ofParent) : undefined;
  }
  return inAncestor(view, within(scoped, "ancestor") ?? name);
}

export interface LinkContext {
  readonly core: TraceCore;
  readonly view: SpanView;
  /** What spans further up have under names that are not found nearer; nearest first. */
  readonly inherited: ReadonlyMap<string, string>;
}

/** A parameter as its scope says; undefined for a name without one. */
function scopedParameter({ core, view, inherited }: LinkContext, name: string): string | undefined {
  const ofTrace = within(name, "trace");
  if (ofTrace !== undefined) return traceParameters(core).get(ofTrace);
  const scoped = within(name, "span") ?? name;
  const resource = within(scoped, "resource", "process");
  if (resource !== undefined) return ofResource(view, resource);
  if (within(scoped, "parent", "ancestor") !== undefined) return inherited.get(name);
  return scoped === name ? undefined : ofSpan(view, scoped);
}

/**
 * A parameter of a span, not of the attributes that the value is one of. A scope may also be the
 * beginning of a key, as in `process.pid`.
 */
export function spanParameter(context: LinkContext, name: string): string | undefined {
  const { view, inherited } = context;
  return scopedParameter(context, name) ?? anywhereIn(view, name) ?? inherited.get(name);
}

const subjects: Readonly<Record<AttributeOwner, LinkSubject | undefined>> = {
  span: "span",
  resource: "resource",
  event: "event",
  link: undefined,
  scope: undefined,
};

/** A function that gives the configured links of an attribute of a span. */
export function linksOfSpan(patterns: LinkPatterns, context: LinkContext, baseUrl: string) {
  return (
    attribute: Attribute,
    owner: AttributeOwner,
    among: readonly Attribute[],
  ): readonly PatternLink[] => {
    const subject = subjects[owner];
    const value = searchableText(attribute.value);
    if (subject === undefined || value === undefined) return [];
    const parameter = (name: string): string | undefined => {
      const found = scopedParameter(context, name) ?? textOf(among, name);
      if (found !== undefined) return found;
      // A resource is that of many spans: what one of them says is not said of it.
      if (subject === "resource") return ofResource(context.view, name);
      return spanParameter(context, name);
    };
    return linksFor(patterns, { subject, key: attribute.key, value, parameter, baseUrl });
  };
}

/** The configured links of a trace: those of type `traces`, and of patterns for every type. */
export function linksOfTrace(
  patterns: LinkPatterns,
  core: TraceCore,
  baseUrl: string,
): readonly PatternLink[] {
  const known = traceParameters(core);
  const parameter = (name: string) => known.get(within(name, "trace") ?? name);
  return linksFor(patterns, { subject: "trace", key: "", value: "", parameter, baseUrl });
}
