/** Beyond this many characters, text is not laid out: it would hold the page up. */
const longestFormatted = 200_000;
const deepestIndent = 20;

/** Words that begin a line of their own, at the level of the query they belong to. */
const clauses: ReadonlySet<string> = new Set([
  ...["from", "where", "group", "order", "having", "limit", "offset", "fetch", "union"],
  ...["intersect", "except", "values", "set", "returning", "window", "qualify"],
  ...["join", "left", "right", "inner", "full", "cross", "natural"],
]);
/** Words that begin a line below their clause. */
const conditions: ReadonlySet<string> = new Set(["and", "or"]);
const joins: ReadonlySet<string> = new Set([
  ...["left", "right", "inner", "full", "cross", "natural", "outer", "lateral"],
]);
/** Words before which a word that could begin a clause does not. */
const holders: ReadonlySet<string> = new Set(["delete", "distinct", "is", "update", "for", "by"]);

const tokens =
  /--[^\n]*|\/\*[^]*?(?:\*\/|$)|'(?:[^']|'')*'?|"(?:[^"]|"")*"?|`[^`]*`?|\$(\w*)\$[^]*?\$\1\$|[A-Za-z_][\w$]*|[^\s\w"'`()]+|[()]|\S/g;

/**
 * SQL with a line for each clause, or undefined when there is nothing to gain. Only white space
 * between tokens changes: texts, names and comments stay as they are.
 */
export function formatSql(text: string): string | undefined {
  if (text.length > longestFormatted) return undefined;
  const lines: string[] = [];
  let line = "";
  let before = "";
  /** For each open parenthesis, whether a query is in it. */
  const open: boolean[] = [];
  let between = false;
  let end = 0;
  const newLine = (deeper = 0): void => {
    if (line.trim() !== "") lines.push(line.trimEnd());
    const depth = open.filter(Boolean).length + deeper;
    line = "  ".repeat(Math.min(depth, deepestIndent));
  };
  const found = [...text.matchAll(tokens)];
  for (const [i, match] of found.entries()) {
    const token = match[0];
    const word = token.toLowerCase();
    const isSpaced = match.index > end;
    const inParts = open.length > 0 && !open.at(-1);
    if (token === ")" && open.pop()) newLine();
    else if (!inParts && clauses.has(word) && !joins.has(before) && !holders.has(before)) newLine();
    else if (!inParts && conditions.has(word) && !between) newLine(1);
    else if (isSpaced && line.trim() !== "") line += " ";
    if (word === "between") between = true;
    else if (word === "and") between = false;
    line += token;
    if (token === "(") {
      const next = found[i + 1]?.[0].toLowerCase();
      const isQuery = next === "select" || next === "with";
      open.push(isQuery);
      if (isQuery) newLine();
    } else if (token.startsWith("--") || (token === ";" && i < found.length - 1)) {
      newLine();
    }
    before = word;
    end = match.index + token.length;
  }
  newLine();
  const formatted = lines.join("\n");
  return formatted.includes("\n") && formatted !== text ? formatted : undefined;
}
