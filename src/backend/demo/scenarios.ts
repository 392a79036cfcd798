import { authorise, celery, consume, gateway, http, ms, publish, redis, sql, us } from "./calls";
import { failGpu, lockWait } from "./failures";
import { scopes } from "./platform";
import type { LinkTarget, SpanDraft, TraceDraft } from "./trace-draft";

const matchText = "SELECT id, title, state, duration_ms FROM matches WHERE id = $1";

/** Decodes, stitches on the GPU and encodes: what one video takes. */
export function processVideo(
  trace: TraceDraft,
  parent: SpanDraft,
  at: number,
  options: { segments: number; outOfMemory?: boolean },
): number {
  const { random } = trace;
  const video = trace.span(parent, at + 200 * us, {
    service: "video-processor",
    name: "process_video",
    scope: { name: "video.pipeline", version: "1.18.2" },
    attributes: {
      "video.segments": options.segments,
      "video.codec": random.pick(["h264", "hevc", "av1"]),
      "video.size_bytes": 1_073_741_824n * BigInt(random.int(1, 9)),
      "video.frame_rate": 59.94,
      "video.renditions": ["1080p", "720p", "480p"],
    },
  });
  let decoded = video.start + 400 * us;
  for (let i = 0; i < options.segments; i += 1) {
    // Two at a time, so that siblings overlap as in a small thread pool.
    const start = i % 2 === 0 ? decoded : decoded - random.int(2, 8) * ms;
    const segment = trace.span(video, start, {
      service: "video-processor",
      name: "decode_segment",
      scope: { name: "video.pipeline", version: "1.18.2" },
      attributes: { "segment.index": i, "segment.keyframes": random.int(4, 40) },
    });
    segment.end = segment.start + random.latency(14 * ms);
    decoded = Math.max(decoded, segment.end);
  }
  const route = { from: "video-processor", to: "gpu-worker", method: "POST" } as const;
  const status = options.outOfMemory ? 500 : 200;
  const stitched = http(
    trace,
    video,
    decoded + 300 * us,
    { ...route, route: "/stitch", status },
    (server, began) =>
      trace.call(
        server,
        began,
        {
          service: "gpu-worker",
          name: "stitch_frames",
          attributes: { "gpu.index": random.int(0, 3), "frames.count": options.segments * 250 },
        },
        (work, start) => {
          work.event("model.loaded", start + 3 * ms, { "model.name": "stitch-v4" });
          const end = start + random.latency(options.outOfMemory ? 1400 * ms : 95 * ms);
          if (options.outOfMemory) return failGpu(work, end);
          // An exporter that sorts by name sends these out of their order in time.
          work.event("frames.stitched", end - 2 * ms, { ok: true, psnr: 41.27 });
          work.event("batch.started", start + 5 * ms);
          return end;
        },
      ),
  );
  if (options.outOfMemory) {
    video.fail("stitching failed: out of memory", stitched);
    video.end = stitched + 500 * us;
    return video.end;
  }
  const upload = trace.span(video, stitched + 200 * us, {
    service: "video-processor",
    name: "PUT",
    kind: "client",
    scope: scopes.httpx,
    attributes: {
      "http.request.method": "PUT",
      "url.full": "https://objects.store.example/renditions/1080p.mp4?part=1",
      "server.address": "objects.store.example",
      "http.response.status_code": 200,
    },
  });
  upload.end = upload.start + random.latency(22 * ms);
  video.end = upload.end + 300 * us;
  return video.end;
}

/** POST /matches/{id}/process: the main journey, through every service. */
export function processMatch(
  trace: TraceDraft,
  options: { outOfMemory?: boolean; lock?: boolean } = {},
): void {
  const { random } = trace;
  const id = random.int(100, 999);
  gateway(
    trace,
    { method: "POST", route: "/matches/{id}/process", path: `/matches/${id}/process` },
    (root, start) => {
      root.traceState = "vp=t61rcWkgMzE,es=s:0.25";
      const verified = authorise(trace, root, start + 300 * us);
      const call = { from: "api-gateway", to: "match-service", method: "POST" } as const;
      const route = "/internal/matches/{id}/process";
      let sent: SpanDraft | undefined;
      const accepted = http(trace, root, verified, { ...call, route }, (server, at) => {
        const read = sql(trace, server, at, {
          operation: "SELECT",
          table: "matches",
          text: matchText,
        });
        const update = sql(trace, server, (read.end ?? at) + 90 * us, {
          operation: "UPDATE",
          table: "matches",
          text: "UPDATE matches SET state = 'processing' WHERE id = $1",
        });
        const updated = options.lock ? lockWait(update, random.latency(1800 * ms)) : update.end;
        sent = publish(trace, server, (updated ?? at) + 60 * us, "match-service", "video.jobs");
        return (sent.end ?? at) + 80 * us;
      });
      const queued = (sent?.end ?? accepted) + random.latency(6 * ms, 0.7);
      consume(trace, sent, queued, "video.jobs", (consumer, at) => {
        const done = processVideo(trace, consumer, at, {
          segments: random.int(3, 7),
          outOfMemory: options.outOfMemory ?? false,
        });
        if (options.outOfMemory) {
          consumer.fail("job failed, sent to the dead letter topic", done);
          publish(trace, consumer, done, "video-processor", "video.jobs.dlq");
          return done + 3 * ms;
        }
        celery(trace, consumer, done, "notify_match_ready", (task, ran) => {
          const sentMail = ran + random.latency(48 * ms);
          task.event("mail.accepted", sentMail, { "mail.provider": "smtp" });
          return sentMail;
        });
        return done + 1.2 * ms;
      });
      root.add({ "http.response.status_code": 202 });
      return accepted + 200 * us;
    },
  );
}

