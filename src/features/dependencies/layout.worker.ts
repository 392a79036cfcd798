import type { LayoutAnswer, LayoutQuestion } from "./layout-messages";
import { layoutOf } from "./layout-of";

self.addEventListener("message", ({ data }: MessageEvent<LayoutQuestion>) => {
  self.postMessage({ id: data.id, layout: layoutOf(data.task) } satisfies LayoutAnswer);
});
