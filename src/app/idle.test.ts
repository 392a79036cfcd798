// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from "vitest";
import { frames } from "@/canvas/frame-scheduler";
import { beginActivity } from "@/lib/activity";
import { letOthersRun } from "@/lib/let-others-run";
import { idle } from "./idle";

const nextTask = () => new Promise((resolve) => setTimeout(resolve, 0));

afterEach(() => vi.unstubAllGlobals());

/** Work in slices, as React renders. */
async function workFor(slices: number): Promise<void> {
  for (let slice = 0; slice < slices; slice += 1) {
    const startedMs = performance.now();
    while (performance.now() - startedMs < 6);
    await letOthersRun();
  }
}

describe("idle", () => {
  it("resolves on a page at rest", async () => {
    await expect(idle()).resolves.toBeUndefined();
  });

  it("waits for what goes on, and for what that starts", async () => {
    const order: string[] = [];
    const endFirst = beginActivity();
    const done = idle().then(() => order.push("idle"));
    await nextTask();
    order.push("first ends");
    endFirst();
    // Begun in the frame after the first thing ended: still not at rest.
    await new Promise<void>((resolve) => {
      frames.schedule("dom", () => {
        const endSecond = beginActivity();
        setTimeout(() => {
          order.push("second ends");
          endSecond();
          resolve();
        }, 50);
      });
    });
    await done;
    expect(order).toEqual(["first ends", "second ends", "idle"]);
  });

  it("waits for work in slices where the browser does not say that it is idle", async () => {
    const didTimeout = { didTimeout: true, timeRemaining: () => 0 };
    vi.stubGlobal("requestIdleCallback", (callback: IdleRequestCallback) =>
      setTimeout(() => callback(didTimeout), 5),
    );
    const order: string[] = [];
    const work = workFor(40).then(() => order.push("work"));
    await idle().then(() => order.push("idle"));
    await work;
    expect(order).toEqual(["work", "idle"]);
  });
});
