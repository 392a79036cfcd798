import { expect, test } from "vitest";
import { letOthersRun } from "./let-others-run";

test("messages that wait are handled first", async () => {
  const { port1, port2 } = new MessageChannel();
  let received = 0;
  port1.onmessage = () => {
    received += 1;
  };
  port2.postMessage(1);
  // More than once, as a loop does it: the message is never put off for good.
  for (let turn = 0; turn < 3; turn += 1) await letOthersRun();
  port1.close();
  expect(received).toBe(1);
});
