import { createEarlyAnswers, type AskAhead } from "./early-answers";
import { createInProcessEngine } from "./in-process-engine";
import type { ToEngine } from "./rpc";
import { serveEngine } from "./rpc-server";

const early = createEarlyAnswers((url, init) => fetch(url, init));
self.addEventListener("message", ({ data }: MessageEvent<ToEngine | AskAhead>) => {
  if (data.type === "ahead") early.ask(data);
});
serveEngine(self, createInProcessEngine({ fetch: early.fetch }));
