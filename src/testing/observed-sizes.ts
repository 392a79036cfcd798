/**
 * Stands in for the browser's ResizeObserver where nothing is laid out: an element has the size that
 * its `clientWidth` and `clientHeight` say, and that is told when it is observed and never again.
 */
export class ObservedSizes {
  readonly #told: ResizeObserverCallback;

  constructor(told: ResizeObserverCallback) {
    this.#told = told;
  }

  observe(target: Element): void {
    const contentRect = DOMRect.fromRect({
      width: target.clientWidth,
      height: target.clientHeight,
    });
    const entry = { target, contentRect, borderBoxSize: [], contentBoxSize: [] };
    this.#told([{ ...entry, devicePixelContentBoxSize: [] }], this);
  }

  unobserve(): void {}

  disconnect(): void {}
}
