import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { abortReason, createDeadline } from "./deadline";
import { isAbort, Problem } from "./problem";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe("createDeadline", () => {
  it("aborts with a timeout that names its limit after that much silence", () => {
    const deadline = createDeadline(1000);
    vi.advanceTimersByTime(999);
    expect(deadline.signal.aborted).toBe(false);
    vi.advanceTimersByTime(2);
    expect(deadline.signal.reason).toEqual(new Problem("timeout", { limitMs: 1000 }));
    expect(deadline.remainingMs()).toBe(0);
  });

  it("begins anew whenever something arrives", () => {
    const deadline = createDeadline(1000);
    for (let i = 0; i < 10; i += 1) {
      vi.advanceTimersByTime(900);
      deadline.touch();
    }
    expect(deadline.signal.aborted).toBe(false);
    expect(deadline.remainingMs()).toBe(1000);
    vi.advanceTimersByTime(1001);
    expect(deadline.signal.aborted).toBe(true);
  });

  it("allows more silence when extended, and names the whole of it", () => {
    const deadline = createDeadline(1000);
    vi.advanceTimersByTime(900);
    deadline.extend(1000);
    vi.advanceTimersByTime(1000);
    expect(deadline.signal.aborted).toBe(false);
    vi.advanceTimersByTime(101);
    expect(deadline.signal.reason).toMatchObject({ code: "timeout", params: { limitMs: 2000 } });
  });

  it("has no limit while paused, until something is heard again", () => {
    const deadline = createDeadline(1000);
    deadline.pause();
    expect(deadline.remainingMs()).toBe(Number.POSITIVE_INFINITY);
    vi.advanceTimersByTime(100_000);
    expect(deadline.signal.aborted).toBe(false);
    deadline.touch();
    vi.advanceTimersByTime(1001);
    expect(deadline.signal.aborted).toBe(true);
  });

  it("can be without a limit, or longer than a timer can be", () => {
    const none = createDeadline(Number.POSITIVE_INFINITY);
    const long = createDeadline(2 ** 33);
    vi.advanceTimersByTime(2 ** 32);
    expect([none.signal.aborted, long.signal.aborted]).toEqual([false, false]);
    vi.advanceTimersByTime(2 ** 33);
    expect([none.signal.aborted, long.signal.aborted]).toEqual([false, true]);
    none.dispose();
  });

  it("ends when the outer signal ends, for its reason", () => {
    const outer = new AbortController();
    const deadline = createDeadline(1000, outer.signal);
    outer.abort();
    expect(isAbort(deadline.signal.reason)).toBe(true);
    const problem = new Problem("engine-failed");
    expect(createDeadline(1000, AbortSignal.abort(problem)).signal.reason).toBe(problem);
  });

  it("never aborts once disposed, and leaves no timer behind", () => {
    const outer = new AbortController();
    const deadline = createDeadline(1000, outer.signal);
    deadline.dispose();
    deadline.touch();
    deadline.extend(1);
    expect(vi.getTimerCount()).toBe(0);
    outer.abort();
    vi.advanceTimersByTime(5000);
    expect(deadline.signal.aborted).toBe(false);
  });
});

describe("abortReason", () => {
  it("gives an AbortError for a reason that is neither that nor a Problem", () => {
    expect(isAbort(abortReason(AbortSignal.abort("tired")))).toBe(true);
    const abort = new DOMException("Stop", "AbortError");
    expect(abortReason(AbortSignal.abort(abort))).toBe(abort);
  });
});
