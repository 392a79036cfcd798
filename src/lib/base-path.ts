/**
 * The pages that a viewer for Jaeger has below its base path. `trace` is followed by an id, the
 * others end the path. index.html has the same list in its inline script.
 */
export const pageNames = [
  "deep-dependencies",
  "dependencies",
  "quality-metrics",
  "plexus-demo",
  "monitor",
  "search",
] as const;

const page = new RegExp(`^(.*?/)(?:(?:${pageNames.join("|")})|trace/[^/]*|trace)/?$`);

/**
 * The base paths that a page at this path may have been served under, the likeliest first, each
 * with "/" at both ends. A page that is known gives one; for any other path the folder it is in
 * comes first, then the path itself (a base path that was typed without its last "/"), then the
 * folders above.
 */
export function basePathCandidates(pathname: string): readonly string[] {
  const known = page.exec(pathname)?.[1];
  if (known !== undefined) return [known];
  const folder = pathname.slice(0, pathname.lastIndexOf("/") + 1) || "/";
  const candidates = [folder];
  if (folder !== pathname) candidates.push(`${pathname}/`);
  for (let above = folder; above.length > 1;) {
    above = above.slice(0, above.lastIndexOf("/", above.length - 2) + 1) || "/";
    candidates.push(above);
  }
  return candidates;
}

/** The base path that a page at this path was most likely served under. */
export function findBasePath(pathname: string): string {
  return basePathCandidates(pathname)[0] ?? "/";
}
