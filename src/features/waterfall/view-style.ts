import type { Viewport } from "@/canvas/viewport";
import type { TraceCore } from "@/model/trace";
import type { TraceViewStore } from "@/state/trace-view-store";
import { withBarColors } from "@/trace-ui/bar-colors";
import { decorateBar } from "./bar-decoration";
import { drawFold } from "./fold-bars";
import { closedFoldAt, type RowFold } from "./folds";
import type { WaterfallStyle } from "./waterfall-scene";

/** A style, and what is written beside the bar of equal spans. */
export interface PlainStyle extends WaterfallStyle {
  readonly foldLabel: (fold: RowFold) => string;
}

/** A style with what a view adds to the bars, as it is now. */
export function viewStyle(
  of: { readonly core: TraceCore; readonly view: TraceViewStore; readonly viewport: Viewport },
  style: PlainStyle,
): WaterfallStyle {
  const { core, view, viewport } = of;
  const { look, layout, collapsed, opened } = view.getState();
  const { context } = layout;
  const isPlain = look.path === undefined && !look.selfTime && look.gapNs === undefined;
  const isCollapsed = (span: number) => collapsed.has(span);
  const decoration = { core, viewport, look, layout, isCollapsed };
  const plain = {
    ...style,
    theme: look.colors ? withBarColors(style.theme) : style.theme,
    colorOfSpan: look.colors,
    clock: look.clock && { epochUnixNano: core.epochUnixNano, zone: look.clock },
  };
  return {
    ...plain,
    isPale: context && ((span) => context.has(span)),
    drawRow:
      layout.folds &&
      ((list, { span, row }) => {
        const fold = closedFoldAt({ layout, opened }, span);
        if (fold) drawFold(list, decoration, { fold, span, row }, plain);
        return fold !== undefined;
      }),
    decorate: isPlain ? undefined : (list, bar) => decorateBar(list, decoration, bar, style.theme),
  };
}
