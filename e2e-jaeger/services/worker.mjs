// Takes parts out of the queue; when all of a video are there, joins them in a trace of its own,
// which links to where each part came from. Has each part drawn small where there is someone to.
import { ROOT_CONTEXT, SpanKind } from "@opentelemetry/api";
import { call, contextOf, inSpan, linkTo, setting, startTracing } from "./tracing.mjs";

const tracer = startTracing("video-worker");
const thumbnails = process.env["THUMBNAILS_URL"];
/** @type {Map<string, object[]>} the carriers of the parts of each video */
const seen = new Map();
console.log("ready 0");

for (;;) {
  const response = await fetch(`${setting("QUEUE_URL")}/messages`);
  const { id, part, of, headers } = JSON.parse(await response.text());
  const options = {
    kind: SpanKind.CONSUMER,
    attributes: { "messaging.system": "http-queue", "video.part": part },
  };
  const parent = contextOf(headers);
  await inSpan(
    tracer,
    "parts process",
    options,
    async (span) => {
      span.addEvent("encoded", { "video.bitrate": 2.5, "video.interlaced": false });
      if (thumbnails) await call(tracer, "GET", `${thumbnails}/thumbnails/${part}`);
    },
    parent,
  );
  const parts = [...(seen.get(id) ?? []), headers];
  seen.set(id, parts);
  if (parts.length === of) {
    const links = parts.map((carrier, i) => ({
      context: linkTo(carrier),
      attributes: { "video.part": i + 1 },
    }));
    const joining = { links, attributes: { "video.id": id } };
    await inSpan(tracer, "join parts", joining, async () => undefined, ROOT_CONTEXT);
  }
}
