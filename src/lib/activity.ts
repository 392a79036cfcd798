/**
 * Counts what the page is busy with (requests, engine calls, frames), so that a test can wait for
 * the page to come to rest in place of sleeping. Kept to a counter: it runs in every request.
 */
let busy = 0;
let begun = 0;
let waiting: (() => void)[] = [];

/** Says that something has begun; the function returned says that it has ended, once. */
export function beginActivity(): () => void {
  busy += 1;
  begun += 1;
  let ended = false;
  return () => {
    if (ended) return;
    ended = true;
    busy -= 1;
    if (busy > 0) return;
    const callbacks = waiting;
    waiting = [];
    for (const callback of callbacks) callback();
  };
}

/** Counts a promise as activity until it settles; gives the promise back. */
export function trackActivity<T>(promise: Promise<T>): Promise<T> {
  const end = beginActivity();
  promise.then(end, end);
  return promise;
}

/** How many activities have begun so far: the same number twice means that none began between. */
export const activitiesBegun = (): number => begun;

/** Resolves when nothing is going on: at once, or when the last activity ends. */
export function whenIdle(): Promise<void> {
  return busy === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve));
}
