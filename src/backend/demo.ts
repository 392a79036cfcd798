import { Problem } from "@/lib/problem";
import type { NamedBlob } from "@/model/trace-source";

/**
 * The demo data as a file: about 300 traces of a video-processing platform in the three hours
 * before `nowMs`, as newline-delimited OTLP JSON. Made in a worker of its own where there are
 * workers.
 */
export async function createDemoBlob(nowMs: number): Promise<NamedBlob> {
  const blob =
    typeof Worker === "undefined"
      ? new Blob((await import("./demo/demo-parts")).demoParts(nowMs))
      : await blobFromWorker(nowMs);
  return { name: "demo.ndjson", blob };
}

function blobFromWorker(nowMs: number): Promise<Blob> {
  const worker = new Worker(new URL("./demo/demo.worker.ts", import.meta.url), { type: "module" });
  return new Promise<Blob>((resolve, reject) => {
    worker.addEventListener("message", (event: MessageEvent<Blob>) => resolve(event.data));
    worker.addEventListener("error", (event) =>
      reject(new Problem("engine-failed", { detail: event.message })),
    );
    worker.postMessage(nowMs);
  }).finally(() => worker.terminate());
}
