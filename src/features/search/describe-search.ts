import type { FirstCatalogue } from "@/i18n/catalogue";
import { parseAttributeText, formatAttributeText } from "@/lib/logfmt";
import { parseRawParams } from "@/state/raw-params";
import { parseSearchParams } from "@/state/search-params";
import { shortText } from "@/trace-ui/short-text";
import { lookbackWords } from "./search-words";

/** A stored search in one line: what is looked for, in the order of the form. */
export function describeSearch(query: string, messages: FirstCatalogue): string {
  const params = parseSearchParams(parseRawParams(query));
  const { form } = messages.search;
  const read = parseAttributeText(params.tags ?? "");
  const { minDuration, maxDuration } = params;
  const parts = [
    params.service ?? form.allServices,
    params.operation,
    "attributes" in read ? formatAttributeText(read.attributes) : params.tags,
    minDuration && `≥ ${minDuration}`,
    maxDuration && `≤ ${maxDuration}`,
    params.lookback && lookbackWords(params.lookback, messages),
  ];
  return shortText(parts.filter(Boolean).join(" · "), 160);
}
