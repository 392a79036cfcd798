import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { VirtualScroller, type VirtualScrollerHandle } from "@/widgets/VirtualScroller";
import styles from "./FlameChart.module.css";
import { createFlamePainter, type FlamePainter, type FlamePicture } from "./flame-painter";
import { levelCount, levelHeight } from "./flame-scene";

interface FlameChartProps extends FlamePicture {
  /** A node was clicked. */
  readonly onPick: (node: number) => void;
}

/** The chart takes what its levels need, up to this share of the view; see the style sheet. */
const leastLevels = 4;
const pointerDistance = 14;

/**
 * The picture of a flame graph, for the pointer. Everything in it is in the table of call paths
 * too, so it is hidden from assistive technology, and has no keys of its own.
 */
export function FlameChart({ model, zoom, current, isPale, onPick }: FlameChartProps) {
  const host = useRef<HTMLDivElement>(null);
  const tooltip = useRef<HTMLDivElement>(null);
  const scroller = useRef<VirtualScrollerHandle>(null);
  const painter = useRef<FlamePainter>(undefined);
  const top = useRef(0);
  const latest = useRef({ model, onPick });
  useLayoutEffect(() => {
    latest.current = { model, onPick };
  }, [model, onPick]);
  const [initial] = useState<FlamePicture>({ model, zoom, current, isPale });

  const place = () => {
    const element = host.current;
    if (element) painter.current?.place(top.current, element.clientWidth, element.clientHeight);
  };
  useLayoutEffect(() => {
    const element = host.current;
    const note = tooltip.current;
    if (!element || !note) return undefined;
    const made = createFlamePainter(element, initial, (node) => {
      note.hidden = node < 0;
      if (node < 0) return;
      const { model: shown } = latest.current;
      note.replaceChildren(
        line(`${shown.service(node)}: ${shown.name(node)}`),
        line(shown.facts(node).join(" · ")),
      );
      element.style.cursor = "pointer";
    });
    painter.current = made;
    const observer = new ResizeObserver(place);
    observer.observe(element);
    place();
    const listeners = new AbortController();
    const { signal } = listeners;
    const local = (event: MouseEvent) => {
      const { left, top: upper } = element.getBoundingClientRect();
      return { x: event.clientX - left, y: event.clientY - upper };
    };
    element.addEventListener(
      "pointermove",
      (event) => {
        if (event.pointerType === "touch") return;
        made.point(local(event));
        const x = Math.min(
          event.clientX + pointerDistance,
          innerWidth - note.offsetWidth - pointerDistance,
        );
        const below = event.clientY + pointerDistance;
        const y =
          below + note.offsetHeight > innerHeight
            ? event.clientY - pointerDistance - note.offsetHeight
            : below;
        note.style.transform = `translate(${Math.round(Math.max(4, x))}px, ${Math.round(y)}px)`;
      },
      { signal },
    );
    element.addEventListener("pointerleave", () => made.point(undefined), { signal });
    element.addEventListener(
      "click",
      (event) => {
        const { x, y } = local(event);
        const node = made.nodeAt(x, y);
        if (node >= 0) latest.current.onPick(node);
      },
      { signal },
    );
    return () => {
      listeners.abort();
      observer.disconnect();
      made.dispose();
      painter.current = undefined;
      note.hidden = true;
    };
  }, [initial]);

  useEffect(() => {
    painter.current?.show({ model, zoom, current, isPale });
  }, [model, zoom, current, isPale]);

  // The level of the current node comes into sight, as little as that takes.
  const level = current < 0 ? -1 : (model.tree.depth[current] ?? 0);
  useEffect(() => {
    const height = host.current?.clientHeight ?? 0;
    if (level < 0 || height === 0) return;
    const upper = level * levelHeight;
    const next = Math.max(Math.min(top.current, upper), upper + levelHeight - height);
    if (next === top.current) return;
    top.current = next;
    scroller.current?.scrollTo(next);
    place();
  }, [level]);

  const contentHeight = levelCount(model.tree) * levelHeight;
  return (
    <div
      className={styles.chart}
      aria-hidden="true"
      style={{ height: Math.max(leastLevels * levelHeight, contentHeight + 1) }}
    >
      <VirtualScroller
        ref={scroller}
        contentHeight={contentHeight}
        onScroll={(next) => {
          top.current = next;
          place();
        }}
      >
        <div ref={host} className={styles.host} />
      </VirtualScroller>
      <div ref={tooltip} className={styles.tooltip} hidden />
    </div>
  );
}

function line(text: string): HTMLElement {
  const element = document.createElement("div");
  element.textContent = text;
  return element;
}
