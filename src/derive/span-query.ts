/*
 * The language of "Find in trace", as a tree.
 *
 *     timeout "connection refused"        any of the words
 *     timeout -http.url                   … but not in attributes of this key
 *     http.status_code>=500               an attribute, of whatever owner, compared
 *     service=cart and not kind=server    a field of the span; and, or, not, parentheses
 *     duration>100ms self>50ms            terms beside each other: and
 *     name~^GET                           a regular expression
 *     "name"=x                            quoted, a key is never a field
 *
 * Words beside each other are one term, which any of them fulfils: so a search without operators
 * means what it means in Jaeger UI.
 */

/** Fields of a span that can be asked for by name; any other name is the key of an attribute. */
export const queryFields = [
  "service",
  "name",
  "kind",
  "status",
  "duration",
  "self",
  "depth",
  "event",
] as const;
export type QueryField = (typeof queryFields)[number];

export const queryOperators = ["=", "!=", ">", ">=", "<", "<=", "~"] as const;
export type QueryOperator = (typeof queryOperators)[number];

/** Matches when any of the words is found in a span. */
export interface WordsQuery {
  readonly type: "words";
  /** As typed; case does not matter. None is empty, none begins or ends with white space. */
  readonly words: readonly string[];
  /** Keys of attributes that are not looked at. */
  readonly withoutKeys: readonly string[];
}

/**
 * Matches when any of a span's values fulfils it, so that `!=` means "some value that differs". A
 * key may have several: an event's and the span's own, or the elements of an array.
 */
export interface CompareQuery {
  readonly type: "compare";
  readonly field: QueryField | "attribute";
  /** Of an attribute; "" for a field. */
  readonly key: string;
  readonly operator: QueryOperator;
  readonly value: string;
}

export type SpanQuery =
  | WordsQuery
  | CompareQuery
  | { readonly type: "and" | "or"; readonly of: readonly SpanQuery[] }
  | { readonly type: "not"; readonly of: SpanQuery };

/** Why a text is no query. Positions are in UTF-16 units of the text, as those of an input field. */
export interface QueryProblem {
  readonly code: QueryProblemCode;
  readonly from: number;
  readonly to: number;
  /** What the code is about: the name of a field, the words of a regular expression's fault, … */
  readonly detail: string;
}

export type QueryProblemCode =
  /** An operator, or the end, where a word or a comparison has to be; detail: what is there. */
  | "term-missing"
  /** Nothing to compare with; detail: the operator. */
  | "value-missing"
  | "parenthesis-not-closed"
  | "parenthesis-not-open"
  /** More than 100 parentheses or negations within each other. */
  | "too-deep"
  /** Not a regular expression; detail: what JavaScript says of it. */
  | "bad-pattern"
  /** A duration needs a number and a unit; detail: the value. */
  | "bad-duration"
  /** detail: the value. */
  | "bad-number"
  /** No span kind has this name; detail: the value. */
  | "bad-kind"
  /** No status has this name; detail: the value. */
  | "bad-status"
  /** This field cannot be compared so; detail: the field. */
  | "bad-operator";

const keywords: ReadonlySet<string> = new Set(["and", "or", "not"]);

/** The operator words, in any case; quoted they are words. */
export function isKeyword(word: string): boolean {
  return keywords.has(word.toLowerCase());
}

/** The field with a name, in any case. */
export function fieldNamed(name: string): QueryField | undefined {
  const lower = name.toLowerCase();
  return queryFields.find((field) => field === lower);
}

/** Characters that need no quotes, whether in a word, a key or a value. */
const plain = /^[\p{L}\p{N}_.:/@#$%&*+,;?^|{}[\]-]+$/u;

const quote = (text: string): string => `"${text.replace(/[\\"]/g, "\\$&")}"`;

const isBare = (word: string): boolean =>
  plain.test(word) && !word.startsWith("-") && !isKeyword(word);

const formatWord = (word: string): string => (isBare(word) ? word : quote(word));
/** A value as it stands after an operator. */
export const formatValue = (value: string): string => (plain.test(value) ? value : quote(value));

function formatKey({ field, key }: CompareQuery): string {
  if (field !== "attribute") return field;
  return isBare(key) && fieldNamed(key) === undefined ? key : quote(key);
}

/** The text of a query; reading it gives the same query again. */
export function formatQuery(query: SpanQuery): string {
  switch (query.type) {
    case "words":
      return [
        ...query.words.map(formatWord),
        ...query.withoutKeys.map((key) => `-${formatValue(key)}`),
      ].join(" ");
    case "compare":
      return formatKey(query) + query.operator + formatValue(query.value);
    case "not":
      return `not ${formatPart(query.of)}`;
    case "and":
    case "or":
      return query.of.map(formatPart).join(` ${query.type} `);
  }
}

function formatPart(part: SpanQuery): string {
  const text = formatQuery(part);
  return part.type === "and" || part.type === "or" ? `(${text})` : text;
}
