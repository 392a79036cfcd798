const nsPerSecond = 1e9;

/**
 * Times of a trace as decimal text since the Unix epoch, exact, and without a bigint for each of a
 * million. Relative times are integer nanoseconds; times before 1970 are written as 0, because no
 * format has them.
 */
export class UnixTimeText {
  readonly #seconds: number;
  readonly #rest: number;

  constructor(epochUnixNano: bigint) {
    this.#seconds = Number(epochUnixNano / BigInt(nsPerSecond));
    this.#rest = Number(epochUnixNano % BigInt(nsPerSecond));
  }

  nanos(relativeNs: number): string {
    const { seconds, ns } = this.#split(relativeNs);
    if (seconds < 0) return "0";
    return seconds === 0 ? String(ns) : `${seconds}${String(ns).padStart(9, "0")}`;
  }

  /** Cut to whole microseconds. */
  micros(relativeNs: number): string {
    const { seconds, ns } = this.#split(relativeNs);
    if (seconds < 0) return "0";
    const micros = Math.floor(ns / 1000);
    return seconds === 0 ? String(micros) : `${seconds}${String(micros).padStart(6, "0")}`;
  }

  #split(relativeNs: number): { seconds: number; ns: number } {
    const whole = Math.floor(relativeNs / nsPerSecond);
    // Both are below 2^53, so that nothing here is rounded.
    const ns = relativeNs - whole * nsPerSecond + this.#rest;
    const carry = ns >= nsPerSecond ? 1 : 0;
    return { seconds: this.#seconds + whole + carry, ns: ns - carry * nsPerSecond };
  }
}
