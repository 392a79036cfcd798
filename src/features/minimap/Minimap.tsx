import { useEffect, useLayoutEffect, useRef, type KeyboardEvent, type PointerEvent } from "react";
import { frames } from "@/canvas/frame-scheduler";
import { pan, reset, isWhole, withRange } from "@/canvas/viewport";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import { cssPx, ns, type Nanoseconds } from "@/lib/units";
import type { TraceCore } from "@/model/trace";
import { updateViewport, type ViewportStore } from "@/state/viewport-store";
import { Button } from "@/widgets/Button";
import { attachMinimapPainter, type MinimapPainter } from "./minimap-painter";
import { moveRangeEnd, rangeKeyTarget, type RangeEnd } from "./range-keys";
import styles from "./Minimap.module.css";

export interface MinimapProps {
  readonly core: TraceCore;
  readonly viewport: ViewportStore;
}

/** Below this the pointer has not chosen a range but a place. */
const clickWidth = 4;

/** The whole trace from afar, with the range in sight: two sliders, or drag to choose another. */
export function Minimap({ core, viewport }: MinimapProps) {
  const words = useMessages().trace;
  const formats = useFormats();
  const track = useRef<HTMLDivElement>(null);
  const picture = useRef<HTMLDivElement>(null);
  const startHandle = useRef<HTMLDivElement>(null);
  const endHandle = useRef<HTMLDivElement>(null);
  const resetButton = useRef<HTMLButtonElement>(null);
  const drag = useRef<{ from: number; end: RangeEnd | "brush" } | undefined>(undefined);

  const painter = useRef<MinimapPainter>(undefined);

  useEffect(() => {
    if (!picture.current) return undefined;
    const attached = attachMinimapPainter(picture.current);
    painter.current = attached;
    return () => attached.dispose();
  }, []);
  useEffect(() => painter.current?.show(core), [core]);

  // The range moves at every frame of a gesture, so it is written into the document by hand.
  useLayoutEffect(() => {
    const place = () => {
      const v = viewport.getState().viewport;
      const share = (time: number) => `${(time / v.limitNs) * 100}%`;
      track.current?.style.setProperty("--start", share(v.startNs));
      track.current?.style.setProperty("--end", share(v.endNs));
      const describe = (handle: HTMLElement | null, time: number, low: number, high: number) => {
        handle?.setAttribute("aria-valuenow", String(Math.round(time)));
        handle?.setAttribute("aria-valuemin", String(Math.round(low)));
        handle?.setAttribute("aria-valuemax", String(Math.round(high)));
        handle?.setAttribute("aria-valuetext", formats.duration(time));
      };
      describe(startHandle.current, v.startNs, 0, v.endNs);
      describe(endHandle.current, v.endNs, v.startNs, v.limitNs);
      resetButton.current?.toggleAttribute("data-idle", isWhole(v));
    };
    place();
    const stop = viewport.subscribe((now, before) => {
      if (now.viewport !== before.viewport) frames.schedule("dom", place);
    });
    return () => {
      stop();
      frames.cancel("dom", place);
    };
  }, [viewport, formats]);

  const timeAt = (event: PointerEvent): Nanoseconds => {
    const box = track.current?.getBoundingClientRect();
    const { limitNs } = viewport.getState().viewport;
    if (!box || box.width === 0) return ns(0);
    return ns(Math.max(0, Math.min(1, (event.clientX - box.left) / box.width)) * limitNs);
  };
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    const handle = (event.target as HTMLElement).dataset["end"];
    track.current?.setPointerCapture(event.pointerId);
    drag.current = {
      from: event.clientX,
      end: handle === "start" || handle === "end" ? handle : "brush",
    };
  };
  const onPointerMove = (event: PointerEvent) => {
    const current = drag.current;
    const box = track.current?.getBoundingClientRect();
    if (!current || !box) return;
    if (current.end !== "brush") {
      const { end } = current;
      updateViewport(viewport, (v) => moveRangeEnd(v, end, timeAt(event)));
      return;
    }
    const left = Math.min(current.from, event.clientX);
    const shown = Math.abs(event.clientX - current.from) >= clickWidth;
    if (track.current && shown) {
      track.current.dataset["brush"] = "";
      track.current.style.setProperty("--brush-left", `${left - box.left}px`);
      track.current.style.setProperty(
        "--brush-width",
        `${Math.abs(event.clientX - current.from)}px`,
      );
    }
  };
  const onPointerUp = (event: PointerEvent) => {
    const current = drag.current;
    const box = track.current?.getBoundingClientRect();
    drag.current = undefined;
    delete track.current?.dataset["brush"];
    if (current?.end !== "brush" || !box || event.type === "pointercancel") return;
    const to = timeAt(event);
    if (Math.abs(event.clientX - current.from) >= clickWidth) {
      const { limitNs } = viewport.getState().viewport;
      const share = Math.max(0, Math.min(1, (current.from - box.left) / box.width));
      updateViewport(viewport, (v) => withRange(v, ns(share * limitNs), to));
    } else {
      // A click brings that time to the middle.
      updateViewport(viewport, (v) => {
        const by = to - (v.startNs + v.endNs) / 2;
        return pan(v, cssPx((by / (v.endNs - v.startNs)) * v.width));
      });
    }
  };
  const onKeyDown = (end: RangeEnd) => (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const to = rangeKeyTarget(event.key, end, viewport.getState().viewport);
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    updateViewport(viewport, (v) => moveRangeEnd(v, end, to));
  };
  const slider = (end: RangeEnd) => ({
    role: "slider",
    tabIndex: 0,
    "data-end": end,
    "aria-label": end === "start" ? words.overview.start : words.overview.end,
    // The true values are written by the effect above, at every frame.
    "aria-valuenow": 0,
    onKeyDown: onKeyDown(end),
  });

  return (
    <div className={styles.minimap} role="group" aria-label={words.overview.label}>
      <div
        ref={track}
        className={styles.track}
        title={words.overview.select}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={onPointerUp}
      >
        <div ref={picture} className={styles.picture} />
        <div className={styles.before} />
        <div className={styles.after} />
        <div className={styles.brush} />
        <div
          ref={startHandle}
          className={`${styles.handle} ${styles.start}`}
          {...slider("start")}
        />
        <div ref={endHandle} className={`${styles.handle} ${styles.end}`} {...slider("end")} />
      </div>
      <Button
        ref={resetButton}
        size="s"
        variant="quiet"
        className={styles.reset}
        onClick={(event) => {
          updateViewport(viewport, reset);
          // The button goes; whoever pressed it by key goes on from the slider.
          if (event.detail === 0) startHandle.current?.focus();
        }}
      >
        {words.timeline.zoomReset}
      </Button>
    </div>
  );
}
