import { QueryScanner } from "./query-scanner";

/** The part of a query that a caret is in. Positions are in UTF-16 units of the text. */
export interface QueryPlace {
  /** What would be replaced: the whole word, key or value. */
  readonly from: number;
  readonly to: number;
  /** What of it stands before the caret, without quotes or a minus. */
  readonly typed: string;
  /** The key or field that a value is compared with; undefined for a word or a key. */
  readonly key: string | undefined;
  /** A key that is left out, with a minus before it. */
  readonly excludes: boolean;
}

/** Where in a query a caret is; whether the query is sound does not matter. O(text). */
export function placeInQuery(text: string, caret: number): QueryPlace {
  const scanner = new QueryScanner(text);
  const place = (from: number, to: number, key?: string): QueryPlace => {
    const part = text.slice(from, caret);
    const excludes = key === undefined && part.startsWith("-");
    const typed = part.slice(excludes ? 1 : 0).replace(/^"|"$/g, "");
    return { from, to, typed, key, excludes };
  };
  while (!scanner.isAtEnd()) {
    if (scanner.skip("(") || scanner.skip(")")) continue;
    const before = scanner.at;
    const term = scanner.term();
    if (term && caret >= term.from && caret <= term.to) return place(term.from, term.to);
    if (scanner.isOperatorNext()) {
      scanner.operator();
      const from = scanner.at;
      const value = scanner.value();
      if (caret >= from && caret <= (value?.to ?? from)) {
        return place(from, value?.to ?? from, term?.text ?? "");
      }
    }
    if (scanner.at === before) scanner.at += 1;
    if (scanner.at > caret) break;
  }
  return place(caret, caret);
}
