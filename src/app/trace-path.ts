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

const normalised = (id: string): string => normaliseTraceId(id) ?? id;

/** A trace path with its ids in their canonical form; ids of no known form stay as they are. */
export function normaliseTracePath(path: string): string {
  if (!isComparison(path)) return normalised(path);
  const { a, b } = comparisonSides(path);
  return comparisonPath(a === "" ? "" : normalised(a), b === "" ? "" : normalised(b));
}
