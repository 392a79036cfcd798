import { activitiesBegun, whenIdle } from "@/lib/activity";
import { browserIdle } from "@/lib/browser-idle";

declare global {
  var spanwise: { readonly idle: () => Promise<void> } | undefined;
  var spanwiseBootFailed: (() => void) | undefined;
}

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
