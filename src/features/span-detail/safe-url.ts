const longestUrl = 4096;

/**
 * The address to link to when a value is, as a whole, an http or https address; else undefined.
 * Nothing else becomes a link: `javascript:` and `data:` stay text.
 */
export function linkableUrl(value: string): string | undefined {
  if (value.length > longestUrl || !/^https?:\/\/[^\s\p{C}]+$/iu.test(value)) return undefined;
  try {
    const url = new URL(value);
    return url.protocol === "http:" || url.protocol === "https:" ? url.href : undefined;
  } catch {
    return undefined;
  }
}
