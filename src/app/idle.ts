import { frames } from "@/canvas/frame-scheduler";
import { whenIdle } from "@/lib/activity";

declare global {
  var spanwise: { readonly idle: () => Promise<void> } | undefined;
  var spanwiseBootFailed: (() => void) | undefined;
}

const frame = () => new Promise<void>((resolve) => frames.schedule("canvas", resolve));

/**
 * Resolves when the page has come to rest: no request, no engine call and no drawing goes on, and
 * two frames later still none does. Tests and scripts wait for this in place of sleeping.
 */
export async function idle(): Promise<void> {
  for (;;) {
    await whenIdle();
    await frame();
    await frame();
    let quiet = false;
    void whenIdle().then(() => (quiet = true));
    // The promise of a page at rest is kept within a few turns of the queue; others take longer.
    for (let turn = 0; turn < 4 && !quiet; turn += 1) await Promise.resolve();
    if (quiet) return;
  }
}
