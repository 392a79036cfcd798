import { after } from "./after";

/**
 * Resolves when the browser has nothing to do for this page: no task, no rendering. To false where
 * the browser has not said so for a while, as when a machine has more to do than it can.
 */
export function browserIdle(): Promise<boolean> {
  return new Promise((resolve) => {
    // Safari has no such callback: there, a moment has to do. Chromium may keep it back for a
    // minute after a key, though it has nothing to do and draws no frame: hence the limit.
    if (typeof requestIdleCallback === "function") {
      requestIdleCallback(({ didTimeout }) => resolve(!didTimeout), { timeout: 100 });
    } else setTimeout(resolve, 50, true);
  });
}

/**
 * Resolves when what has just been put into a store has been rendered: who watches the store may
 * hear of it by a timer, and until then the browser is idle.
 */
export async function browserRendered(): Promise<void> {
  await after();
  await browserIdle();
}
