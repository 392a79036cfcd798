// C0 controls but tab, newline and the return before a newline; DEL; C1 controls; zero-width space;
// line and paragraph separators; bidirectional embeddings, overrides and isolates; the byte order
// mark; and halves of surrogate pairs, which only match alone because of the "u" flag. Joiners and
// the plain direction marks stay: emoji and right-to-left scripts need them.
const hidden =
  // oxlint-disable-next-line no-control-regex -- control characters are what this is about
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]|\r(?!\n)/gu;

function picture(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  // Unicode has a picture for each of these.
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return "\u2421";
  return `\u27e8U+${code.toString(16).toUpperCase().padStart(4, "0")}\u27e9`;
}

/**
 * Text with the characters that cannot be seen, or that reorder what stands around them, replaced
 * by something that can be read: U+0007 is "␇", U+202E is "⟨U+202E⟩". Tabs and line breaks stay.
 */
export function visibleText(text: string): string {
  return text.replace(hidden, picture);
}

/** As `visibleText`, on one line: tabs and line breaks are pictures too. */
export function visibleLine(text: string): string {
  return visibleText(text).replace(/[\t\n\r]/g, picture);
}

// The first and last characters of the blocks that hold nothing that could reorder a sentence.
const plain = /^[\u0020-\u007e\u00a0-\u02af\u0400-\u04ff]*$/;

/**
 * A value to be put into a sentence: on one line, visible, and set apart from the direction of the
 * words around it where it could change that.
 */
export function insertedText(text: string): string {
  const line = visibleLine(text);
  return plain.test(line) ? line : `\u2068${line}\u2069`;
}
