/** Where a scan stopped, and what stands complete before that. */
export interface PrefixElements {
  readonly elements: readonly unknown[];
  /** Where to go on when more has arrived. */
  readonly next: number;
}

/**
 * Where the list begins that is the first member of a document's object, after its bracket;
 * undefined where the document begins otherwise, or has not come as far.
 */
export function findFirstList(text: string, member: string): number | undefined {
  const match = /^\s*\{\s*"([^"\\]*)"\s*:\s*\[/u.exec(text.slice(0, 200));
  return match?.[1] === member ? match[0].length : undefined;
}

/**
 * The objects of a list of which only a part has arrived, from `from` on. Throws a SyntaxError for
 * what is no JSON. The end of the list, and what is no object, ends it: `next` stays there. No more
 * than `most` are read.
 */
export function completeObjects(text: string, from: number, most = Infinity): PrefixElements {
  let begin = from;
  while (begin < text.length && /[\s,]/u.test(text.charAt(begin))) begin += 1;
  let end = begin;
  let depth = 0;
  let count = 0;
  let quoted = false;
  for (let i = begin; i < text.length && count < most; i += 1) {
    const code = text.charCodeAt(i);
    if (quoted) {
      if (code === 92 /* \ */) i += 1;
      else if (code === 34 /* " */) quoted = false;
    } else if (code === 34) {
      quoted = true;
    } else if (code === 123 /* { */ || code === 91 /* [ */) {
      depth += 1;
    } else if (code === 125 /* } */ || code === 93 /* ] */) {
      depth -= 1;
      if (depth < 0) break;
      if (depth === 0) {
        end = i + 1;
        count += 1;
      }
    }
  }
  const elements: unknown[] = JSON.parse(`[${text.slice(begin, end)}]`);
  return { elements, next: end };
}
