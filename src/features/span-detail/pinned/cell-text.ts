import type { Formats } from "@/i18n/formats";
import type { Catalogue } from "@/i18n/catalogue";
import { signedDuration } from "../times";
import { valueText } from "../value-text";
import type { PinnedCell, PinnedDifference, PinnedGroup, PinnedRow } from "./pinned-rows";

/** What the texts of a table of spans are made with. */
export interface PinnedWords {
  readonly messages: Catalogue;
  readonly formats: Formats;
}

/** The name of a row: a key as it was recorded, or a fact in words. */
export function rowName(row: PinnedRow, { messages }: PinnedWords): string {
  const { facts, sections, attributes } = messages.spanDetail;
  switch (row.fact) {
    case undefined:
      return row.key === "" ? attributes.emptyKey : row.key;
    case "service":
      return messages.spanDetail.service;
    case "name":
      return facts.spanName;
    case "start":
      return facts.fromTraceStart;
    case "events":
    case "links":
    case "children":
      return sections[row.fact];
    case "scopeName":
    case "scopeVersion":
      return messages.pinned.facts[row.fact];
    default:
      return facts[row.fact];
  }
}

/**
 * The heading above the rows of a group; undefined above the first, which needs none. `hasGroups`:
 * the attributes come in several.
 */
export function groupName(
  group: PinnedGroup,
  hasGroups: boolean,
  { messages }: PinnedWords,
): string | undefined {
  const { sections, groups } = messages.spanDetail;
  if (group === "span") return undefined;
  if (group === "resource" || group === "scope") return sections[group];
  return group === "other" && !hasGroups ? sections.attributes : groups[group];
}

/** A cell as one text, with all its digits. */
export function cellText(cell: PinnedCell | undefined, { messages, formats }: PinnedWords): string {
  const { kinds, status } = messages.spanDetail;
  switch (cell?.type) {
    case undefined:
      return "";
    case "value":
      return valueText(cell.value);
    case "text":
      return cell.text;
    case "kind":
      return kinds[cell.name];
    case "status":
      return status[cell.name];
    case "duration":
      return formats.duration(cell.ns);
    case "offset":
      return signedDuration(formats, cell.ns);
    case "count":
      return formats.number(cell.count);
  }
}

/** How much more or less a span has than the first one; undefined where that is not counted. */
export function changeText(difference: PinnedDifference, words: PinnedWords): string | undefined {
  if (difference.type !== "change") return undefined;
  const { more, less } = words.messages.pinned.differences;
  const { by, isTime } = difference;
  const size = by < 0 ? -by : by;
  const text =
    typeof size === "bigint" && size > BigInt(Number.MAX_SAFE_INTEGER)
      ? String(size)
      : isTime
        ? words.formats.duration(Number(size))
        : words.formats.number(Number(size));
  return by < 0 ? less(text) : more(text);
}
