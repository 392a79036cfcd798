import type { Catalogue } from "@/i18n/catalogue";

type Words = Catalogue["trace"]["notes"];

/** What was found odd in a trace, counted, in words; the missing parents have their own mark. */
export function issueNotes(
  counts: Readonly<Record<string, number>>,
  traceWarnings: readonly string[],
  words: Words,
): { readonly count: number; readonly notes: readonly string[] } {
  const notes: string[] = [];
  let count = traceWarnings.length;
  const sentences = new Map<string, (n: number) => string>(Object.entries(words.codes));
  for (const [code, n] of Object.entries(counts)) {
    if (n === 0) continue;
    count += n;
    const sentence = code === "warning" ? words.warning : sentences.get(code);
    notes.push(sentence ? sentence(n) : words.other(n, code));
  }
  return { count, notes };
}
