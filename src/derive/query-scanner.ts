import { isKeyword, type QueryOperator } from "./span-query";

/** A word, a phrase, a key or a value, and where it is in the text. */
export interface Term {
  /** Without its quotes and without the minus of a key that is left out. */
  readonly text: string;
  readonly quoted: boolean;
  /** Written with a minus before it. */
  readonly excludes: boolean;
  readonly from: number;
  readonly to: number;
}

/** The longer ones first. `==` and `=~` are how others write `=` and `~`. */
const operators: readonly (readonly [spelling: string, operator: QueryOperator])[] = [
  ["!=", "!="],
  [">=", ">="],
  ["<=", "<="],
  ["==", "="],
  ["=~", "~"],
  ["=", "="],
  [">", ">"],
  ["<", "<"],
  ["~", "~"],
];

const isSpace = (char: string): boolean => /\s/.test(char);

/**
 * Reads the parts of a query. `at` is always at the end of the text or at something: white space
 * after each part is skipped. Setting `at` back to where it was takes a part back.
 */
export class QueryScanner {
  at = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
    this.#skipSpace();
  }

  isAtEnd(): boolean {
    return this.at >= this.#text.length;
  }

  /** Takes a character, if it is the next one. */
  skip(char: "(" | ")"): boolean {
    if (this.#text.charAt(this.at) !== char) return false;
    this.at += 1;
    this.#skipSpace();
    return true;
  }

  /** A word, phrase or key; undefined where there is none. */
  term(): Term | undefined {
    const from = this.at;
    const excludes = this.#text.charAt(from) === "-" && !this.#endsTerm(from + 1);
    if (excludes) this.at += 1;
    return this.#read(from, excludes, false);
  }

  /** What an operator compares with: as a term, but operators are a part of it. */
  value(): Term | undefined {
    return this.#read(this.at, false, true);
  }

  operator(): QueryOperator | undefined {
    const found = operators.find(([spelling]) => this.#text.startsWith(spelling, this.at));
    if (!found) return undefined;
    this.at += found[0].length;
    this.#skipSpace();
    return found[1];
  }

  isOperatorNext(): boolean {
    return (
      "=<>~!".includes(this.#text.charAt(this.at) || " ") &&
      operators.some(([spelling]) => this.#text.startsWith(spelling, this.at))
    );
  }

  /** True for and, or, not as such: not in quotes, and not the key of a comparison. */
  isKeywordNext(): boolean {
    return this.#keyword() !== undefined;
  }

  skipKeyword(wanted: string): boolean {
    const keyword = this.#keyword();
    if (keyword?.text.toLowerCase() !== wanted) return false;
    this.at = keyword.to;
    this.#skipSpace();
    return true;
  }

  /** What joins the last operand to the next one; undefined when there is no next one. */
  peekJoin(): "and" | "or" | undefined {
    const keyword = this.#keyword()?.text.toLowerCase();
    if (keyword === "and" || keyword === "or") return keyword;
    return this.isAtEnd() || this.#text.charAt(this.at) === ")" ? undefined : "and";
  }

  /** Skips the word that `peekJoin` has seen, where it is written. */
  skipJoin(): void {
    if (!this.skipKeyword("and")) this.skipKeyword("or");
  }

  /** The end of whatever comes next, and its text: for saying what is in the way. */
  endOfNext(): number {
    const keyword = this.#keyword();
    if (keyword) return keyword.to;
    const found = operators.find(([spelling]) => this.#text.startsWith(spelling, this.at));
    return Math.min(this.#text.length, this.at + (found?.[0].length ?? 1));
  }

  next(): string {
    return this.#text.slice(this.at, this.endOfNext());
  }

  #keyword(): Term | undefined {
    const begin = this.at;
    const term = this.term();
    const isOne = term !== undefined && !term.quoted && !term.excludes && isKeyword(term.text);
    const isKey = isOne && this.isOperatorNext();
    this.at = begin;
    return isOne && !isKey ? term : undefined;
  }

  #read(from: number, excludes: boolean, isValue: boolean): Term | undefined {
    const quoted = this.#text.charAt(this.at) === '"';
    const text = quoted ? this.#phrase() : this.#bare(isValue);
    if (!quoted && text === "") {
      this.at = from;
      return undefined;
    }
    const to = this.at;
    this.#skipSpace();
    return { text, quoted, excludes, from, to };
  }

  /** Up to the closing quote, or to the end: a phrase is searched for while it is being typed. */
  #phrase(): string {
    let text = "";
    this.at += 1;
    for (; !this.isAtEnd(); this.at += 1) {
      const char = this.#text.charAt(this.at);
      if (char === '"') {
        this.at += 1;
        break;
      }
      const next = this.#text.charAt(this.at + 1);
      // Before anything else a backslash is itself, so that patterns need not double it.
      if (char === "\\" && (next === '"' || next === "\\")) this.at += 1;
      text += this.#text.charAt(this.at);
    }
    return text;
  }

  /** Up to white space, a quote, an operator, or a parenthesis that is not one of its own. */
  #bare(isValue: boolean): string {
    const from = this.at;
    let open = 0;
    for (; !this.isAtEnd(); this.at += 1) {
      const char = this.#text.charAt(this.at);
      if (isSpace(char) || char === '"' || (!isValue && this.isOperatorNext())) break;
      if (char === "(" && !isValue && this.at === from) break;
      if (char === "(") open += 1;
      if (char === ")") {
        if (open === 0) break;
        open -= 1;
      }
    }
    return this.#text.slice(from, this.at);
  }

  #endsTerm(at: number): boolean {
    const char = this.#text.charAt(at);
    return char === "" || isSpace(char) || char === "(" || char === ")";
  }

  #skipSpace(): void {
    while (!this.isAtEnd() && isSpace(this.#text.charAt(this.at))) this.at += 1;
  }
}
