import { scrollTo, withContent } from "@/canvas/viewport";
import { cssPx } from "@/lib/units";
import type { SpanIndex } from "@/model/indexes";
import { updateViewport } from "@/state/viewport-store";
import { rowHeight } from "@/trace-ui/span-bars";
import { anchorsOf } from "./carry-view";
import { rowFor, rowsFor, sameRows } from "./rows";
import type { Timeline } from "./timeline-commands";

/**
 * Changes which rows there are and keeps what one looks at in its place: the row under the pointer,
 * else the selected or the current one if it is in sight, else the top one; where it is gone, the
 * row that stands for it. Does nothing more before the timeline has a size.
 */
export function holdRows(timeline: Timeline, change: () => void, selected?: SpanIndex): void {
  const { core, view, viewport } = timeline;
  const before = view.getState();
  const [anchor] = anchorsOf(timeline, { selected: selected ?? before.cursor, focused: true });
  change();
  const state = view.getState();
  if (!anchor || sameRows(before, state)) return;
  const height = cssPx(rowsFor(core, state).length * rowHeight);
  const top = rowFor(core, state, anchor.span) * rowHeight - anchor.top;
  updateViewport(viewport, (v) => scrollTo(withContent(v, height), cssPx(top)));
}
