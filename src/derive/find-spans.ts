import type { TraceCore } from "@/model/trace";

/**
 * The words of a search in a trace: separated by white space, quotes keep a phrase together.
 * Lower case; empty ones are left out. A quote that is not closed reaches to the end.
 */
export function findWords(text: string): readonly string[] {
  const words: string[] = [];
  for (const match of text.toLowerCase().matchAll(/"([^"]*)"?|[^\s"]+/g)) {
    const word = (match[1] ?? match[0]).trim();
    if (word !== "") words.push(word);
  }
  return words;
}

/** A search in the making: `step` does a part and says whether it is done. */
export interface FindSteps {
  step(budget: number): boolean;
  /** The rows of the spans that match, ascending; complete once `step` has said that it is done. */
  matches(): Uint32Array;
}

/** Characters of a name that cost as much as looking at one span. */
const charactersPerUnit = 64;

/**
 * Starts a search for spans whose service or span name contains any of the words, case aside, or
 * whose id is one of them. Names are looked at once each, spans by their name's number.
 */
export function findSpans(core: TraceCore, text: string): FindSteps {
  const words = findWords(text);
  const ids = words.map(parseSpanId).filter((id) => id !== undefined);
  const nameHit = new Uint8Array(core.names.length);
  const { spans } = core;
  let found = new Uint32Array(64);
  let count = 0;
  let nextName = 0;
  let nextSpan = 0;

  const isIdHit = (row: number): boolean =>
    ids.some((id) => spans.spanIdLo[row] === id.lo && spans.spanIdHi[row] === id.hi) ||
    (core.oddSpanIds.size > 0 && words.includes(core.oddSpanIds.get(row)?.toLowerCase() ?? ""));
  const add = (row: number): void => {
    if (count === found.length) {
      const larger = new Uint32Array(count * 2);
      larger.set(found);
      found = larger;
    }
    found[count] = row;
    count += 1;
  };

  return {
    step(budget) {
      let left = budget;
      if (words.length === 0) return true;
      for (; nextName < core.names.length && left > 0; nextName += 1) {
        const name = core.names[nextName]!.toLowerCase();
        left -= 1 + name.length / charactersPerUnit;
        if (words.some((word) => name.includes(word))) nameHit[nextName] = 1;
      }
      if (nextName < core.names.length) return false;
      for (; nextSpan < spans.length && left > 0; nextSpan += 1, left -= 1) {
        const service = core.resourceService[spans.resource[nextSpan]!]!;
        if (nameHit[spans.name[nextSpan]!] || nameHit[service] || isIdHit(nextSpan)) add(nextSpan);
      }
      return nextSpan === spans.length;
    },
    matches: () => found.slice(0, count),
  };
}

/** A span id of up to 16 hex digits as two halves. */
function parseSpanId(word: string): { hi: number; lo: number } | undefined {
  if (!/^[0-9a-f]{1,16}$/.test(word)) return undefined;
  const digits = word.padStart(16, "0");
  return { hi: Number.parseInt(digits.slice(0, 8), 16), lo: Number.parseInt(digits.slice(8), 16) };
}
