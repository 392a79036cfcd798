import { formatQuery } from "@/derive/span-query";
import { parseQuery } from "@/derive/parse-query";

/** The search for a value of an attribute. */
export const findText = (key: string, value: string): string =>
  formatQuery({ type: "compare", field: "attribute", key, operator: "=", value });

/** A search less what has a value; of no search, everything less that. */
export function excludeText(text: string, key: string, value: string): string {
  const without = {
    type: "not",
    of: { type: "compare", field: "attribute", key, operator: "=", value },
  } as const;
  const { query, problem } = parseQuery(text);
  if (!query || problem) return formatQuery(without);
  const terms = query.type === "and" ? query.of : [query];
  return formatQuery({ type: "and", of: [...terms, without] });
}
