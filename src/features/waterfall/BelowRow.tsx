import { useEffect, useLayoutEffect, useRef, type FocusEvent, type ReactNode } from "react";
import { useStore } from "zustand";
import { frames } from "@/canvas/frame-scheduler";
import { clamp, gapTop, revealGap, scrollTo, withGap } from "@/canvas/viewport";
import { useMessages } from "@/i18n/I18nProvider";
import { cssPx } from "@/lib/units";
import type { SpanIndex } from "@/model/indexes";
import { setPreferences, usePreferences } from "@/state/preferences-store";
import { updateViewport } from "@/state/viewport-store";
import { rowHeight } from "@/trace-ui/span-bars";
import { Splitter } from "@/widgets/Splitter";
import { rowFor } from "./rows";
import type { Timeline } from "./timeline-commands";
import styles from "./BelowRow.module.css";

interface BelowRowProps {
  readonly timeline: Timeline;
  readonly span: SpanIndex;
  readonly children: ReactNode;
}

const lowest = 120;
/** So much of the rows stays in sight, where there is room for both. */
const rowsLeft = 3 * rowHeight;

/**
 * What belongs to a row, below it: opens a gap between the rows, and moves along with it. Lies over
 * the rows and not among them, so that pointer and wheel do here what they do anywhere.
 */
export function BelowRow({ timeline, span, children }: BelowRowProps) {
  const { core, view, viewport } = timeline;
  const words = useMessages().spanDetail.place;
  const row = useStore(view, (state) => rowFor(core, state, span));
  const wanted = usePreferences((preferences) => preferences.detailBelowPx);
  const room = useStore(viewport, (state) => state.viewport.height);
  const highest = Math.max(lowest, room - rowsLeft);
  const height = Math.min(wanted, highest);
  const area = useRef<HTMLDivElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const opened = useRef<SpanIndex>(undefined);

  useLayoutEffect(() => {
    // Another span's row stays under the pointer that has chosen it.
    const held = opened.current === span ? -1 : row;
    opened.current = span;
    updateViewport(viewport, (v) =>
      withGap(v, { row, height: cssPx(height) }, { held, rowHeight }),
    );
  }, [viewport, span, row, height]);
  useLayoutEffect(
    () => () => updateViewport(viewport, (v) => withGap(v, undefined, { held: -1, rowHeight })),
    [viewport],
  );

  useLayoutEffect(() => {
    const place = () => {
      const top = gapTop(viewport.getState().viewport, rowHeight);
      if (box.current) box.current.style.transform = `translateY(${top ?? 0}px)`;
    };
    place();
    const stop = viewport.subscribe((now, before) => {
      const [a, b] = [now.viewport, before.viewport];
      if (a.scrollTop !== b.scrollTop || a.gap !== b.gap) frames.schedule("dom", place);
    });
    return () => {
      stop();
      frames.cancel("dom", place);
    };
  }, [viewport]);

  // At the ends of what scrolls in here, the wheel moves the rows.
  useEffect(() => {
    const element = area.current;
    if (!element) return undefined;
    const onWheel = (event: WheelEvent) => {
      if (event.ctrlKey || event.shiftKey || event.deltaY === 0) return;
      if (canScroll(event.target, element, event.deltaY)) return;
      event.preventDefault();
      const by = event.deltaMode === 1 ? event.deltaY * 16 : event.deltaY;
      updateViewport(viewport, (v) => scrollTo(v, cssPx(v.scrollTop + by)));
    };
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => element.removeEventListener("wheel", onWheel);
  }, [viewport]);

  const onFocus = (event: FocusEvent) => {
    // Who comes by keyboard has to see where.
    if (event.target.matches(":focus-visible")) {
      updateViewport(viewport, (v) => revealGap(v, rowHeight));
    }
  };
  const resize = (px: number, final: boolean) => {
    if (final) return setPreferences({ detailBelowPx: Math.round(px) });
    if (box.current) box.current.style.height = `${px}px`;
    const gap = { row, height: cssPx(px) };
    updateViewport(viewport, (v) => clamp({ ...v, gap }));
  };

  return (
    <div ref={area} className={styles.area}>
      <div ref={box} className={styles.box} style={{ height }} onFocus={onFocus}>
        <div className={styles.content}>{children}</div>
        <Splitter
          orientation="horizontal"
          label={words.resize}
          value={height}
          min={lowest}
          max={highest}
          step={16}
          pixelsPerUnit={() => 1}
          onChange={resize}
        />
      </div>
    </div>
  );
}

/** Whether something from an element up to a box can be scrolled further this way. */
function canScroll(target: EventTarget | null, box: Element, by: number): boolean {
  for (
    let at = target instanceof Element ? target : null;
    at && at !== box;
    at = at.parentElement
  ) {
    const rest = at.scrollHeight - at.clientHeight;
    const scrolls = rest > 1 && /auto|scroll/.test(getComputedStyle(at).overflowY);
    if (scrolls && (by < 0 ? at.scrollTop > 0 : at.scrollTop < rest - 1)) return true;
  }
  return false;
}
