/** Something that can be found by its words. */
export interface Findable {
  readonly label: string;
  /** Of what kind it is: found by, too, but after what the label says. */
  readonly group: string;
}

/** How well a command fits: 0 begins with the text, 1 has it at a word, 2 anywhere; -1 not at all. */
function fit({ label, group }: Findable, words: readonly string[], text: string): number {
  const own = label.toLowerCase();
  const all = `${own} ${group.toLowerCase()}`;
  if (!words.every((word) => all.includes(word))) return -1;
  if (own.startsWith(text)) return 0;
  if (words.every((word) => own.split(/[^\p{L}\p{N}]+/u).some((part) => part.startsWith(word)))) {
    return 1;
  }
  return words.every((word) => own.includes(word)) ? 2 : 3;
}

/** Those that have every word of a text, the best ones first, each kind of fit in its order. */
export function rankCommands<T extends Findable>(
  commands: readonly T[],
  text: string,
): readonly T[] {
  const wanted = text.trim().toLowerCase();
  const words = wanted.split(/\s+/).filter(Boolean);
  const fits: T[][] = [[], [], [], []];
  for (const command of commands) {
    const place = words.length === 0 ? 0 : fit(command, words, wanted);
    if (place >= 0) fits[place]?.push(command);
  }
  return fits.flat();
}
