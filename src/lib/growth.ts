/**
 * Capacity beyond what is expected. An estimate made early is wrong by a tenth and more, and too
 * little costs a copy of everything just before the end; memory that is never written costs nothing.
 */
const spare = 1.25;
/** What is expected is believed up to so many times of what is there. */
const largestStep = 32;
/** The least step where little is expected to come. */
const smallestStep = 1.25;

/**
 * How large memory that fills up is made next: twice as large, or as large as it is going to be
 * where a share of everything is known to be there. New memory is dear, as is the copy into it.
 */
export class Growth {
  #share = 1;

  /** So much of what is to come is there: more than 0, and less than 1 where it is known. */
  tell(share: number): void {
    this.#share = share > 0 && share < 1 ? share : 1;
  }

  /** The capacity to take for what has `used` items and needs room for `least`. */
  capacity(used: number, least: number): number {
    if (this.#share === 1) return Math.max(least, used * 2);
    const expected = (used / this.#share) * spare;
    const wished = Math.min(used * largestStep, Math.max(used * smallestStep, expected));
    return Math.max(least, Math.ceil(wished));
  }
}
