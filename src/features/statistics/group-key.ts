import { formatQuery, type SpanQuery } from "@/derive/span-query";
import type { GroupKey } from "@/derive/span-groups";

/** A key as it stands in a URL: "service", "name", or "attribute:" and the attribute's key. */
export function parseGroupKey(text: string | undefined): GroupKey | undefined {
  if (text === "service" || text === "name") return { by: text };
  const key = /^attribute:(.+)$/s.exec(text ?? "")?.[1];
  return key === undefined ? undefined : { by: "attribute", key };
}

export function formatGroupKey(key: GroupKey): string {
  return key.by === "attribute" ? `attribute:${key.key}` : key.by;
}

/** The text that finds the spans of a group; undefined where a value is missing. */
export function groupQuery(
  keys: readonly GroupKey[],
  path: readonly (string | undefined)[],
): string | undefined {
  const parts: SpanQuery[] = [];
  for (const [i, value] of path.entries()) {
    const key = keys[i];
    if (!key || value === undefined || value === "") return undefined;
    const [field, attribute] =
      key.by === "attribute" ? ["attribute" as const, key.key] : [key.by, ""];
    parts.push({ type: "compare", field, key: attribute, operator: "=", value });
  }
  const [first] = parts;
  return parts.length === 1 && first ? formatQuery(first) : formatQuery({ type: "and", of: parts });
}
