/** Beyond this many characters, text is not formatted: it would hold the page up. */
const longestFormatted = 2_000_000;
/** Deeper levels are indented as this one, or indentation would outgrow the text itself. */
const deepestIndent = 40;

/** Whether a text looks like a JSON object or array, told from its ends alone. */
export function looksLikeJson(text: string): boolean {
  if (text.length > longestFormatted) return false;
  return /^\s*(?:\{[^]*\}|\[[^]*\])\s*$/.test(`${text.slice(0, 64)}${text.slice(-64)}`);
}

/**
 * JSON text with line breaks and indentation, or undefined when it is not JSON. Only the white
 * space changes: numbers keep all their digits, repeated keys stay.
 */
export function formatJson(text: string): string | undefined {
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  const lines: string[] = [];
  let line = "";
  let depth = 0;
  const newLine = () => {
    lines.push(line);
    line = "  ".repeat(Math.min(depth, deepestIndent));
  };
  // Strings, brackets and separators one by one; numbers and words as they stand.
  for (const [token] of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{}:,]|[^\s[\]{}:,"]+/g)) {
    if (token === "{" || token === "[") {
      line += token;
      depth += 1;
      newLine();
    } else if (token === "}" || token === "]") {
      depth -= 1;
      if (line.trim() === "" && /[[{]$/.test(lines.at(-1) ?? "")) line = lines.pop() ?? "";
      else newLine();
      line += token;
    } else if (token === ",") {
      line += token;
      newLine();
    } else {
      line += token === ":" ? ": " : token;
    }
  }
  lines.push(line);
  return lines.join("\n");
}
