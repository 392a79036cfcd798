import { activitiesBegun, whenIdle } from "@/lib/activity";

declare global {
  var spanwise: { readonly idle: () => Promise<void> } | undefined;
  var spanwiseBootFailed: (() => void) | undefined;
}

/** Resolves when the browser has nothing to do for this page: no task, no rendering. */
const browserIdle = () =>
  new Promise<void>((resolve) => {
    // Safari has no such callback: there, a moment has to do. Chromium may keep it back for a
    // minute after a key, though it has nothing to do and draws no frame: hence the limit.
    if (typeof requestIdleCallback === "function") {
      requestIdleCallback(() => resolve(), { timeout: 100 });
    } else setTimeout(resolve, 50);
  });

/**
 * Resolves when the page has come to rest: no request, no engine call and no drawing goes on, and
 * none has begun by the time that the browser has run out of work, twice. Tests and scripts wait
 * for this in place of sleeping.
 */
export async function idle(): Promise<void> {
  for (;;) {
    await whenIdle();
    const before = activitiesBegun();
    await browserIdle();
    await browserIdle();
    if (activitiesBegun() === before) return;
  }
}
