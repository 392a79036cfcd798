import type { DrawList } from "@/canvas/draw-list";
import type { Viewport } from "@/canvas/viewport";
import type { TraceCore } from "@/model/trace";
import type { TimelineLook } from "@/state/timeline-look";
import { drawSections, forEachStretch, part } from "@/trace-ui/bar-stretches";
import {
  drawDuration,
  drawPointer,
  narrowestBar,
  timeBox,
  withAlpha,
  type SpanBarsStyle,
} from "@/trace-ui/span-bars";
import { foldBusy, foldTime, type RowFold } from "./folds";
import { foldSections, type PathRows } from "./row-sections";

/** What is left of a bar's colour between the spans that it stands for. */
const bandAlpha = 0.25;

export interface FoldScene extends Pick<PathRows, "layout" | "isCollapsed"> {
  readonly core: TraceCore;
  readonly viewport: Viewport;
  readonly look: TimelineLook;
}

/**
 * The bar of equal spans that share a row: a pale band from the first to the last of them, full
 * where at least one was at work, with their figures in place of a duration. Costs what is in
 * sight, not what it stands for.
 */
export function drawFold(
  list: DrawList,
  scene: FoldScene,
  at: { readonly fold: RowFold; readonly span: number; readonly row: number },
  style: SpanBarsStyle & { readonly foldLabel: (fold: RowFold) => string },
): void {
  const { core, viewport, look } = scene;
  const { fold, span, row } = at;
  const text = style.foldLabel(fold);
  const box = timeBox(viewport, foldTime(fold), row);
  if (typeof box === "number") {
    drawPointer(list, { viewport, row, side: box }, text, style);
    return;
  }
  const step =
    style.colorOfSpan?.[span] ?? style.colorOfResource[core.spans.resource[span] ?? 0] ?? 0;
  const color = style.theme.service[step] ?? "";
  const hasErrors = (fold.folds.errorCount[fold.fold] ?? 0) > 0;
  const h = hasErrors ? box.h - 5 : box.h;
  list.rect(box.x, box.y, { w: box.w, h }, withAlpha(color, bandAlpha));
  forEachStretch(viewport, foldBusy(fold), (start, end) => {
    const shown = part(viewport, box, start, end);
    if (shown) list.rect(shown.x, box.y, { w: Math.max(narrowestBar / 2, shown.w), h }, color);
  });
  if (hasErrors) {
    list.rect(box.x, box.y + box.h - 4, { w: box.w, h: 4 }, withAlpha(style.theme.error, 0.55));
  }
  if (look.path) {
    const { layout, isCollapsed } = scene;
    const of = { spans: core.spans, path: look.path, layout, isCollapsed };
    const times = foldSections(of, fold);
    drawSections(list, viewport, box, { times, theme: style.theme });
  }
  drawDuration(list, { box, width: viewport.width, step }, text, style);
}