/** GET /matches/{id}/status: the frequent, short one. */
export function matchStatus(trace: TraceDraft): void {
  const id = trace.random.int(100, 999);
  gateway(
    trace,
    { method: "GET", route: "/matches/{id}/status", path: `/matches/${id}/status` },
    (root, start) => {
      let at = authorise(trace, root, start + 200 * us);
      at = redis(trace, root, at, {
        service: "api-gateway",
        command: "GET",
        key: `match:${id}:status`,
      });
      const hit = trace.random.chance(0.7);
      root.add({ "cache.hit": hit, "http.response.status_code": 200 });
      if (hit) return at + 150 * us;
      const call = { from: "api-gateway", to: "match-service", method: "GET" } as const;
      at = http(trace, root, at, { ...call, route: "/internal/matches/{id}" }, (server, began) => {
        const read = sql(trace, server, began, {
          operation: "SELECT",
          table: "matches",
          text: matchText,
        });
        return (read.end ?? began) + 100 * us;
      });
      return (
        redis(trace, root, at, {
          service: "api-gateway",
          command: "SETEX",
          key: `match:${id}:status 30`,
        }) +
        90 * us
      );
    },
  );
}

/** GET /matches: one query for the list and, where it is careless, one more for each row. */
export function listMatches(trace: TraceDraft, rows = 0): void {
  gateway(trace, { method: "GET", route: "/matches", path: "/matches?page=1" }, (root, start) => {
    const at = authorise(trace, root, start + 200 * us);
    const call = { from: "api-gateway", to: "match-service", method: "GET" } as const;
    root.add({ "http.response.status_code": 200, "page.size": rows || 20 });
    return http(trace, root, at, { ...call, route: "/internal/matches" }, (server, began) => {
      const list = sql(trace, server, began, {
        operation: "SELECT",
        table: "matches",
        text: "SELECT id, title FROM matches ORDER BY played_at DESC LIMIT 40",
        medianNs: 4 * ms,
      });
      let now = list.end ?? began;
      for (let i = 0; i < rows; i += 1) {
        const text = "SELECT name, number FROM players WHERE match_id = $1";
        const next = sql(trace, server, now + 40 * us, {
          operation: "SELECT",
          table: "players",
          text,
        });
        now = next.end ?? now;
      }
      return now + 300 * us;
    });
  });
}

/** POST /login: a password check that takes the time it must, and sometimes says no. */
export function login(trace: TraceDraft, refused: boolean): void {
  gateway(trace, { method: "POST", route: "/login", path: "/login" }, (root, start) => {
    const status = refused ? 401 : 200;
    root.add({ "http.response.status_code": status });
    const call = { from: "api-gateway", to: "auth", method: "POST" } as const;
    return http(trace, root, start, { ...call, route: "/login", status }, (server, began) => {
      const user = sql(trace, server, began, {
        operation: "SELECT",
        table: "users",
        text: "SELECT id, password_hash FROM users WHERE email = $1",
        service: "auth",
      });
      const check = trace.span(server, (user.end ?? began) + 20 * us, {
        service: "auth",
        name: "bcrypt.compare",
        attributes: { "bcrypt.cost": 11, "login.refused": refused },
      });
      check.end = check.start + trace.random.latency(62 * ms, 0.1);
      if (refused) return check.end + 50 * us;
      return (
        redis(trace, server, check.end, {
          service: "auth",
          command: "SETEX",
          key: "session:new 86400",
        }) +
        40 * us
      );
    });
  });
}

/** A job that was published in an earlier trace and only linked to, not parented by it. */
export function linkedJob(trace: TraceDraft, origins: readonly LinkTarget[]): void {
  consume(trace, undefined, 0, "video.batch", (consumer, at) => {
    origins.forEach((origin, i) =>
      consumer.link(origin, {
        "messaging.batch.index": i,
        "link.reason": "batched from the topic",
      }),
    );
    consumer.add({ "messaging.batch.message_count": origins.length });
    return processVideo(trace, consumer, at, { segments: 2 }) + 500 * us;
  });
}
