/**
 * Which parts of a document are opened up while it streams in. `spans` and `otlp-spans` hold the
 * elements that are cut; everything else on the way to them is a container with a skeleton.
 */
export type SliceRole =
  /** The stream: one document, or several behind each other. */
  | "root"
  /** A list of documents: traces, spans, or anything else. */
  | "documents"
  /** An object that may be an envelope, a Jaeger trace, an OTLP request, a resource, or a span. */
  | "document"
  /** `spans` of a Jaeger trace. */
  | "spans"
  /** OTLP `resourceSpans`, and one of them. */
  | "resources"
  | "resource"
  /** OTLP `scopeSpans`, and one of them. */
  | "scopes"
  | "scope"
  /** OTLP `spans`. */
  | "otlp-spans";

/** A container that has been opened up, and how it was reached. */
export interface SliceNode {
  readonly role: SliceRole;
  readonly parent: SliceNode | undefined;
  /** Key in the parent object; undefined in an array. */
  readonly key: string | undefined;
  /** Position in the parent array. */
  readonly index: number;
  readonly depth: number;
  readonly isArray: boolean;
  /** Elements begun (arrays). */
  count: number;
  /** Something inside it was opened up. */
  opened: boolean;
  /** Its elements are cut whole from now on: the first one had nothing to open. */
  whole: boolean;
}

/** Envelopes in envelopes are followed this far; what is deeper is of no known format. */
const MAX_NODE_DEPTH = 16;

const ENVELOPE_KEYS: ReadonlySet<string> = new Set(["data", "result", "trace"]);
export const RESOURCE_LIST_KEYS = ["resourceSpans", "resource_spans", "batches"] as const;
export const SCOPE_LIST_KEYS = [
  "scopeSpans",
  "scope_spans",
  "instrumentationLibrarySpans",
  "instrumentation_library_spans",
] as const;
const RESOURCE_LISTS: ReadonlySet<string> = new Set(RESOURCE_LIST_KEYS);
const SCOPE_LISTS: ReadonlySet<string> = new Set(SCOPE_LIST_KEYS);

/** The root of a stream. */
export function rootNode(): SliceNode {
  return makeNode("root", undefined, undefined, true);
}

/**
 * The node for a container inside `parent`, or undefined where it is not opened up. `key` is
 * undefined for an element of an array, which counts as begun with this call or without it.
 */
export function openNode(
  parent: SliceNode,
  key: string | undefined,
  isArray: boolean,
): SliceNode | undefined {
  const role =
    parent.whole || parent.depth >= MAX_NODE_DEPTH ? undefined : inner(parent, key, isArray);
  if (role === undefined) return undefined;
  parent.opened = true;
  return makeNode(role, parent, key, isArray);
}

function makeNode(
  role: SliceRole,
  parent: SliceNode | undefined,
  key: string | undefined,
  isArray: boolean,
): SliceNode {
  const index = parent !== undefined && key === undefined ? parent.count : -1;
  const depth = parent === undefined ? 0 : parent.depth + 1;
  return { role, parent, key, index, depth, isArray, count: 0, opened: false, whole: false };
}

function inner(
  parent: SliceNode,
  key: string | undefined,
  isArray: boolean,
): SliceRole | undefined {
  switch (parent.role) {
    case "root":
    case "documents":
      return isArray ? "documents" : "document";
    case "document":
      if (key === undefined) return undefined;
      if (ENVELOPE_KEYS.has(key)) return isArray ? "documents" : "document";
      if (!isArray) return undefined;
      if (key === "spans") return "spans";
      if (RESOURCE_LISTS.has(key)) return "resources";
      return SCOPE_LISTS.has(key) ? "scopes" : undefined;
    case "resources":
      return isArray ? undefined : "resource";
    case "resource":
      return isArray && key !== undefined && SCOPE_LISTS.has(key) ? "scopes" : undefined;
    case "scopes":
      return isArray ? undefined : "scope";
    case "scope":
      return isArray && key === "spans" ? "otlp-spans" : undefined;
    default:
      return undefined;
  }
}

/** "data[0].spans"; "" for the root of a single document, "[2]" for the third of several. */
export function nodePath(node: SliceNode): string {
  const parts: string[] = [];
  for (let at: SliceNode | undefined = node; at?.parent !== undefined; at = at.parent) {
    if (at.parent.role === "root") parts.push(documentPath(at.index));
    else parts.push(at.key === undefined ? `[${at.index}]` : keyPath(at.key));
  }
  return joinPath(parts.toReversed());
}

/** "data[0].spans[3]": an element of an array. */
export function elementPath(array: SliceNode, index: number): string {
  return array.role === "root" ? documentPath(index) : `${nodePath(array)}[${index}]`;
}

/** A key as it stands in a path, quoted where it is not a plain word. */
export function keyPath(key: string): string {
  return /^[\w$@-]{1,64}$/.test(key) ? `.${key}` : `[${JSON.stringify(key.slice(0, 64))}]`;
}

/** Joins parts such as ".data", "[0]", ".spans", without a leading dot. */
export function joinPath(parts: readonly string[]): string {
  const path = parts.join("");
  return path.startsWith(".") ? path.slice(1) : path;
}

/** Documents behind each other are counted from the second one on. */
function documentPath(index: number): string {
  return index === 0 ? "" : `document ${index + 1}: `;
}
