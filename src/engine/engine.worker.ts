import { createEarlyAnswers, type AskAhead } from "./early-answers";
import type { ToEngine } from "./rpc";

// Small, so that it can ask ahead while the engine itself is still on its way.
const early = createEarlyAnswers((url, init) => fetch(url, init));
const waiting: ToEngine[] = [];
const receive = ({ data }: MessageEvent<ToEngine | AskAhead>): void => {
  if (data.type === "ahead") early.ask(data);
  else waiting.push(data);
};
self.addEventListener("message", receive);

import("./serve-worker")
  .then(({ serveWorker }) => {
    self.removeEventListener("message", receive);
    serveWorker(self, early.fetch, waiting);
  })
  // The page hears of what a worker reports, and not of a promise that it rejects.
  .catch((error: unknown) => self.reportError(error));
