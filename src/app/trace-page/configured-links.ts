import { readLinkPatterns, type LinkPatterns } from "@/lib/link-patterns";
import { jaegerConfig } from "../jaeger-config";

let patterns: LinkPatterns | undefined;

/**
 * The link patterns of the configuration, with the schemes that its `linkSchemes` allows besides
 * http, https and mailto. What is wrong with a pattern is told to the browser's console.
 */
export function configuredLinkPatterns(): LinkPatterns {
  if (!patterns) {
    const { linkPatterns, linkSchemes } = jaegerConfig();
    patterns = readLinkPatterns(linkPatterns, linkSchemes);
    for (const problem of patterns.problems) reportError(new Error(problem));
  }
  return patterns;
}
