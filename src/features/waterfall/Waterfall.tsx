import {
  Suspense,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  type ReactNode,
  type Ref,
} from "react";
import { useStore } from "zustand";
import { attachGestures } from "@/canvas/gestures";
import { frames } from "@/canvas/frame-scheduler";
import { createSurface, type Surface } from "@/canvas/surface";
import {
  pan,
  pxToNs,
  resize,
  scrollTo,
  withContent,
  withRange,
  zoomAt,
  type Viewport,
} from "@/canvas/viewport";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import { cssPx } from "@/lib/units";
import type { SpanIndex } from "@/model/indexes";
import { setPreferences, usePreferences } from "@/state/preferences-store";
import { updateViewport } from "@/state/viewport-store";
import { rowHeight } from "@/trace-ui/span-bars";
import { useScrollFollow } from "@/trace-ui/use-scroll-follow";
import { Busy } from "@/widgets/Busy";
import { lazyComponent } from "@/widgets/lazy-component";
import { Splitter } from "@/widgets/Splitter";
import { VirtualScroller, type VirtualScrollerHandle } from "@/widgets/VirtualScroller";
import { attachBarTooltip } from "./hover-tooltip";
import type { MenuPlace } from "./RowMenu";
import { foldFacts } from "./row-facts";
import type { RowFold } from "./folds";
import { rowsFor } from "./rows";
import { setMeasure } from "./measure";
import { reveal, type Timeline } from "./timeline-commands";
import type { TimelinePainter } from "@/trace-ui/timeline-painter";
import { createWaterfallPainter } from "./waterfall-painter";
import { rulerHeight } from "./waterfall-scene";
import { WaterfallRows, type WaterfallRowsHandle } from "./WaterfallRows";
import styles from "./Waterfall.module.css";
import { recordZooms } from "./zoom-history";

// Only for who wants the details there.
const { Component: BelowRow } = lazyComponent(async () => (await import("./BelowRow")).BelowRow);

export interface WaterfallProps {
  readonly timeline: Timeline;
  readonly selected: SpanIndex | undefined;
  /** `byKey`: with Enter, not with the pointer. */
  readonly onSelect: (span: SpanIndex, byKey: boolean) => void;
  /** The pointer went down on a row: when it comes up, the row is probably selected. */
  readonly onPress?: ((span: SpanIndex) => void) | undefined;
  /** The window is that of a phone. */
  readonly narrow: boolean;
  /** Kind of work and links of each span, once they are known. */
  readonly marks?: Uint8Array | undefined;
  readonly onMenu?: ((place: MenuPlace) => void) | undefined;
  /** Stands below the row of the selected span, in room that the rows leave. */
  readonly below?: ReactNode;
  /** For giving the focus to the rows. */
  readonly ref?: Ref<WaterfallRowsHandle>;
}

const narrowestNames = 140;
const narrowestTimeline = 96;
/** In a narrower name column rows are indented less, or deep ones would lose their names. */
const roomForGuides = 260;
const smallestShare = 0.1;
/** On a phone a smaller share would leave no room for names. */
const smallestNarrowShare = 0.56;
const largestShare = 0.85;

/** Width of the name column for a share of the whole, in whole pixels; as the style sheet has it. */
export function nameColumnWidth(share: number, width: number): number {
  const most = Math.max(narrowestNames, width - narrowestTimeline);
  return Math.round(Math.max(narrowestNames, Math.min(most, share * width)));
}

