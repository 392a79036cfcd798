import { useLayoutEffect, useRef, useState, type ReactNode, type RefObject } from "react";
import { beginActivity } from "@/lib/activity";
import { letOthersRun } from "@/lib/let-others-run";
import { Splitter } from "./Splitter";
import styles from "./SplitPane.module.css";

export interface SplitPaneProps {
  readonly main: ReactNode;
  /** The panel at the right; undefined: `main` has all the room. */
  readonly side: ReactNode | undefined;
  /** Width of the panel, in CSS pixels. */
  readonly sidePx: number;
  readonly minSidePx: number;
  /** `main` never gets narrower than this by dragging. */
  readonly minMainPx: number;
  /** Name of the separator. */
  readonly label: string;
  readonly onResize: (sidePx: number) => void;
  /** The panel covers `main`, which cannot be reached meanwhile: for narrow windows. */
  readonly sheet: boolean;
}

/**
 * False for a part that has come, until it has been drawn once; true for one that is there from the
 * first.
 */
function useIsDrawn(part: RefObject<HTMLElement | null>, isThere: boolean): boolean {
  const [isDrawn, setIsDrawn] = useState(isThere);
  if (isDrawn && !isThere) setIsDrawn(false);
  useLayoutEffect(() => {
    if (!isThere || isDrawn || !part.current) return undefined;
    const end = beginActivity();
    const observer = new ResizeObserver(() => {
      observer.disconnect();
      // A size is told of in the frame that draws it, so what is done next is done after it.
      void letOthersRun().then(() => setIsDrawn(true));
    });
    observer.observe(part.current);
    return () => {
      observer.disconnect();
      end();
    };
  }, [part, isThere, isDrawn]);
  return isDrawn;
}

/** Two panes side by side with a rule between them that can be moved. */
export function SplitPane(props: SplitPaneProps) {
  const { main, side, sidePx, minSidePx, minMainPx, label, onResize, sheet } = props;
  const root = useRef<HTMLDivElement>(null);
  const sideElement = useRef<HTMLDivElement>(null);
  const open = side !== undefined;
  // As wide as it was on the largest window that it was ever set on, but no wider than fits here.
  const [room, setRoom] = useState(Infinity);
  const isMeasured = useRef(false);
  useLayoutEffect(() => {
    const element = root.current;
    if (!element) return undefined;
    // The observer tells the first size too.
    const observer = new ResizeObserver(() => {
      isMeasured.current = true;
      setRoom(element.clientWidth);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => {
    // A panel that is there from the first is not to change its width once it is seen. To measure
    // lays out all of the page, so it is not done for one that is not there.
    if (open && !isMeasured.current && root.current) setRoom(root.current.clientWidth);
  }, [open]);
  // A panel that comes covers `main` in its first frame, and `main` makes room in the next: to lay
  // that out anew and draw it takes about as long as the panel itself, which is what was asked for.
  const isBeside = useIsDrawn(sideElement, open && !sheet);
  const widest = Math.max(minSidePx, room - minMainPx);
  const width = Math.min(sidePx, widest);
  const resize = (px: number, final: boolean) => {
    // The element follows the pointer at once; the owner hears of it when it has come to rest.
    if (sideElement.current) sideElement.current.style.width = `${px}px`;
    if (final) onResize(Math.round(px));
  };
  return (
    <div ref={root} className={styles.root}>
      <div className={styles.main} inert={open && sheet}>
        {main}
      </div>
      {open && isBeside && (
        <Splitter
          label={label}
          value={width}
          min={minSidePx}
          max={widest}
          step={16}
          pixelsPerUnit={() => -1}
          onChange={resize}
        />
      )}
      {open && (
        <div
          ref={sideElement}
          className={sheet ? styles.sheet : isBeside ? styles.side : styles.over}
          style={sheet ? undefined : { width, ...(!isBeside && { marginInlineStart: -width }) }}
        >
          {side}
        </div>
      )}
    </div>
  );
}
