import { consume, ms, us } from "./calls";
import type { SpanDraft, TraceDraft } from "./trace-draft";

/** The spans of the largest demo trace, exactly. */
export const hugeSpanCount = 20_000;

const pipeline = { name: "video.pipeline", version: "1.18.2" };

/**
 * A nightly batch that encodes an archive again: videos one after the other on eight workers,
 * each with segments, each with some steps, until the span count is reached.
 */
export function reencodeArchive(trace: TraceDraft): void {
  const { random } = trace;
  consume(trace, undefined, 0, "archive.reencode", (root, start) => {
    root.add({ "batch.id": "2024-archive", "batch.workers": 8 });
    const workers = Array.from({ length: 8 }, () => start + random.int(1, 40) * ms);
    for (let video = 0; trace.spanCount < hugeSpanCount; video += 1) {
      const lane = workers.indexOf(Math.min(...workers));
      workers[lane] = reencodeVideo(trace, root, workers[lane] ?? start, video) + 2 * ms;
    }
    return Math.max(...workers);
  });
}

function reencodeVideo(trace: TraceDraft, root: SpanDraft, at: number, index: number): number {
  const { random } = trace;
  const full = () => trace.spanCount >= hugeSpanCount;
  const video = trace.span(root, at, {
    service: "video-processor",
    name: "reencode_video",
    scope: pipeline,
    attributes: { "video.id": `v-${index}`, "worker.lane": index % 8 },
  });
  let now = video.start + 300 * us;
  const segments = random.int(4, 24);
  for (let i = 0; i < segments && !full(); i += 1) {
    const segment = trace.span(video, now, {
      service: "video-processor",
      name: "segment",
      scope: pipeline,
      attributes: { "segment.index": i },
    });
    for (const step of ["decode", "filter", "encode"] as const) {
      if (full()) break;
      const onGpu = step === "encode";
      const work = trace.span(segment, now + 40 * us, {
        service: onGpu ? "gpu-worker" : "video-processor",
        name: `${step}_segment`,
        ...(onGpu ? {} : { scope: pipeline }),
        attributes: { "segment.index": i, codec: "av1" },
      });
      work.end = work.start + random.latency((onGpu ? 30 : 9) * ms, 0.6);
      if (onGpu && random.chance(0.004)) work.fail("encoder stalled", work.end);
      now = work.end;
    }
    segment.end = now + 60 * us;
    now = segment.end;
  }
  video.end = now + 200 * us;
  return video.end;
}