/** The timeline of a trace: names in a tree, bars on a canvas, one scroll bar for both. */
export function Waterfall(props: WaterfallProps) {
  const { timeline, selected, onSelect, onPress, narrow, marks, onMenu, below, ref } = props;
  const { core, view, viewport } = timeline;
  const formats = useFormats();
  const words = useMessages().trace.timeline;
  const rowWords = useMessages().rows;
  const least = narrow ? smallestNarrowShare : smallestShare;
  const share = Math.max(
    least,
    usePreferences((preferences) => preferences.nameColumnShare),
  );
  const rowCount = useStore(view, (state) => rowsFor(core, state).length);
  const gapHeight = useStore(viewport, (state) => state.viewport.gap?.height ?? 0);
  const overRows = useRef<HTMLDivElement>(null);
  const stage = useRef<HTMLDivElement>(null);
  const canvases = useRef<HTMLDivElement>(null);
  const tooltip = useRef<HTMLDivElement>(null);
  const scroller = useRef<VirtualScrollerHandle>(null);
  const surface = useRef<Surface>(undefined);
  const painter = useRef<TimelinePainter>(undefined);
  // Gestures and sizes outlast a reading of the trace: they act on the one that is shown.
  const current = useRef(timeline);
  const currentShare = useRef(share);
  const firstSelected = useRef(selected);

  // Sizes are measured and set here and nowhere else; React hears nothing of them.
  const layOut = useCallback(() => {
    const element = stage.current;
    if (!element || element.clientWidth === 0) return;
    // Read before anything is set: else the whole page would be laid out once more, at once.
    const { clientWidth, clientHeight } = element;
    const names = nameColumnWidth(currentShare.current, clientWidth);
    // A property that rows inherit has all of them styled anew, so it does not say a width.
    const share = String(currentShare.current);
    if (element.style.getPropertyValue("--name-share") !== share) {
      element.style.setProperty("--name-share", share);
    }
    element.toggleAttribute("data-narrow-names", names < roomForGuides);
    // To a whole pixel, for sharp bars.
    if (canvases.current) canvases.current.style.insetInlineStart = `${names}px`;
    if (overRows.current) overRows.current.style.inlineSize = `${clientWidth}px`;
    const width = cssPx(Math.max(0, clientWidth - names));
    const height = cssPx(Math.max(0, clientHeight - rulerHeight));
    const before = current.current.viewport.getState().viewport;
    updateViewport(current.current.viewport, (v) => resize(v, width, height));
    surface.current?.resize(width, cssPx(clientHeight));
    painter.current?.invalidate();
    if (before.height === 0 && firstSelected.current !== undefined) {
      reveal(current.current, firstSelected.current);
    }
  }, []);

  useLayoutEffect(() => {
    current.current = timeline;
  }, [timeline]);

  useLayoutEffect(() => {
    updateViewport(viewport, (v) => withContent(v, cssPx(rowCount * rowHeight)));
    scroller.current?.scrollTo(viewport.getState().viewport.scrollTop);
  }, [viewport, rowCount, gapHeight]);

  useLayoutEffect(() => {
    const host = canvases.current;
    const element = stage.current;
    if (!host || !element) return undefined;
    const made = createSurface(host, () => painter.current?.invalidate());
    surface.current = made;
    const observer = new ResizeObserver(() => {
      const isFirst = made.width === 0;
      layOut();
      // In this frame: else the picture would stand beside its rows for one. At first there is none.
      if (!isFirst) frames.flush();
    });
    // It tells the size at once, in the coming frame: to ask for it here would have the page laid out
    // in the midst of this work.
    observer.observe(element);
    return () => {
      observer.disconnect();
      made.dispose();
      surface.current = undefined;
    };
  }, [layOut]);

  // The picture of another reading is drawn over that of the one before, in the same frame.
  useLayoutEffect(() => {
    if (!surface.current) return undefined;
    const root = document.documentElement;
    const foldLabel = (fold: RowFold) => {
      const { count, figures } = foldFacts(fold, rowWords, formats);
      return `×${formats.number(count)}  ${figures}`;
    };
    const made = createWaterfallPainter({
      ...timeline,
      surface: surface.current,
      root,
      formats,
      foldLabel,
    });
    painter.current = made;
    return () => {
      made.dispose();
      painter.current = undefined;
    };
  }, [timeline, formats, rowWords]);

  useLayoutEffect(() => {
    currentShare.current = share;
    if (surface.current && surface.current.width > 0) layOut();
  }, [share, layOut]);

  useScrollFollow(viewport, scroller);

  useEffect(() => recordZooms(viewport), [viewport]);

  useEffect(() => {
    const element = stage.current;
    const host = canvases.current;
    if (!element || !host) return undefined;
    const store = () => current.current.viewport;
    const move = (change: (v: Viewport) => Viewport) => updateViewport(store(), change);
    return attachGestures(element, {
      area: () => {
        const { left, top } = host.getBoundingClientRect();
        const { width, height } = store().getState().viewport;
        return { left, top, width, height: height + rulerHeight, rulerHeight };
      },
      zoom: (x, factor) => move((v) => zoomAt(v, cssPx(x), factor)),
      pan: (dx) => move((v) => pan(v, cssPx(dx))),
      scroll: (dy) => move((v) => scrollTo(v, cssPx(v.scrollTop + dy))),
      hover: (pointer) => store().setState({ pointer }),
      brush: (fromX, toX, phase) => {
        store().setState({ brush: phase === "move" ? { fromX, toX } : undefined });
        if (phase !== "end") return;
        move((v) => withRange(v, pxToNs(v, cssPx(fromX)), pxToNs(v, cssPx(toX))));
      },
      measure: (fromX, toX, phase) => {
        store().setState({ brush: phase === "move" ? { fromX, toX } : undefined });
        if (phase === "end") setMeasure(current.current, fromX, toX);
      },
    });
  }, []);

  useEffect(() => {
    const element = tooltip.current;
    const host = canvases.current;
    if (!element || !host) return undefined;
    const origin = () => host.getBoundingClientRect();
    return attachBarTooltip(timeline, { element, origin, words, rowWords, formats });
  }, [timeline, words, rowWords, formats]);

  const onScroll = useCallback(
    (top: number) => updateViewport(viewport, (v) => scrollTo(v, cssPx(top))),
    [viewport],
  );

  return (
    <div className={styles.waterfall}>
      <VirtualScroller
        ref={scroller}
        contentHeight={rowCount * rowHeight + gapHeight + rulerHeight}
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
              onPress={onPress}
              marks={marks}
              onMenu={onMenu}
            />
          </div>
          <div ref={canvases} className={styles.canvases} />
          <Splitter
            className={styles.splitter}
            label={words.resizeNames}
            value={share * 100}
            min={least * 100}
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
      <div ref={overRows} className={styles.overRows}>
        {below !== undefined && selected !== undefined && (
          <Suspense fallback={<Busy />}>
            <BelowRow timeline={timeline} span={selected}>
              {below}
            </BelowRow>
          </Suspense>
        )}
      </div>
      <div ref={tooltip} className={styles.tooltip} aria-hidden="true" hidden />
    </div>
  );
}
