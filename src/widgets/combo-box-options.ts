/** One thing to choose: the text that is put into the field, and a word about it. */
export interface ComboBoxOption {
  readonly value: string;
  /** Shown after the value in a quieter colour. */
  readonly detail?: string;
}

export interface RankedOptions {
  readonly shown: readonly ComboBoxOption[];
  /** How many match, shown or not. */
  readonly total: number;
  /** The query, letter for letter, is one of the options. */
  readonly exact: boolean;
}

/**
 * The options that contain the query, whatever the case: an equal one first, then those that begin
 * with it, then the rest, each in the order given. At most `limit` are shown: rows cost, and nobody
 * reads a thousand.
 */
export function rankOptions(
  options: readonly ComboBoxOption[],
  query: string,
  limit: number,
): RankedOptions {
  const wanted = query.trim().toLowerCase();
  const equal: ComboBoxOption[] = [];
  const starting: ComboBoxOption[] = [];
  const containing: ComboBoxOption[] = [];
  let exact = false;
  for (const option of options) {
    const at = option.value.toLowerCase().indexOf(wanted);
    if (at < 0) continue;
    if (option.value === query) exact = true;
    if (at > 0) containing.push(option);
    else if (option.value.length === wanted.length) equal.push(option);
    else starting.push(option);
  }
  // Where names differ by case alone, the one typed comes first.
  equal.sort((a, b) => Number(b.value === query) - Number(a.value === query));
  const all = [...equal, ...starting, ...containing];
  return { shown: all.slice(0, limit), total: all.length, exact };
}
