import { errorsBelow } from "@/derive/error-prefix";
import { hasChildren } from "@/derive/visible-rows";
import type { Catalogue } from "@/i18n/catalogue";
import type { Formats } from "@/i18n/formats";
import type { SpanIndex } from "@/model/indexes";
import { spanName, spanService } from "@/model/span-search";
import { SpanFlag } from "@/model/span-table";
import type { TraceCore } from "@/model/trace";
import { shortText } from "@/trace-ui/short-text";

type Words = Catalogue["trace"]["timeline"];

/** What a row says of its span; made for the rows on the screen only. */
export interface RowFacts {
  readonly service: string;
  readonly name: string;
  readonly duration: string;
  readonly depth: number;
  readonly expandable: boolean;
  readonly error: boolean;
  readonly orphan: boolean;
  readonly warning: boolean;
  /** Spans that a collapsed row hides, and the errors among them. */
  readonly hidden: number;
  readonly hiddenErrors: number;
}

/** Service and span name of a span, fit for one line. */
export function spanTitle(
  core: TraceCore,
  span: SpanIndex,
  words: Words,
): { readonly service: string; readonly name: string } {
  const service = spanService(core, span);
  const name = spanName(core, span);
  return {
    service: service === "" ? words.unknownService : shortText(service),
    name: name === "" ? words.noName : shortText(name),
  };
}

export function rowFacts(
  source: { readonly core: TraceCore; readonly errors: Uint32Array; readonly words: Words },
  span: SpanIndex,
  collapsed: boolean,
  formats: Pick<Formats, "duration">,
): RowFacts {
  const { core, errors, words } = source;
  const { spans } = core;
  const flags = spans.flags[span] ?? 0;
  return {
    ...spanTitle(core, span, words),
    duration: formats.duration(spans.durationNs[span] ?? 0),
    depth: spans.depth[span] ?? 0,
    expandable: hasChildren(spans, span),
    error: (flags & SpanFlag.Error) !== 0,
    orphan: (flags & SpanFlag.Orphan) !== 0,
    // A missing parent is a warning too, and has a mark of its own.
    warning: (flags & SpanFlag.Warning) !== 0 && (flags & SpanFlag.Orphan) === 0,
    hidden: collapsed ? (spans.subtreeEnd[span] ?? 0) - span - 1 : 0,
    hiddenErrors: collapsed ? errorsBelow(errors, spans, span) : 0,
  };
}

/** A row in words, for those who do not see it: starts with "service: span name". */
export function rowLabel(facts: RowFacts, words: Words): string {
  const notes: string[] = [];
  if (facts.error) notes.push(words.error);
  if (facts.orphan) notes.push(words.orphan);
  if (facts.warning) notes.push(words.warning);
  if (facts.hidden > 0) notes.push(words.hidden(facts.hidden));
  if (facts.hiddenErrors > 0) notes.push(words.hiddenErrors(facts.hiddenErrors));
  return words.row({ ...facts, notes });
}
