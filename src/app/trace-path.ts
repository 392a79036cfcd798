import { normaliseTraceId } from "@/lib/ids";

const separator = "...";

/** True where a trace path names two traces to compare, one of which may be left out. */
export function isComparison(path: string): boolean {
  return path.includes(separator);
}

/** The two traces of a comparison's path; "" for one that is not chosen. */
export function comparisonSides(path: string): { readonly a: string; readonly b: string } {
  const at = path.indexOf(separator);
  if (at < 0) return { a: path, b: "" };
  return { a: path.slice(0, at), b: path.slice(at + separator.length) };
}

/** The path of a comparison. */
export function comparisonPath(a: string, b: string): string {
  return `${a}${separator}${b}`;
}

/**
 * The canonical ids of the traces that an address shows, below the base path: one, or those of a
 * comparison. None for every other page.
 */
export function tracesInPath(pathname: string, basePath: string): readonly string[] {
  if (!pathname.startsWith(basePath)) return [];
  const id = /^trace\/([^/]+)\/?$/.exec(pathname.slice(basePath.length))?.[1];
  if (id === undefined) return [];
  try {
    const { a, b } = comparisonSides(normaliseTracePath(decodeURIComponent(id)));
    return [...new Set([a, b])].filter((one) => one !== "");
  } catch {
    return []; // A broken escape: the router has words for that.
  }
}

const normalised = (id: string): string => normaliseTraceId(id) ?? id;

/** A trace path with its ids in their canonical form; ids of no known form stay as they are. */
export function normaliseTracePath(path: string): string {
  if (!isComparison(path)) return normalised(path);
  const { a, b } = comparisonSides(path);
  return comparisonPath(a === "" ? "" : normalised(a), b === "" ? "" : normalised(b));
}
