import type { Fetch } from "@/lib/http";
import { createInProcessEngine } from "./in-process-engine";
import type { RpcPort, ToEngine } from "./rpc";
import { serveEngine } from "./rpc-server";

/** Answers the calls that came before this was here, and then those that come. */
export function serveWorker(
  port: RpcPort & EventTarget,
  fetch: Fetch,
  waiting: readonly ToEngine[],
): void {
  serveEngine(port, createInProcessEngine({ fetch }));
  for (const data of waiting) port.dispatchEvent(new MessageEvent("message", { data }));
}
