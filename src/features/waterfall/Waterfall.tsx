import { useCallback, useEffect, useLayoutEffect, useRef, type Ref } from "react";
import { useStore } from "zustand";
import { attachGestures } from "@/canvas/gestures";
import { createSurface, type Surface } from "@/canvas/surface";
import { pan, pxToNs, resize, scrollTo, withContent, withRange, zoomAt } from "@/canvas/viewport";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import { cssPx } from "@/lib/units";
import type { SpanIndex } from "@/model/indexes";
import { setPreferences, usePreferences } from "@/state/preferences-store";
import { updateViewport } from "@/state/viewport-store";
import { rowHeight } from "@/trace-ui/span-bars";
import { Splitter } from "@/widgets/Splitter";
import { VirtualScroller, type VirtualScrollerHandle } from "@/widgets/VirtualScroller";
import { attachHoverTooltip } from "./hover-tooltip";
import { rowsFor } from "./rows";
import { reveal, type Timeline } from "./timeline-commands";
import { createWaterfallPainter, type WaterfallPainter } from "./waterfall-painter";
import { rulerHeight } from "./waterfall-scene";
import { WaterfallRows, type WaterfallRowsHandle } from "./WaterfallRows";
import styles from "./Waterfall.module.css";

export interface WaterfallProps {
  readonly timeline: Timeline;
  readonly selected: SpanIndex | undefined;
  /** `byKey`: with Enter, not with the pointer. */
  readonly onSelect: (span: SpanIndex, byKey: boolean) => void;
  /** For giving the focus to the rows. */
  readonly ref?: Ref<WaterfallRowsHandle>;
}

const narrowestNames = 140;
const narrowestTimeline = 96;
const smallestShare = 0.1;
const largestShare = 0.85;

/** Width of the name column for a share of the whole, in whole pixels. */
export function nameColumnWidth(share: number, width: number): number {
  const most = Math.max(narrowestNames, width - narrowestTimeline);
  return Math.round(Math.max(narrowestNames, Math.min(most, share * width)));
}

