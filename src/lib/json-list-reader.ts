import { completeObjects, findFirstList } from "./json-prefix";

/** What stands between two objects of a list, up to the name of the second one's first member. */
const between = /^\s*,\s*\{\s*"[^"\\]*"\s*:/u;
/** What may follow an object of a list. */
const afterObject = /^\s*(?:$|\]|,(?!\s*,))/u;
const bothEnds = /^\s*\]\s*\}\s*$/u;

/** In characters: a document whose list has not begun by then is another one. */
const longestBegin = 1000;

/** Reads the objects of the list that a document begins with while its text arrives. */
export interface ListReader {
  /**
   * The objects that are complete with this piece and were not before. Throws a SyntaxError for what
   * is no JSON: after that nothing more can be read.
   */
  read(piece: string): readonly unknown[];
  /** Those that are complete and were not given yet: the last one is not before another begins. */
  flush(): readonly unknown[];
  /** True where the document has ended with its list, and all of that was given. */
  hasEnded(): boolean;
}

/**
 * A reader of the list of that name. What has come is cut where the last object seems to begin, by
 * what stands between the first two: that the text before it is JSON proves that this was no place
 * within a string or within an object, and no character had to be looked at for it.
 */
export function createListReader(member: string): ListReader {
  let pending = "";
  let hasBegun = false;
  let isOther = false;
  let isFirst = true;
  /** "" where cutting has failed. */
  let separator: string | undefined;
  /** Not tried again before so much is there: an object without an end takes no more time than it. */
  let wantedLength = 0;

  const take = (elements: readonly unknown[], next: number): readonly unknown[] => {
    if (elements.length > 0) {
      pending = pending.slice(next);
      isFirst = false;
    }
    return elements;
  };
  const scan = (): readonly unknown[] => {
    const { elements, next } = completeObjects(pending, 0);
    return take(elements, next);
  };
  const findSeparator = (): string | undefined => {
    const { next } = completeObjects(pending, 0, 1);
    const match = next > 0 ? between.exec(pending.slice(next, next + 200)) : null;
    return match ? `}${match[0]}` : undefined;
  };
  const cut = (): readonly unknown[] => {
    separator ??= findSeparator();
    const end = separator ? pending.lastIndexOf(separator) + 1 : 0;
    if (end > 0) {
      const start = isFirst ? 0 : pending.indexOf(",") + 1;
      try {
        const elements: unknown[] = JSON.parse(`[${pending.slice(start, end)}]`);
        return take(elements, end);
      } catch {
        // The same stands elsewhere too.
        separator = "";
      }
    }
    return separator ? [] : scan();
  };
  const check = (): void => {
    if (!isFirst && !afterObject.test(pending)) throw new SyntaxError("A comma is wanted");
  };
  return {
    read(piece) {
      if (isOther) return [];
      pending += piece;
      if (!hasBegun) {
        const start = findFirstList(pending, member);
        isOther = start === undefined && pending.length > longestBegin;
        if (start === undefined) return [];
        hasBegun = true;
        pending = pending.slice(start);
      }
      if (pending.length < wantedLength) return [];
      check();
      const elements = cut();
      wantedLength = elements.length > 0 ? 0 : 2 * pending.length;
      return elements;
    },
    flush() {
      if (!hasBegun) return [];
      check();
      return scan();
    },
    hasEnded: () => hasBegun && bothEnds.test(pending),
  };
}
