import {
  eventIndex,
  linkIndex,
  spanIndex,
  type EventIndex,
  type LinkIndex,
  type SpanIndex,
} from "./indexes";
import { issuesOf } from "./issue-table";
import { linkRelations } from "./link-table";
import { readAttributes } from "./read-value";
import { sparseValue, sparseValues } from "./sparse-column";
import { spanKeyText } from "./span-key";
import { spanIdText } from "./span-search";
import type { SpanKind, StatusCode } from "./span-table";
import type {
  ResourceView,
  ScopeView,
  SpanEventView,
  SpanIssue,
  SpanLinkView,
  SpanView,
} from "./span-view";
import type { Trace } from "./trace";

/** Everything that was recorded of one span. Throws a RangeError for a row that is not there. */
export function readSpan(trace: Trace, index: SpanIndex): SpanView {
  const { spans, strings } = trace;
  if (!(index >= 0 && index < spans.length)) {
    throw new RangeError(`Span ${index} of ${spans.length}`);
  }
  const issues = issuesOf(trace.issues, index, strings);
  const resource = readResource(trace, spans.resource[index]!);
  const startNs = spans.startNs[index]!;
  const warnings = Array.from(sparseValues(trace.spanWarnings, index), (id) => strings.text(id));
  return {
    index,
    traceId: trace.traceId,
    spanId: spanIdText(trace, index),
    parentSpanId: parentSpanId(trace, index, issues),
    service: resource.service,
    name: trace.names[spans.name[index]!] ?? "",
    kind: spans.kind[index]! as SpanKind,
    status: {
      code: spans.statusCode[index]! as StatusCode,
      message: strings.text(spans.statusMessage[index]!),
    },
    startUnixNano: trace.epochUnixNano + BigInt(startNs),
    startNs,
    durationNs: spans.durationNs[index]!,
    traceFlags: sparseValue(trace.traceFlags, index, undefined),
    traceState: strings.text(sparseValue(trace.traceState, index, 0)),
    attributes: readAttributes(trace.attributes, index, strings),
    droppedAttributesCount: sparseValue(trace.droppedAttributesCount, index, 0),
    events: range(spans.eventOffset, index, (row) => readEvent(trace, eventIndex(row))),
    droppedEventsCount: sparseValue(trace.droppedEventsCount, index, 0),
    links: range(spans.linkOffset, index, (row) => readLink(trace, linkIndex(row))),
    droppedLinksCount: sparseValue(trace.droppedLinksCount, index, 0),
    resource,
    scope: readScope(trace, spans.scope[index]!),
    issues,
    warnings,
    unknownFields: strings.text(sparseValue(trace.unknownFields, index, 0)),
  };
}

/**
 * The parent id as the source has it. It is that of the parent's row, unless the row is not where
 * the source says; then the repair that moved it keeps the id.
 */
function parentSpanId(trace: Trace, index: SpanIndex, issues: readonly SpanIssue[]): string {
  for (const issue of issues) {
    switch (issue.code) {
      case "parent-missing":
      case "cycle-cut":
      case "self-parent":
      case "shared-span-id-split":
        return issue.detail;
      default:
    }
  }
  const parent = trace.spans.parent[index]!;
  return parent < 0 ? "" : spanIdText(trace, spanIndex(parent));
}

function readEvent(trace: Trace, event: EventIndex): SpanEventView {
  const { events, strings } = trace;
  const timeNs = events.timeNs[event]!;
  return {
    name: strings.text(events.name[event]!),
    timeUnixNano: trace.epochUnixNano + BigInt(timeNs),
    timeNs,
    attributes: readAttributes(events.attributes, event, strings),
    droppedAttributesCount: sparseValue(events.droppedAttributesCount, event, 0),
  };
}

function readLink(trace: Trace, link: LinkIndex): SpanLinkView {
  const { links, strings } = trace;
  return {
    relation: linkRelations[links.relation[link]!] ?? "link",
    traceId: strings.text(links.traceId[link]!),
    spanId: links.oddSpanIds.get(link) ?? spanKeyText(links.spanIdHi[link]!, links.spanIdLo[link]!),
    traceState: strings.text(sparseValue(links.traceState, link, 0)),
    traceFlags: sparseValue(links.traceFlags, link, undefined),
    attributes: readAttributes(links.attributes, link, strings),
    droppedAttributesCount: sparseValue(links.droppedAttributesCount, link, 0),
    target: links.target[link]!,
  };
}

function readResource(trace: Trace, row: number): ResourceView {
  const { resources, strings } = trace;
  return {
    service: strings.text(resources.service[row]!),
    attributes: readAttributes(resources.attributes, row, strings),
    droppedAttributesCount: resources.droppedAttributesCount[row]!,
    schemaUrl: strings.text(resources.schemaUrl[row]!),
  };
}

function readScope(trace: Trace, row: number): ScopeView {
  const { scopes, strings } = trace;
  return {
    name: strings.text(scopes.name[row]!),
    version: strings.text(scopes.version[row]!),
    attributes: readAttributes(scopes.attributes, row, strings),
    droppedAttributesCount: scopes.droppedAttributesCount[row]!,
    schemaUrl: strings.text(scopes.schemaUrl[row]!),
  };
}

function range<T>(offset: Uint32Array, index: SpanIndex, read: (row: number) => T): T[] {
  const items: T[] = [];
  for (let row = offset[index]!; row < offset[index + 1]!; row += 1) items.push(read(row));
  return items;
}
