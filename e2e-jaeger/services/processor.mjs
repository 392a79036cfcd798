// Cuts a video into parts and queues each of them.
import { SpanKind } from "@opentelemetry/api";
import { carriedHeaders, inSpan, serve, setting, startTracing } from "./tracing.mjs";

const tracer = startTracing("video-processor");
const parts = 2;

serve(
  tracer,
  async ({ path }) => {
    const id = path.split("/")[2] ?? "";
    await inSpan(tracer, "cut video", { attributes: { "video.id": id } }, async (span) => {
      span.addEvent("opened", { "video.codec": "av1", "video.frames": 9_007_199_254_740 });
      if (id === "broken") throw new TypeError("unknown codec in broken");
      span.addEvent("cut", { "video.parts": parts });
    });
    for (let part = 1; part <= parts; part += 1) {
      const options = {
        kind: SpanKind.PRODUCER,
        attributes: { "messaging.system": "http-queue", "messaging.destination.name": "parts" },
      };
      await inSpan(tracer, "parts publish", options, async () => {
        const body = JSON.stringify({ id, part, of: parts, headers: carriedHeaders() });
        await fetch(`${setting("QUEUE_URL")}/messages`, { method: "POST", body });
      });
    }
    return { status: 202, body: "{}" };
  },
  (path) => path.replace(/\/videos\/[^/]+/, "/videos/{id}"),
);
