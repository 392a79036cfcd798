import { Problem } from "@/lib/problem";

/** What is said where a part of the program could not be downloaded; its cause goes to the console. */
export function downloadProblem(cause: unknown): Problem {
  reportError(cause);
  // A browser remembers a module that failed, so only a reload can help.
  return new Problem("unreachable", { url: document.baseURI, needsReload: 1 });
}
