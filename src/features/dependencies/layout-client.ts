import type { GraphLayout } from "@/derive/service-layout";
import type { LayoutAnswer, LayoutQuestion, LayoutTask } from "./layout-messages";

/** The worker, started by the first drawing and kept for the next; undefined where none may start. */
let worker: Worker | undefined;
let isForbidden = false;
let lastId = 0;
const waiting = new Map<number, (layout: GraphLayout | undefined) => void>();

function start(): Worker | undefined {
  if (worker !== undefined || isForbidden || typeof Worker === "undefined") return worker;
  try {
    const started = new Worker(new URL("./layout.worker.ts", import.meta.url), {
      type: "module",
      name: "graph layout",
    });
    started.addEventListener("message", ({ data }: MessageEvent<LayoutAnswer>) => {
      waiting.get(data.id)?.(data.layout);
      waiting.delete(data.id);
    });
    started.addEventListener("error", () => {
      isForbidden = true;
      worker = undefined;
      started.terminate();
      for (const answer of waiting.values()) answer(undefined);
      waiting.clear();
    });
    worker = started;
  } catch {
    isForbidden = true;
  }
  return worker;
}

/** Lays a graph out, in a worker where there may be one. */
export async function askForLayout(task: LayoutTask): Promise<GraphLayout> {
  const there = start();
  const layout =
    there &&
    (await new Promise<GraphLayout | undefined>((resolve) => {
      lastId += 1;
      waiting.set(lastId, resolve);
      there.postMessage({ id: lastId, task } satisfies LayoutQuestion);
    }));
  return layout ?? (await import("./layout-of")).layoutOf(task);
}
