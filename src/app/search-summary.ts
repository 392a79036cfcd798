import type { Formats } from "@/i18n/formats";
import type { SearchQuery } from "@/model/search-query";
import { insertedText } from "@/widgets/visible-text";

/** What a search asks for, on one line: service, span name, attributes, durations. */
export function searchSummary(query: SearchQuery, allServices: string, formats: Formats): string {
  const { service, operation, attributes, minDurationNs, maxDurationNs } = query;
  const parts = [
    service === undefined ? allServices : insertedText(service),
    ...(operation === undefined ? [] : [insertedText(operation)]),
    ...Object.entries(attributes).map(([key, value]) => insertedText(`${key}=${value}`)),
    ...(minDurationNs === undefined ? [] : [`≥ ${formats.duration(minDurationNs)}`]),
    ...(maxDurationNs === undefined ? [] : [`≤ ${formats.duration(maxDurationNs)}`]),
  ];
  const span = (query.endUnixMicro - query.startUnixMicro) * 1000;
  return [...parts, formats.duration(span)].join(" · ");
}
