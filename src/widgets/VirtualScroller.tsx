import {
  useCallback,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  type ReactNode,
  type Ref,
} from "react";
import { physicalHeight, toLogical, toPhysical } from "./virtual-scroll";
import styles from "./VirtualScroller.module.css";

/** What the owner of a scroller can ask of it. */
export interface VirtualScrollerHandle {
  /** Scrolls to a place in the whole content; says nothing back to `onScroll`. */
  scrollTo(top: number): void;
}

export interface VirtualScrollerProps {
  /** Height of the whole content in CSS pixels; may be more than a browser can lay out. */
  readonly contentHeight: number;
  /** The user has scrolled: `top` is a place in the whole content. */
  readonly onScroll: (top: number) => void;
  /** Stays in sight and is as large as the scroller; draws the part at `top` itself. */
  readonly children: ReactNode;
  readonly ref?: Ref<VirtualScrollerHandle>;
}

/**
 * The browser's own scrolling (bar, wheel, touch, momentum) over content of any height, of which
 * the owner draws what is in sight. Past the height that browsers can lay out, the bar stands for
 * the whole, and the wheel still moves by its own pixels.
 */
export function VirtualScroller({ contentHeight, onScroll, children, ref }: VirtualScrollerProps) {
  const element = useRef<HTMLDivElement>(null);
  // `top` is the truth; `physical` is what the browser made of it, to know its echo by.
  const at = useRef({ top: 0, physical: 0 });
  const heights = useRef({ content: contentHeight, physical: physicalHeight(contentHeight) });

  const apply = useCallback((top: number) => {
    const scroller = element.current;
    if (!scroller) return;
    const { content, physical } = heights.current;
    const view = scroller.clientHeight;
    at.current.top = Math.max(0, Math.min(content - view, top));
    scroller.scrollTop = toPhysical(at.current.top, { content, physical, view });
    at.current.physical = scroller.scrollTop;
  }, []);

  useImperativeHandle(
    ref,
    () => ({
      scrollTo(top) {
        if (top !== at.current.top) apply(top);
      },
    }),
    [apply],
  );

  useLayoutEffect(() => {
    heights.current = { content: contentHeight, physical: physicalHeight(contentHeight) };
    // At the top nothing changes, and to ask for the height would have the page laid out at once.
    if (at.current.top > 0 && element.current?.clientHeight) apply(at.current.top);
  }, [contentHeight, apply]);

  const handleScroll = () => {
    const scroller = element.current;
    if (!scroller || Math.abs(scroller.scrollTop - at.current.physical) < 1) return;
    const { content, physical } = heights.current;
    at.current.physical = scroller.scrollTop;
    at.current.top = toLogical(scroller.scrollTop, {
      content,
      physical,
      view: scroller.clientHeight,
    });
    onScroll(at.current.top);
  };

  useLayoutEffect(() => {
    const scroller = element.current;
    if (!scroller) return undefined;
    // A scaled bar would make one notch of the wheel skip rows, so that is done by hand.
    const onWheel = (event: WheelEvent) => {
      const { content, physical } = heights.current;
      if (event.defaultPrevented || content === physical || event.deltaY === 0) return;
      event.preventDefault();
      const unit = event.deltaMode === 1 ? 16 : event.deltaMode === 2 ? scroller.clientHeight : 1;
      apply(at.current.top + event.deltaY * unit);
      onScroll(at.current.top);
    };
    scroller.addEventListener("wheel", onWheel, { passive: false });
    return () => scroller.removeEventListener("wheel", onWheel);
  }, [apply, onScroll]);

  return (
    <div ref={element} className={styles.scroller} onScroll={handleScroll}>
      <div style={{ height: physicalHeight(contentHeight) }} className={styles.content}>
        <div className={styles.stage}>{children}</div>
      </div>
    </div>
  );
}
