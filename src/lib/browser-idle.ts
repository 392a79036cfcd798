/** Resolves when the browser has nothing to do for this page: no task, no rendering. */
export function browserIdle(): Promise<void> {
  return new Promise((resolve) => {
    // Safari has no such callback: there, a moment has to do. Chromium may keep it back for a
    // minute after a key, though it has nothing to do and draws no frame: hence the limit.
    if (typeof requestIdleCallback === "function") {
      requestIdleCallback(() => resolve(), { timeout: 100 });
    } else setTimeout(resolve, 50);
  });
}

const turn = () => new Promise<void>((resolve) => setTimeout(resolve));
// Nothing is drawn in it, so that the order in which a frame draws is not its concern.
/* oxlint-disable no-restricted-globals */
const frame = () =>
  new Promise<void>((resolve) => {
    if (typeof requestAnimationFrame === "function") requestAnimationFrame(() => resolve());
    else resolve();
  });
/* oxlint-enable no-restricted-globals */

/**
 * Resolves when what has just been put into a store has been rendered and drawn: a picture may follow
 * its rows by one frame. Where nothing is drawn, as in a tab out of sight, that may be never.
 */
export async function browserDrawn(): Promise<void> {
  // Who watches the store may hear of it by a timer: until then the browser is idle.
  await turn();
  await browserIdle();
  await frame();
  await frame();
  await turn();
}
