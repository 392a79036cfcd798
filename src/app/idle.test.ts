// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import { frames } from "@/canvas/frame-scheduler";
import { beginActivity } from "@/lib/activity";
import { idle } from "./idle";

const nextTask = () => new Promise((resolve) => setTimeout(resolve, 0));

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
});
