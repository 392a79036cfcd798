import type { SpanMatches } from "@/engine/trace-engine";
import { lowerBound } from "@/lib/bisect";
import { noFind, type FindState } from "@/state/trace-view-store";
import type { Timeline } from "./timeline-commands";

/**
 * Puts what a search for a text has found so far into the view: nothing, a part, or all. The match
 * that one is at stays the current one; without one it is the first. Gives what the view has now.
 */
export function showMatches(
  { view }: Timeline,
  text: string,
  found: Pick<SpanMatches, "rows" | "isWhole"> | undefined,
): FindState {
  const before = view.getState().find;
  const find = nextFind(before, text, found);
  if (find !== before) view.setState({ find });
  return find;
}

function nextFind(
  before: FindState,
  text: string,
  found: Pick<SpanMatches, "rows" | "isWhole"> | undefined,
): FindState {
  if (text.trim() === "") return { ...noFind, text };
  if (!found) {
    // The same text on another reading of the trace: what was known is shown until more is.
    return before.text === text ? before : { ...before, text, current: -1, searching: true };
  }
  const matches = found.rows;
  const at = before.matches[before.current];
  const position = at === undefined ? 0 : lowerBound(matches, at);
  const current = matches.length === 0 ? -1 : matches[position] === at ? position : 0;
  return { text, matches, current, searching: !found.isWhole };
}
