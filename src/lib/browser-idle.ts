import { after } from "./after";

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

/**
 * Resolves when what has just been put into a store has been rendered: who watches the store may
 * hear of it by a timer, and until then the browser is idle.
 */
export async function browserRendered(): Promise<void> {
  await after();
  await browserIdle();
}
