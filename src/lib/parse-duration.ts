/** Nanoseconds of each unit, under every spelling understood, Russian ones included. */
const unitNs: ReadonlyMap<string, number> = new Map(
  (
    [
      [1, ["ns", "нс"]],
      [1e3, ["us", "µs", "μs", "мкс"]],
      [1e6, ["ms", "мс"]],
      [1e9, ["s", "sec", "с", "сек"]],
      [60e9, ["m", "min", "м", "мин"]],
      [3_600e9, ["h", "ч"]],
      [86_400e9, ["d", "д"]],
      [604_800e9, ["w", "нед"]],
    ] as const
  ).flatMap(([size, names]) => names.map((name) => [name, size] as const)),
);

const part = /\s*(\d+(?:[.,]\d*)?|[.,]\d+)\s*([a-zµμа-я]+)/giy;

/**
 * Reads a duration: a number with a unit (`250ms`, `1.5 s`) or several of them (`1m30s`), as Go
 * writes durations. Units: ns, us or µs, ms, s, m or min, h, d, w. A bare number is no duration,
 * save 0: its unit would be a guess.
 *
 * @returns whole nanoseconds, or undefined where the text is no duration or beyond 2^53 ns.
 */
export function parseDuration(text: string): number | undefined {
  const wanted = text.trim();
  if (/^0+$/.test(wanted)) return 0;
  if (wanted.length > 100) return undefined;
  let total = 0;
  part.lastIndex = 0;
  let end = 0;
  while (end < wanted.length) {
    const match = part.exec(wanted);
    const size = unitNs.get(match?.[2]?.toLowerCase() ?? "");
    if (!match || size === undefined) return undefined;
    total += Number(match[1]?.replace(",", ".")) * size;
    end = part.lastIndex;
  }
  const rounded = Math.round(total);
  return end > 0 && Number.isSafeInteger(rounded) ? rounded : undefined;
}
