import { describe, expect, it } from "vitest";
import { whenIdle } from "@/lib/activity";
import { createFrameScheduler } from "./frame-scheduler";

function manual() {
  const waiting: (() => void)[] = [];
  const scheduler = createFrameScheduler((callback) => waiting.push(callback));
  return { scheduler, waiting, frame: () => waiting.shift()?.() };
}

describe("the frame scheduler", () => {
  it("runs the phases in order, whatever the order of asking", () => {
    const { scheduler, frame } = manual();
    const log: string[] = [];
    scheduler.schedule("canvas", () => log.push("canvas"));
    scheduler.schedule("dom", () => log.push("dom"));
    scheduler.schedule("gesture", () => log.push("gesture"));
    scheduler.schedule("store", () => log.push("store"));
    frame();
    expect(log).toEqual(["gesture", "store", "dom", "canvas"]);
  });

  it("asks for one frame and runs a task once however often it was scheduled", () => {
    const { scheduler, waiting, frame } = manual();
    let runs = 0;
    const task = () => (runs += 1);
    for (let i = 0; i < 100; i += 1) scheduler.schedule("canvas", task);
    expect(waiting).toHaveLength(1);
    frame();
    expect(runs).toBe(1);
    expect(waiting).toHaveLength(0);
  });

  it("runs later phases in the same frame and earlier ones in the next", () => {
    const { scheduler, waiting, frame } = manual();
    const log: string[] = [];
    scheduler.schedule("store", () => {
      scheduler.schedule("canvas", () => log.push("canvas"));
      scheduler.schedule("gesture", () => log.push("gesture"));
    });
    frame();
    expect(log).toEqual(["canvas"]);
    expect(waiting).toHaveLength(1);
    frame();
    expect(log).toEqual(["canvas", "gesture"]);
  });

  it("takes tasks back", () => {
    const { scheduler, frame } = manual();
    let ran = false;
    const task = () => (ran = true);
    scheduler.schedule("dom", task);
    scheduler.cancel("dom", task);
    frame();
    expect(ran).toBe(false);
  });

  it("counts as activity until nothing waits, also when a task fails", async () => {
    const { scheduler, frame } = manual();
    let idle = false;
    scheduler.schedule("dom", () => {
      scheduler.schedule("gesture", () => undefined);
      throw new Error("a task failed");
    });
    void whenIdle().then(() => (idle = true));
    expect(frame).toThrow("a task failed");
    await Promise.resolve();
    expect(idle).toBe(false);
    frame();
    await whenIdle();
    expect(idle).toBe(true);
  });
});
