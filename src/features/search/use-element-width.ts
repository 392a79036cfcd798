import { useLayoutEffect, useState, type RefObject } from "react";

/**
 * The width of an element in CSS pixels, in whole steps of `stepPx`; before it is known, what is
 * expected of it.
 */
export function useElementWidth(
  element: RefObject<HTMLElement | null>,
  stepPx = 1,
  expectedPx = 0,
): number {
  const [width, setWidth] = useState(Math.floor(expectedPx / stepPx) * stepPx);
  useLayoutEffect(() => {
    const box = element.current;
    if (!box) return undefined;
    const measure = () => setWidth(Math.floor(box.clientWidth / stepPx) * stepPx);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    return () => observer.disconnect();
  }, [element, stepPx]);
  return width;
}
