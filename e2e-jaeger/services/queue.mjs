// A queue between processes: `POST /messages` puts one in, `GET /messages` waits for the next. It
// knows nothing of traces: their context travels in what it is given.
import { listen } from "./tracing.mjs";

/** @type {string[]} */
const messages = [];
/** @type {((message: string) => void)[]} */
const waiting = [];

listen(async ({ method, body }) => {
  if (method === "POST") {
    const taker = waiting.shift();
    if (taker) taker(body);
    else messages.push(body);
    return { status: 202, body: "{}" };
  }
  const next = messages.shift();
  const message = next ?? (await new Promise((resolve) => waiting.push(resolve)));
  return { status: 200, body: String(message) };
});
