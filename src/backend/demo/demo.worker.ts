import { demoParts } from "./demo-parts";

// Generating takes some hundred milliseconds: it has a thread of its own, used once.
globalThis.addEventListener("message", (event: MessageEvent<number>) => {
  globalThis.postMessage(new Blob(demoParts(event.data)));
});
