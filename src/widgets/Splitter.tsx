import { useRef, useState, type KeyboardEvent, type PointerEvent } from "react";
import styles from "./Splitter.module.css";

export interface SplitterProps {
  /** The separator's name: what it resizes. */
  readonly label: string;
  /** Size of what it resizes, in the unit of `min`, `max` and `step`. */
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /**
   * Pixels that one unit is; asked when a drag begins. Negative where dragging right, or down, makes
   * smaller.
   */
  readonly pixelsPerUnit: () => number;
  readonly valueText?: string | undefined;
  /** Called while it moves, and once more with `final` when it has come to rest. */
  readonly onChange: (value: number, final: boolean) => void;
  readonly className?: string | undefined;
  /** Of the rule itself: "horizontal" between what is above and what is below. */
  readonly orientation?: "vertical" | "horizontal";
}

/** A rule between two parts that can be moved by pointer and by arrow keys. */
export function Splitter(props: SplitterProps) {
  const { label, min, max, step, pixelsPerUnit, valueText, onChange, className } = props;
  const { orientation = "vertical" } = props;
  const isVertical = orientation === "vertical";
  const along = (event: PointerEvent) => (isVertical ? event.clientX : event.clientY);
  const drag = useRef<{ at: number; value: number; scale: number } | undefined>(undefined);
  const [moving, setMoving] = useState<number | undefined>();
  const value = Math.max(min, Math.min(max, moving ?? props.value));
  const within = (wanted: number) => Math.max(min, Math.min(max, wanted));

  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { at: along(event), value, scale: pixelsPerUnit() || 1 };
  };
  const dragged = (event: PointerEvent<HTMLDivElement>): number | undefined => {
    const from = drag.current;
    return from && within(from.value + (along(event) - from.at) / from.scale);
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    const next = dragged(event);
    if (next === undefined) return;
    setMoving(next);
    onChange(next, false);
  };
  const onPointerEnd = (event: PointerEvent<HTMLDivElement>) => {
    const next = dragged(event);
    drag.current = undefined;
    setMoving(undefined);
    if (next !== undefined) onChange(next, true);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const forward = Math.sign(pixelsPerUnit() || 1);
    const big = event.shiftKey ? 5 : 1;
    const steps: Record<string, number> = {
      [isVertical ? "ArrowRight" : "ArrowDown"]: value + forward * step * big,
      [isVertical ? "ArrowLeft" : "ArrowUp"]: value - forward * step * big,
      Home: min,
      End: max,
    };
    const next = Object.hasOwn(steps, event.key) ? steps[event.key] : undefined;
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onChange(within(next), true);
  };

  return (
    <div
      role="separator"
      aria-orientation={orientation}
      aria-label={label}
      aria-valuenow={Math.round(value)}
      aria-valuemin={Math.round(min)}
      aria-valuemax={Math.round(max)}
      aria-valuetext={valueText}
      tabIndex={0}
      className={`${styles.splitter} ${className ?? ""}`}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerEnd}
      onPointerCancel={onPointerEnd}
      onKeyDown={onKeyDown}
    />
  );
}
