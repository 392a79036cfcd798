/** Microseconds since the Unix epoch as RFC 3339 in UTC, to the nanosecond: exact, no float. */
export function rfc3339(unixMicro: number): string {
  const micros = Math.round(unixMicro);
  const within = ((micros % 1_000_000) + 1_000_000) % 1_000_000;
  const seconds = new Date((micros - within) / 1000).toISOString().slice(0, 19);
  return `${seconds}.${within.toString().padStart(6, "0")}000Z`;
}

const goUnits = [
  ["s", 1_000_000_000],
  ["ms", 1_000_000],
  ["us", 1000],
] as const;

/** Nanoseconds as a Go duration, exact: a whole number of the largest unit that fits ("1500ms"). */
export function goDuration(ns: number): string {
  const whole = Math.round(ns);
  for (const [unit, size] of goUnits) {
    if (whole !== 0 && whole % size === 0) return `${whole / size}${unit}`;
  }
  return `${whole}ns`;
}

export type Param = readonly [name: string, value: string];

/** Both spellings of one v3 search parameter: the old servers know the second, the new ones both. */
export function bothSpellings(camel: string, snake: string, value: string): readonly Param[] {
  return [
    [`query.${camel}`, value],
    [`query.${snake}`, value],
  ];
}

/** An address below the base, which ends with "/". `path` holds no text of a user unescaped. */
export function urlBelow(baseUrl: string, path: string, params: readonly Param[] = []): string {
  const url = new URL(path, baseUrl);
  const search = new URLSearchParams(params.map(([name, value]) => [name, value]));
  url.search = search.toString();
  return url.href;
}

/**
 * A text as one segment of a path, or undefined where no escape can make it one: URLs resolve "."
 * and ".." even when they are percent-encoded.
 */
export function pathSegment(text: string): string | undefined {
  if (text === "" || text === "." || text === "..") return undefined;
  // Half a surrogate pair has no encoding.
  return encodeURIComponent(text.replace(/\p{Cs}/gu, "\ufffd"));
}
