import type { LinkFields } from "@/model/span-sink";
import type { LinkRelation } from "@/model/span-view";
import { isObject, listOf, parentIdOf, textOf, type IssueNotes, type JsonObject } from "./wire";

/** What the references of a span say. */
export interface JaegerReferences {
  /** Span id of the parent, or "". */
  readonly parent: string;
  /** All other references, with their types. */
  readonly links: readonly LinkFields[];
  /** References of which something is in neither: kept among the unknown fields. */
  readonly unread: readonly unknown[];
}

/**
 * The parent is the first CHILD_OF reference into the same trace, else the first FOLLOWS_FROM into
 * it, else the old field `parentSpanID`; all other references become links.
 */
export function jaegerReferences(
  span: JsonObject,
  traceId: string,
  notes: IssueNotes,
): JaegerReferences {
  const unread: unknown[] = [];
  const references: JsonObject[] = [];
  for (const item of listOf(span["references"])) {
    if (isObject(item) && typeof item["spanID"] === "string") {
      references.push(item);
    } else {
      notes.add("bad-value", "references", item);
      unread.push(item);
    }
  }
  const within = (type: string) => (reference: JsonObject) =>
    reference["refType"] === type &&
    textId(reference, "spanID") !== "" &&
    isSameTrace(reference["traceID"], traceId);
  const followed = references.find(within("FOLLOWS_FROM"));
  const parent = references.find(within("CHILD_OF")) ?? followed;
  // The parent column does not say by which type of reference it was found.
  if (parent !== undefined && parent === followed) unread.push(parent);
  const links = references.filter((reference) => reference !== parent);
  return {
    parent:
      parent === undefined
        ? parentIdOf(textOf(span["parentSpanID"], "parentSpanID", notes))
        : textId(parent, "spanID"),
    links: links.map((reference) => ({
      relation: relationOf(reference["refType"], notes),
      traceId: textId(reference, "traceID"),
      spanId: textId(reference, "spanID"),
      traceState: "",
      traceFlags: undefined,
      droppedAttributesCount: 0,
    })),
    unread,
  };
}

function relationOf(type: unknown, notes: IssueNotes): LinkRelation {
  if (type === "FOLLOWS_FROM") return "follows-from";
  if (type === "CHILD_OF") return "extra-parent";
  notes.add("bad-enum", "refType", type ?? null);
  return "link";
}

function textId(reference: JsonObject, key: string): string {
  const id = reference[key];
  return typeof id === "string" ? parentIdOf(id) : "";
}

/** Ids are compared without leading zeros: writers differ in whether they keep them. */
function isSameTrace(id: unknown, traceId: string): boolean {
  if (id === undefined || id === null || id === "" || id === traceId) return true;
  return typeof id === "string" && shortId(id) === shortId(traceId);
}

function shortId(id: string): string {
  return id.toLowerCase().replace(/^0+/, "");
}
