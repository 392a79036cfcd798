import type { DrawList } from "@/canvas/draw-list";
import type { Viewport } from "@/canvas/viewport";
import { coveredTimes } from "@/derive/covered-times";
import { upperBound } from "@/lib/bisect";
import { spanIndex } from "@/model/indexes";
import { SpanFlag } from "@/model/span-table";
import type { TraceCore } from "@/model/trace";
import type { PathColumns, TimelineLook } from "@/state/timeline-look";
import { drawSection, drawSections, forEachInSight, part } from "@/trace-ui/bar-stretches";
import type { CanvasTheme } from "@/trace-ui/canvas-theme";
import { withAlpha, type DrawnBar } from "@/trace-ui/span-bars";
import { rowSections, type PathRows } from "./row-sections";

/** What is left of a bar's colour along its edges where a child was at work. */
const edge = 2;
const gapAlpha = 0.72;

export interface DecorationScene extends Pick<PathRows, "layout" | "isCollapsed"> {
  readonly core: TraceCore;
  readonly viewport: Viewport;
  readonly look: TimelineLook;
}

/** Draws on a bar what the look asks for: self time, gaps, critical path. */
export function decorateBar(
  list: DrawList,
  scene: DecorationScene,
  bar: DrawnBar,
  theme: CanvasTheme,
): void {
  const { look } = scene;
  if (look.selfTime) drawCovered(list, scene, bar, theme);
  if (look.gapNs !== undefined) drawGaps(list, scene, bar, theme);
  if (look.path) drawPath(list, { ...scene, path: look.path }, bar, theme);
}

/**
 * The sections of the critical path that are a row's own, and those of the spans that it stands for.
 * Sections that share a pixel are drawn once.
 */
function drawPath(
  list: DrawList,
  scene: DecorationScene & { readonly path: PathColumns },
  { span, box }: DrawnBar,
  theme: CanvasTheme,
): void {
  const { core, path, viewport, layout, isCollapsed } = scene;
  const at = upperBound(path.onPath, span) - 1;
  if (path.onPath[at] !== span) return;
  const merged = rowSections({ spans: core.spans, path, layout, isCollapsed }, span);
  if (merged) return drawSections(list, viewport, box, { times: merged, theme });
  const sections = path.own.subarray(path.ownOffset[at], path.ownOffset[at + 1]);
  const endOf = (i: number): number => path.endNs[sections[i] ?? 0] ?? 0;
  forEachInSight(viewport, sections.length, endOf, (i) => {
    const section = sections[i] ?? 0;
    const start = path.startNs[section] ?? 0;
    drawSection(list, viewport, box, { start, end: path.endNs[section] ?? 0, theme });
    return start;
  });
}

/** Where children were at work, only the edges of a bar are left. */
function drawCovered(
  list: DrawList,
  { core, viewport }: DecorationScene,
  { span, box }: DrawnBar,
  theme: CanvasTheme,
): void {
  const covered = coveredOf(core, span);
  const isError = ((core.spans.flags[span] ?? 0) & SpanFlag.Error) !== 0;
  const h = box.h - 2 * edge - (isError ? 5 : 0);
  forEachInSight(
    viewport,
    covered.length / 2,
    (i) => covered[2 * i + 1] ?? 0,
    (i) => {
      const start = covered[2 * i] ?? 0;
      const shown = part(viewport, box, start, covered[2 * i + 1] ?? 0);
      if (shown) list.rect(shown.x, box.y + edge, { w: shown.w, h }, withAlpha(theme.bg, gapAlpha));
      return start;
    },
  );
}

/** Long stretches of a parent during which none of its children was at work. */
function drawGaps(
  list: DrawList,
  { core, viewport, look }: DecorationScene,
  { span, box }: DrawnBar,
  theme: CanvasTheme,
): void {
  const covered = coveredOf(core, span);
  if (covered.length === 0) return;
  const start = core.spans.startNs[span] ?? 0;
  const end = start + (core.spans.durationNs[span] ?? 0);
  const count = covered.length / 2 + 1;
  const from = (i: number): number => (i === 0 ? start : (covered[2 * i - 1] ?? end));
  const to = (i: number): number => (i === count - 1 ? end : (covered[2 * i] ?? end));
  forEachInSight(viewport, count, to, (i) => {
    const shown = part(viewport, box, from(i), to(i));
    if (shown && to(i) - from(i) > (look.gapNs ?? 0)) {
      const y = box.y + box.h / 2;
      // Dashes of 3 pixels; no more of them than the area is wide.
      for (let x = shown.x + 2; x + 3 < shown.x + shown.w; x += 6) {
        list.rect(x, y - 1, { w: 3, h: 2 }, theme.bg);
      }
    }
    return from(i);
  });
}

/** Spans whose covered times are remembered: those in sight, and the ones scrolled past. */
const remembered = 400;
const known = new WeakMap<TraceCore, Map<number, Float64Array>>();

function coveredOf(core: TraceCore, span: number): Float64Array {
  let ofCore = known.get(core);
  if (!ofCore) known.set(core, (ofCore = new Map()));
  let covered = ofCore.get(span);
  if (!covered) {
    if (ofCore.size >= remembered) ofCore.clear();
    covered = coveredTimes(core.spans, spanIndex(span));
    ofCore.set(span, covered);
  }
  return covered;
}
