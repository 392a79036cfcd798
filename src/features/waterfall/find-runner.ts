import { frames } from "@/canvas/frame-scheduler";
import { findSpans } from "@/derive/find-spans";
import { noFind } from "@/state/trace-view-store";
import { goToMatch, type Timeline } from "./timeline-commands";

/** Spans looked at in one go: well under a frame. */
const budgetPerFrame = 200_000;

/**
 * Searches the trace for a text, a part per frame, and puts the answer into the view store. Goes to
 * the first match unless told not to. Returns the function that gives the search up.
 */
export function runFind(timeline: Timeline, text: string, goToFirst: boolean): () => void {
  const { core, view } = timeline;
  if (text.trim() === "") {
    view.setState({ find: { ...noFind, text } });
    return () => undefined;
  }
  const find = findSpans(core, text);
  view.setState({ find: { ...view.getState().find, text, searching: true } });
  const work = () => {
    if (!find.step(budgetPerFrame)) {
      frames.schedule("store", work);
      return;
    }
    const matches = find.matches();
    view.setState({
      find: { text, matches, current: matches.length > 0 ? 0 : -1, searching: false },
    });
    if (goToFirst && matches.length > 0) goToMatch(timeline, 0);
  };
  frames.schedule("store", work);
  return () => frames.cancel("store", work);
}
