import { frames } from "@/canvas/frame-scheduler";
import { browserIdle } from "@/lib/browser-idle";
import { letOthersRun } from "@/lib/let-others-run";

const frame = () => new Promise<void>((resolve) => frames.schedule("canvas", resolve));

/**
 * Resolves when what has just been put into a store has been rendered and drawn: pictures follow
 * their rows by one frame. Where nothing is drawn, as in a tab out of sight, that may be never.
 */
export async function whenDrawn(): Promise<void> {
  // Who watches a store may hear of it by a timer: until then the browser is idle.
  await new Promise((resolve) => setTimeout(resolve));
  await browserIdle();
  await frame();
  await frame();
  await letOthersRun();
}
