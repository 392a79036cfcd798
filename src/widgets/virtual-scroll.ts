/** Browsers lay out at most 17 to 33 million pixels; Firefox has the least. */
export const highestPhysical = 15_000_000;

/** Heights in CSS pixels: of the whole content, of the element that stands for it, of what is seen. */
export interface ScrollHeights {
  readonly content: number;
  readonly physical: number;
  readonly view: number;
}

/** The height of the element that stands for a content. */
export function physicalHeight(content: number): number {
  return Math.min(content, highestPhysical);
}

const scale = ({ content, physical, view }: ScrollHeights): number =>
  physical <= view ? 1 : Math.max(0, content - view) / (physical - view);

/** The place in the whole content for a scroll position of the browser. The ends meet exactly. */
export function toLogical(scrollTop: number, heights: ScrollHeights): number {
  return scrollTop * scale(heights);
}

/** The scroll position of the browser for a place in the whole content. */
export function toPhysical(top: number, heights: ScrollHeights): number {
  const factor = scale(heights);
  return factor === 0 ? 0 : top / factor;
}
