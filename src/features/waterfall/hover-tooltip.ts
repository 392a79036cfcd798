import type { Formats } from "@/i18n/formats";
import type { Catalogue } from "@/i18n/catalogue";
import { selfTimeOf } from "@/derive/self-time";
import { SpanFlag } from "@/model/span-table";
import { attachHoverTooltip, tooltipLine as line } from "@/trace-ui/hover-tooltip";
import { rowsFor } from "./rows";
import { closedFoldAt } from "./folds";
import { foldFacts, spanTitle } from "./row-facts";
import { moment } from "./moment";
import type { Timeline } from "./timeline-commands";
import { hitWaterfall, type WaterfallHit } from "./waterfall-hit";
import { rulerHeight } from "./waterfall-scene";

export interface TooltipOptions {
  /** Fixed to the window; empty and hidden to begin with. */
  readonly element: HTMLElement;
  /** Where the timeline's point (0, 0) is in the window. */
  readonly origin: () => { readonly left: number; readonly top: number };
  readonly words: Catalogue["trace"]["timeline"];
  readonly rowWords: Catalogue["rows"];
  readonly formats: Formats;
}

/** Describes the bar of the timeline that the pointer rests on. */
export function attachBarTooltip(timeline: Timeline, options: TooltipOptions): () => void {
  const { core, view, viewport } = timeline;
  const { element, origin, words, rowWords, formats } = options;
  const describe = ({ span, events }: WaterfallHit) => {
    const { service, name } = spanTitle(core, span, words);
    const { spans } = core;
    element.replaceChildren(line(service, "service"), line(name, "name"));
    const fold = closedFoldAt(view.getState(), span);
    if (fold) {
      const facts = foldFacts(fold, rowWords, formats);
      if (facts.errors > 0) element.append(line(rowWords.repeats.errors(facts.errors), "error"));
      element.append(line(rowWords.repeats.members(facts.count), "figures"));
      element.append(line(facts.figures, "figures"));
      return;
    }
    const figures = [
      formats.duration(spans.durationNs[span] ?? 0),
      words.tooltip.self(formats.duration(selfTimeOf(spans, span))),
      words.tooltip.start(moment(timeline, spans.startNs[span] ?? 0, formats)),
    ];
    if (((spans.flags[span] ?? 0) & SpanFlag.Error) !== 0)
      element.append(line(words.error, "error"));
    element.append(line(figures.join(" · "), "figures"));
    if (events) {
      const [from, to] = events;
      const time = moment(timeline, core.eventTimeNs[from] ?? 0, formats);
      element.append(line(words.tooltip.events(to - from, time), "figures"));
    }
  };
  const barAt = (point: { readonly x: number; readonly y: number }) => {
    const state = view.getState();
    const foldAt = (span: number) => closedFoldAt(state, span);
    const scene = {
      core,
      viewport: viewport.getState().viewport,
      rows: rowsFor(core, state),
      foldAt,
    };
    const hit = hitWaterfall(scene, point.x, point.y - rulerHeight);
    return hit?.onBar ? hit : undefined;
  };
  return attachHoverTooltip({ viewport, element, origin, barAt, isSame, describe });
}

/** What is said of the two is the same. */
const isSame = (a: WaterfallHit, b: WaterfallHit): boolean =>
  a.span === b.span && a.events?.[0] === b.events?.[0] && a.events?.[1] === b.events?.[1];
