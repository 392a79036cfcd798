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

const micros = (nanos: bigint): string => String(nanos / 1000n);

/** The parameters that every span has, besides its attributes. */
export function spanParameters(core: TraceCore, view: SpanView): ReadonlyMap<string, string> {
  const traceEnd = core.epochUnixNano + BigInt(Math.ceil(core.durationNs));
  const { rootService, rootName } = core.summary;
  return new Map([
    ["trace.traceID", core.traceId],
    ["trace.traceName", `${rootService}: ${rootName}`],
    ["trace.startTime", micros(core.epochUnixNano)],
    ["trace.endTime", micros(traceEnd)],
    ["trace.duration", String(Math.round(core.durationNs / 1000))],
    ["span.spanID", view.spanId],
    ["span.parentSpanID", view.parentSpanId],
    ["span.name", view.name],
    ["span.service", view.service],
    ["span.startTime", micros(view.startUnixNano)],
    ["span.endTime", micros(view.startUnixNano + BigInt(Math.ceil(view.durationNs)))],
    ["span.duration", String(Math.round(view.durationNs / 1000))],
  ]);
}

/** The text of the first attribute with a key that can stand in a link. */
export function textOf(attributes: readonly Attribute[], key: string): string | undefined {
  const found = attributes.find((attribute) => attribute.key === key);
  return found && searchableText(found.value);
}

const subjects: Readonly<Record<AttributeOwner, LinkSubject | undefined>> = {
  span: "span",
  resource: "resource",
  event: "event",
  link: undefined,
  scope: undefined,
};

export interface LinkContext {
  readonly core: TraceCore;
  readonly view: SpanView;
  /** What spans further up have under keys that are not found nearer; nearest first. */
  readonly inherited: ReadonlyMap<string, string>;
  readonly baseUrl: string;
}

/** A function that gives the configured links of an attribute of a span. */
export function linksOfSpan(patterns: LinkPatterns, context: LinkContext) {
  const { core, view, inherited, baseUrl } = context;
  const general = spanParameters(core, view);
  return (
    attribute: Attribute,
    owner: AttributeOwner,
    among: readonly Attribute[],
  ): readonly PatternLink[] => {
    const subject = subjects[owner];
    const value = searchableText(attribute.value);
    if (subject === undefined || value === undefined) return [];
    const parameter = (name: string): string | undefined =>
      general.get(name) ??
      textOf(among, name) ??
      (subject === "resource"
        ? undefined
        : (textOf(view.attributes, name) ??
          textOf(view.resource.attributes, name) ??
          inherited.get(name)));
    return linksFor(patterns, { subject, key: attribute.key, value, parameter, baseUrl });
  };
}
