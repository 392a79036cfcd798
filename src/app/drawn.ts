import { frames } from "@/canvas/frame-scheduler";
import { browserRendered } from "@/lib/browser-idle";
import { letOthersRun } from "@/lib/let-others-run";

const frame = () => new Promise<void>((resolve) => frames.schedule("canvas", resolve));

/**
 * Resolves when what has just been put into a store has been rendered and drawn: pictures follow
 * their rows by one frame. Where nothing is drawn, as in a tab out of sight, that may be never.
 */
export async function whenDrawn(): Promise<void> {
  await browserRendered();
  await frame();
  await frame();
  await letOthersRun();
}
