import { readLinkPatterns, type LinkPatterns } from "@/lib/link-patterns";

/** What a Jaeger that serves the page writes into its first script. */
interface Injected {
  readonly JAEGER_CONFIG?: unknown;
  /** Of a configuration that is a script. */
  readonly UIConfig?: unknown;
}

/** The configuration of Jaeger UI that came with the page; empty when there is none. */
export function readConfig(injected: Injected): Readonly<Record<string, unknown>> {
  let config = injected.JAEGER_CONFIG;
  if (typeof injected.UIConfig === "function") {
    try {
      config = (injected.UIConfig as () => unknown)();
    } catch (error) {
      reportError(error);
    }
  }
  return typeof config === "object" && config !== null ? { ...config } : {};
}

let patterns: LinkPatterns | undefined;

/**
 * The link patterns of the configuration, with the schemes that its `linkSchemes` allows besides
 * http, https and mailto. What is wrong with a pattern is told to the browser's console.
 */
export function configuredLinkPatterns(): LinkPatterns {
  if (!patterns) {
    const { linkPatterns, linkSchemes } = readConfig(globalThis as Injected);
    patterns = readLinkPatterns(linkPatterns, linkSchemes);
    for (const problem of patterns.problems) reportError(new Error(problem));
  }
  return patterns;
}
