import type { Catalogue } from "@/i18n/catalogue";
import type { TraceCore } from "@/model/trace";

/** Service and name of a trace's first span, or words for what it lacks. */
export function traceName({ summary }: TraceCore, words: Catalogue["compare"]["grid"]): string {
  const { rootService, rootName } = summary;
  return words.spanWithService(rootService || words.unknownService, rootName || words.noName);
}
