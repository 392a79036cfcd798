/** Where a text stops being JSON. */
export interface JsonError {
  /** In UTF-16 units from the start of the text. */
  readonly offset: number;
  /** Everything there is could be the beginning of a document: it ends too early. */
  readonly atEnd: boolean;
}

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/uy;
const numberStart = /-?\d*(?:\.\d*)?(?:[eE][+-]?)?$/uy;
const space = /[ \t\n\r]*/uy;
// oxlint-disable-next-line no-control-regex -- JSON strings must not hold these
const plain = /[^"\\\u0000-\u001f]*/uy;
const escape = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/uy;
const escapeStart = /\\(?:u[0-9a-fA-F]{0,3})?$/uy;

/**
 * Finds the place at which a text that `JSON.parse` refused goes wrong, by RFC 8259, because the
 * words in which engines report it differ and are no interface. Keeps its own stack: any depth.
 */
export function findJsonError(text: string): JsonError {
  let at = 0;
  const match = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (!found) return false;
    at += found[0].length;
    return true;
  };
  const end = (): JsonError => ({ offset: text.length, atEnd: true });
  const here = (): JsonError => (at >= text.length ? end() : { offset: at, atEnd: false });
  /** Reads a string whose opening quote is next; a failure, or undefined. */
  const string = (): JsonError | undefined => {
    at += 1;
    for (;;) {
      match(plain);
      if (text[at] === '"') {
        at += 1;
        return undefined;
      }
      if (match(escape)) continue;
      return match(escapeStart) ? end() : here();
    }
  };
  const word = (whole: string): JsonError | undefined => {
    for (const letter of whole) {
      if (text[at] !== letter) return here();
      at += 1;
    }
    return undefined;
  };
  const scalar = (): JsonError | undefined => {
    const first = text[at];
    if (first === '"') return string();
    if (first === "t") return word("true");
    if (first === "f") return word("false");
    if (first === "n") return word("null");
    const start = at;
    if (match(number)) {
      // "1." and "1e" at the very end are beginnings of numbers.
      const whole = at;
      at = start;
      if (match(numberStart) && at > whole) return end();
      at = whole;
      return undefined;
    }
    return match(numberStart) && at > start ? end() : here();
  };

  const open: ("}" | "]")[] = [];
  let want: "value" | "first" | "key" | "after" = "value";
  for (;;) {
    match(space);
    const next = text[at];
    const closes = open.at(-1);
    if (want === "after") {
      if (closes === undefined) return next === undefined ? end() : here();
      if (next === closes) {
        open.pop();
        at += 1;
      } else if (next === ",") {
        at += 1;
        want = closes === "}" ? "key" : "value";
      } else return here();
      continue;
    }
    if (want === "first" && next === closes) {
      open.pop();
      at += 1;
      want = "after";
      continue;
    }
    if (want === "key" || (want === "first" && closes === "}")) {
      if (next !== '"') return here();
      const failure = string();
      if (failure) return failure;
      match(space);
      if (text[at] !== ":") return here();
      at += 1;
      want = "value";
      continue;
    }
    if (next === "{" || next === "[") {
      open.push(next === "{" ? "}" : "]");
      at += 1;
      want = "first";
      continue;
    }
    const failure = scalar();
    if (failure) return failure;
    want = "after";
  }
}
