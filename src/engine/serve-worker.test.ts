import { expect, it } from "vitest";
import type { FromEngine, RpcPort, ToEngine } from "./rpc";
import { serveWorker } from "./serve-worker";

it("answers what was asked before it was there, and what is asked later", async () => {
  const answers: FromEngine[] = [];
  let heard = (): void => undefined;
  const both = new Promise<void>((resolve) => (heard = resolve));
  class Port extends EventTarget {
    postMessage(message: FromEngine): void {
      answers.push(message);
      if (answers.length === 2) heard();
    }
  }
  const port = new Port();
  const ask = (id: number): ToEngine => ({ type: "call", id, method: "knownAttributes", args: [] });
  const noServer = () => Promise.reject(new Error("Nothing is to be fetched"));
  serveWorker(port as unknown as RpcPort & EventTarget, noServer, [ask(1)]);
  port.dispatchEvent(new MessageEvent("message", { data: ask(2) }));
  await both;
  expect(answers).toMatchObject([
    { type: "result", id: 1 },
    { type: "result", id: 2 },
  ]);
});
