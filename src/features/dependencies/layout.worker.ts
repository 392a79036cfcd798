import { layoutGraph } from "@/derive/service-layout";
import type { LayoutAnswer, LayoutQuestion } from "./layout-messages";

self.addEventListener("message", ({ data }: MessageEvent<LayoutQuestion>) => {
  const layout = layoutGraph(data.input);
  self.postMessage({ id: data.id, layout } satisfies LayoutAnswer);
});
