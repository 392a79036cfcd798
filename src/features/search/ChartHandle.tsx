import { useRef, type KeyboardEvent, type PointerEvent } from "react";
import { keyTarget } from "./chart-range";
import styles from "./ChartHandle.module.css";

export interface ChartHandleProps {
  readonly label: string;
  readonly axis: "x" | "y";
  /** Pixels of the axis' low and high end; on the vertical axis the low end is below. */
  readonly ends: readonly [low: number, high: number];
  /** Where the other direction has the handle, in pixels. */
  readonly across: number;
  /** Place between the ends, from 0 to 1; `limits` is what the other handle leaves. */
  readonly at: number;
  readonly limits: readonly [low: number, high: number];
  readonly valueText: string;
  /** The handle stands for a limit that is set. */
  readonly set: boolean;
  readonly onMove: (at: number) => void;
}

/** A limit on an axis of a chart, as a slider: for the keyboard and for the pointer. */
export function ChartHandle(props: ChartHandleProps) {
  const { axis, ends, at, limits, onMove } = props;
  const element = useRef<HTMLDivElement>(null);
  const dragged = useRef<number>(undefined);
  const clamp = (to: number) => Math.max(limits[0], Math.min(limits[1], to));
  const px = (share: number) => ends[0] + (ends[1] - ends[0]) * share;
  const transform = (share: number) =>
    axis === "x"
      ? `translate(${px(share)}px, ${props.across}px)`
      : `translate(${props.across}px, ${px(share)}px)`;

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const to = keyTarget(event.key, at);
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onMove(clamp(to));
  };
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    event.stopPropagation();
    if (event.button !== 0) return;
    dragged.current = at;
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    event.stopPropagation();
    const plot = element.current?.parentElement?.getBoundingClientRect();
    if (dragged.current === undefined || !plot) return;
    const place = axis === "x" ? event.clientX - plot.left : event.clientY - plot.top;
    dragged.current = clamp((place - ends[0]) / (ends[1] - ends[0]));
    if (element.current) element.current.style.transform = transform(dragged.current);
  };
  const onPointerUp = (event: PointerEvent<HTMLElement>) => {
    event.stopPropagation();
    const to = dragged.current;
    dragged.current = undefined;
    if (to !== undefined && to !== at) onMove(to);
  };
  return (
    <div
      ref={element}
      role="slider"
      tabIndex={0}
      aria-label={props.label}
      aria-orientation={axis === "x" ? "horizontal" : "vertical"}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(at * 100)}
      aria-valuetext={props.valueText}
      title={`${props.label}: ${props.valueText}`}
      className={styles.handle}
      data-axis={axis}
      data-set={props.set || undefined}
      style={{ transform: transform(at) }}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={onPointerUp}
    />
  );
}
