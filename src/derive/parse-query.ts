import { checkComparison } from "./check-comparison";
import { QueryScanner, type Term } from "./query-scanner";
import {
  fieldNamed,
  type CompareQuery,
  type QueryOperator,
  type QueryProblem,
  type QueryProblemCode,
  type SpanQuery,
  type WordsQuery,
} from "./span-query";

/** What a text means. With a problem it means its words, which is always something. */
export interface ParsedQuery {
  /** Undefined for a text without anything in it. */
  readonly query: SpanQuery | undefined;
  readonly problem: QueryProblem | undefined;
}

/** Parentheses and negations within each other; nobody types more, and evaluation recurses. */
const deepest = 100;

/** How tightly operators bind. Terms that stand beside each other are joined by "and". */
const power = { or: 1, and: 2 } as const;

class ParseError extends Error {
  readonly problem: QueryProblem;

  constructor(problem: QueryProblem) {
    super(problem.code);
    this.problem = problem;
  }
}

/** Reads a search; never throws. The language is described in `span-query.ts`. */
export function parseQuery(text: string): ParsedQuery {
  try {
    return { query: new Parser(text).parse(), problem: undefined };
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    return { query: wordsOf(text), problem: error.problem };
  }
}

/**
 * The words of a text that is no query: separated by white space, quotes keep a phrase together, a
 * leading minus leaves a key out.
 */
function wordsOf(text: string): SpanQuery | undefined {
  const words: string[] = [];
  const withoutKeys: string[] = [];
  for (const match of text.matchAll(/"((?:\\["\\]|[^"])*)"?|[^\s"]+/g)) {
    const bare = match[1] === undefined;
    const word = (match[1]?.replace(/\\(["\\])/g, "$1") ?? match[0]).trim();
    if (bare && word.length > 1 && word.startsWith("-")) withoutKeys.push(word.slice(1));
    else if (word !== "") words.push(word);
  }
  return words.length + withoutKeys.length === 0
    ? undefined
    : { type: "words", words, withoutKeys };
}

/** An operator-precedence parser after Pratt ("Top down operator precedence", 1973). */
class Parser {
  readonly #scanner: QueryScanner;
  #depth = 0;

  constructor(text: string) {
    this.#scanner = new QueryScanner(text);
  }

  parse(): SpanQuery | undefined {
    const scanner = this.#scanner;
    if (scanner.isAtEnd()) return undefined;
    const query = this.#expression(0);
    if (!scanner.isAtEnd()) this.#fail("parenthesis-not-open", scanner.at, scanner.at + 1);
    return query;
  }

  #expression(atLeast: number): SpanQuery | undefined {
    let left = this.#operand();
    for (;;) {
      const operator = this.#scanner.peekJoin();
      if (operator === undefined || power[operator] < atLeast) return left;
      const of = left === undefined ? [] : [left];
      while (this.#scanner.peekJoin() === operator) {
        this.#scanner.skipJoin();
        const right = this.#expression(power[operator] + 1);
        if (right !== undefined) of.push(right);
      }
      left = of.length > 1 ? { type: operator, of } : of[0];
    }
  }

  /** Undefined for what says nothing: empty quotes. */
  #operand(): SpanQuery | undefined {
    const scanner = this.#scanner;
    const { at } = scanner;
    if (scanner.skip("(")) {
      const inner = this.#nested(at, () => this.#expression(0));
      if (!scanner.skip(")")) this.#fail("parenthesis-not-closed", at, at + 1);
      return inner;
    }
    if (scanner.skipKeyword("not")) {
      const of = this.#nested(at, () => this.#operand());
      return of === undefined ? undefined : { type: "not", of };
    }
    return this.#comparison() ?? this.#words();
  }

  #nested<T>(at: number, read: () => T): T {
    this.#depth += 1;
    if (this.#depth > deepest) this.#fail("too-deep", at, at + 1);
    const result = read();
    this.#depth -= 1;
    return result;
  }

  #comparison(): SpanQuery | undefined {
    const scanner = this.#scanner;
    const begin = scanner.at;
    const key = scanner.term();
    const operatorAt = scanner.at;
    const operator = key === undefined ? undefined : scanner.operator();
    if (key === undefined || operator === undefined) {
      scanner.at = begin;
      return undefined;
    }
    const value = scanner.value();
    if (value === undefined) {
      return this.#fail("value-missing", operatorAt, scanner.at, operator);
    }
    const query = this.#compare(key, operator, value);
    return key.excludes ? { type: "not", of: query } : query;
  }

  #compare(key: Term, operator: QueryOperator, value: Term): CompareQuery {
    const field = key.quoted ? undefined : fieldNamed(key.text);
    const query: CompareQuery = {
      type: "compare",
      field: field ?? "attribute",
      key: field === undefined ? key.text : "",
      operator,
      value: value.text,
    };
    const wrong = checkComparison(query);
    if (wrong === undefined) return query;
    const place = wrong.code === "bad-operator" ? key : value;
    return this.#fail(wrong.code, place.from, place.to, wrong.detail);
  }

  /** Words up to whatever is not one. */
  #words(): WordsQuery | undefined {
    const scanner = this.#scanner;
    const words: string[] = [];
    const withoutKeys: string[] = [];
    let count = 0;
    for (;;) {
      const begin = scanner.at;
      const term = scanner.isKeywordNext() ? undefined : scanner.term();
      if (term === undefined || scanner.isOperatorNext()) {
        scanner.at = begin;
        break;
      }
      count += 1;
      const text = term.text.trim();
      if (term.excludes) withoutKeys.push(term.text);
      else if (text !== "") words.push(text);
    }
    if (count === 0) this.#fail("term-missing", scanner.at, scanner.endOfNext(), scanner.next());
    if (words.length + withoutKeys.length === 0) return undefined;
    return { type: "words", words, withoutKeys };
  }

  #fail(code: QueryProblemCode, from: number, to: number, detail = ""): never {
    throw new ParseError({ code, from, to, detail });
  }
}