/** The timeline of a trace: names in a tree, bars on a canvas, one scroll bar for both. */
export function Waterfall({ timeline, selected, onSelect, ref }: WaterfallProps) {
  const { core, view, viewport } = timeline;
  const formats = useFormats();
  const words = useMessages().trace.timeline;
  const share = usePreferences((preferences) => preferences.nameColumnShare);
  const collapsed = useStore(view, (state) => state.collapsed);
  const rowCount = rowsFor(core, collapsed).length;
  const stage = useRef<HTMLDivElement>(null);
  const canvases = useRef<HTMLDivElement>(null);
  const tooltip = useRef<HTMLDivElement>(null);
  const scroller = useRef<VirtualScrollerHandle>(null);
  const painted = useRef<{ surface: Surface; painter: WaterfallPainter } | undefined>(undefined);
  const currentShare = useRef(share);
  const firstSelected = useRef(selected);

  // Sizes are measured and set here and nowhere else; React hears nothing of them.
  const layOut = useCallback(() => {
    const element = stage.current;
    if (!element || element.clientWidth === 0) return;
    const names = nameColumnWidth(currentShare.current, element.clientWidth);
    element.style.setProperty("--name-width", `${names}px`);
    const width = cssPx(Math.max(0, element.clientWidth - names));
    const height = cssPx(Math.max(0, element.clientHeight - rulerHeight));
    const before = viewport.getState().viewport;
    updateViewport(viewport, (v) => resize(v, width, height));
    painted.current?.surface.resize(width, cssPx(element.clientHeight));
    painted.current?.painter.invalidate();
    if (before.height === 0 && firstSelected.current !== undefined) {
      reveal(timeline, firstSelected.current);
    }
  }, [timeline, viewport]);

  useLayoutEffect(() => {
    updateViewport(viewport, (v) => withContent(v, cssPx(rowCount * rowHeight)));
    scroller.current?.scrollTo(viewport.getState().viewport.scrollTop);
  }, [viewport, rowCount]);

  useLayoutEffect(() => {
    const host = canvases.current;
    const element = stage.current;
    if (!host || !element) return undefined;
    const root = host.ownerDocument.documentElement;
    const surface = createSurface(host, () => painted.current?.painter.invalidate());
    const painter = createWaterfallPainter({ ...timeline, surface, root, formats });
    painted.current = { surface, painter };
    const observer = new ResizeObserver(layOut);
    observer.observe(element);
    layOut();
    return () => {
      observer.disconnect();
      painter.dispose();
      surface.dispose();
      painted.current = undefined;
    };
  }, [timeline, formats, layOut]);

  useLayoutEffect(() => {
    currentShare.current = share;
    layOut();
  }, [share, layOut]);

  useEffect(
    () =>
      viewport.subscribe((now, before) => {
        if (now.viewport.scrollTop !== before.viewport.scrollTop) {
          scroller.current?.scrollTo(now.viewport.scrollTop);
        }
      }),
    [viewport],
  );

  useEffect(() => {
    const element = stage.current;
    const host = canvases.current;
    if (!element || !host) return undefined;
    return attachGestures(element, {
      area: () => {
        const { left, top } = host.getBoundingClientRect();
        const { width, height } = viewport.getState().viewport;
        return { left, top, width, height: height + rulerHeight, rulerHeight };
      },
      zoom: (x, factor) => updateViewport(viewport, (v) => zoomAt(v, cssPx(x), factor)),
      pan: (dx) => updateViewport(viewport, (v) => pan(v, cssPx(dx))),
      scroll: (dy) => updateViewport(viewport, (v) => scrollTo(v, cssPx(v.scrollTop + dy))),
      hover: (pointer) => viewport.setState({ pointer }),
      brush: (fromX, toX, phase) => {
        viewport.setState({ brush: phase === "move" ? { fromX, toX } : undefined });
        if (phase !== "end") return;
        updateViewport(viewport, (v) =>
          withRange(v, pxToNs(v, cssPx(fromX)), pxToNs(v, cssPx(toX))),
        );
      },
    });
  }, [viewport]);

  useEffect(() => {
    const element = tooltip.current;
    const host = canvases.current;
    if (!element || !host) return undefined;
    const origin = () => host.getBoundingClientRect();
    return attachHoverTooltip(timeline, { element, origin, words, formats });
  }, [timeline, words, formats]);

  const onScroll = useCallback(
    (top: number) => updateViewport(viewport, (v) => scrollTo(v, cssPx(top))),
    [viewport],
  );

  return (
    <div className={styles.waterfall}>
      <VirtualScroller
        ref={scroller}
        contentHeight={rowCount * rowHeight + rulerHeight}
        onScroll={onScroll}
      >
        <div ref={stage} className={styles.stage}>
          <div className={styles.head}>{words.nameColumn}</div>
          <div className={styles.body}>
            <WaterfallRows
              {...(ref === undefined ? {} : { ref })}
              timeline={timeline}
              selected={selected}
              onSelect={onSelect}
            />
          </div>
          <div ref={canvases} className={styles.canvases} />
          <Splitter
            className={styles.splitter}
            label={words.resizeNames}
            value={share * 100}
            min={smallestShare * 100}
            max={largestShare * 100}
            step={2}
            valueText={formats.percent(Math.round(share * 100) / 100)}
            pixelsPerUnit={() => (stage.current?.clientWidth ?? 100) / 100}
            onChange={(value, final) => {
              currentShare.current = value / 100;
              if (final) setPreferences({ nameColumnShare: value / 100 });
              else layOut();
            }}
          />
        </div>
      </VirtualScroller>
      <div ref={tooltip} className={styles.tooltip} aria-hidden="true" hidden />
    </div>
  );
}
