/**
 * A field of a CSV file by RFC 4180. Spreadsheets run what begins like a formula, so such a text
 * gets an apostrophe in front, which they take for "this is text".
 */
export function csvText(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
