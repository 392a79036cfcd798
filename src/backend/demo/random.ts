/**
 * A small seeded generator of pseudo-random numbers (a 32-bit Weyl sequence through two rounds of
 * multiply-xorshift mixing): the same seed gives the same demo on every machine. Not for secrets.
 */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** The next 32 bits. */
  bits(): number {
    this.#state = (this.#state + 0x9e3779b9) >>> 0;
    let x = this.#state;
    x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
    x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
    return (x ^ (x >>> 15)) >>> 0;
  }

  /** A number in [0, 1). */
  unit(): number {
    return this.bits() / 0x1_0000_0000;
  }

  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number {
    return low + Math.floor(this.unit() * (high - low + 1));
  }

  chance(probability: number): boolean {
    return this.unit() < probability;
  }

  pick<T>(choices: readonly [T, ...T[]]): T {
    return choices[Math.floor(this.unit() * choices.length)] ?? choices[0];
  }

  /** `bytes` random bytes in lower-case hex, never all zero. */
  hex(bytes: number): string {
    let text = "";
    for (let i = 0; i < bytes; i += 4) {
      text += (this.bits() | (i === 0 ? 1 : 0)).toString(16).replace("-", "").padStart(8, "0");
    }
    return text.slice(0, bytes * 2);
  }

  /** A latency: log-normal about a median, in whole units of it; `spread` is the log's deviation. */
  latency(median: number, spread = 0.35): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.unit()));
    const normal = radius * Math.cos(2 * Math.PI * this.unit());
    return Math.max(1, Math.round(median * Math.exp(normal * spread)));
  }
}
