import { frames } from "@/canvas/frame-scheduler";
import type { Formats } from "@/i18n/formats";
import type { Catalogue } from "@/i18n/catalogue";
import { selfTimeOf } from "@/derive/self-time";
import type { SpanIndex } from "@/model/indexes";
import { SpanFlag } from "@/model/span-table";
import { rowsFor } from "./rows";
import { closedFoldAt } from "./folds";
import { foldFacts, spanTitle } from "./row-facts";
import type { Timeline } from "./timeline-commands";
import { hitWaterfall } from "./waterfall-hit";
import { rulerHeight } from "./waterfall-scene";

/** The pointer has rested on a bar for so long before it is described. */
const restMs = 350;
const distance = 14;

export interface TooltipOptions {
  /** Fixed to the window; empty and hidden to begin with. */
  readonly element: HTMLElement;
  /** Where the timeline's point (0, 0) is in the window. */
  readonly origin: () => { readonly left: number; readonly top: number };
  readonly words: Catalogue["trace"]["timeline"];
  readonly rowWords: Catalogue["rows"];
  readonly formats: Formats;
}

/**
 * Describes the bar under the pointer, once the pointer rests on it. Written straight into the
 * document, because React must not work while the pointer moves. It repeats what the row and the
 * details say, so it is not for assistive technology, and it takes no pointer events.
 */
export function attachHoverTooltip(timeline: Timeline, options: TooltipOptions): () => void {
  const { core, view, viewport } = timeline;
  const { element, origin, words, rowWords, formats } = options;
  let shown: SpanIndex | undefined;
  let wanted: SpanIndex | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const hide = () => {
    shown = undefined;
    element.hidden = true;
  };
  const line = (text: string, className: string) => {
    const div = document.createElement("div");
    div.className = className;
    div.textContent = text;
    return div;
  };
  const fill = (span: SpanIndex) => {
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
      words.tooltip.start(formats.duration(spans.startNs[span] ?? 0)),
    ];
    if (((spans.flags[span] ?? 0) & SpanFlag.Error) !== 0)
      element.append(line(words.error, "error"));
    element.append(line(figures.join(" · "), "figures"));
  };
  const place = () => {
    const { pointer } = viewport.getState();
    if (shown === undefined || !pointer) return;
    const { left, top } = origin();
    const width = element.offsetWidth;
    const height = element.offsetHeight;
    const x = Math.max(4, Math.min(left + pointer.x + distance, innerWidth - width - 4));
    const below = top + pointer.y + distance;
    const y = below + height > innerHeight - 4 ? top + pointer.y - distance - height : below;
    element.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
  };
  const show = () => {
    shown = wanted;
    if (shown === undefined) return;
    fill(shown);
    element.hidden = false;
    place();
  };

  const follow = () => {
    const { pointer, brush, viewport: v } = viewport.getState();
    const state = view.getState();
    const rows = rowsFor(core, state);
    const foldAt = (span: number) => closedFoldAt(state, span);
    const hit =
      pointer && !brush
        ? hitWaterfall({ core, viewport: v, rows, foldAt }, pointer.x, pointer.y - rulerHeight)
        : undefined;
    const next = hit?.onBar ? hit.span : undefined;
    if (next === wanted) return place();
    wanted = next;
    clearTimeout(timer);
    if (next === undefined) return hide();
    // From one bar to the next there is no second wait.
    if (shown === undefined) timer = setTimeout(show, restMs);
    else show();
  };
  const stop = viewport.subscribe(() => frames.schedule("dom", follow));
  return () => {
    stop();
    clearTimeout(timer);
    frames.cancel("dom", follow);
    hide();
  };
}
