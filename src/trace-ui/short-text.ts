import { visibleLine } from "@/widgets/visible-text";

/** Longer names are shortened in rows and labels; the details panel has them whole. */
const longestShown = 200;

/** A name for one line of the screen: of bounded length, everything in it visible. */
export function shortText(text: string, longest = longestShown): string {
  if (text.length <= longest) return visibleLine(text);
  const last = text.charCodeAt(longest - 1);
  // Half of a surrogate pair at the end would become a replacement character.
  const end = last >= 0xd800 && last < 0xdc00 ? longest - 1 : longest;
  return visibleLine(`${text.slice(0, end)}…`);
}
