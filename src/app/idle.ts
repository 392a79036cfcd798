import { activitiesBegun, whenIdle } from "@/lib/activity";
import { browserIdle } from "@/lib/browser-idle";
import { letOthersRun } from "@/lib/let-others-run";

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
    await workDone();
    await workDone();
    if (activitiesBegun() === before) return;
  }
}

/** So soon comes the turn of a message where no other work waits for the thread, in milliseconds. */
const promptMs = 4;
/** So many in a row: between the slices of what React renders there is room for one. */
const turns = 5;
/** On a machine that is too busy for prompt turns, rest is taken for granted after so long. */
const longestMs = 5_000;

/**
 * Resolves when the browser has run out of work. Where it does not say so in time, which may be its
 * habit after a key or mean that work is waiting, messages that wait their turn tell.
 */
async function workDone(): Promise<void> {
  const startedMs = performance.now();
  while (!(await browserIdle()) && performance.now() - startedMs < longestMs) {
    const askedMs = performance.now();
    for (let turn = 0; turn < turns; turn += 1) await letOthersRun();
    if (performance.now() - askedMs < promptMs * turns) return;
  }
}
