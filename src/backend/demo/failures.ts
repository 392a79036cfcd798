import { authorise, gateway, http, ms, us } from "./calls";
import { scopes } from "./platform";
import type { SpanDraft, TraceDraft } from "./trace-draft";

const gpuStack = `Traceback (most recent call last):
  File "/app/gpu/stitch.py", line 212, in stitch_frames
    batch = model.forward(frames.to(device))
  File "/app/gpu/model.py", line 88, in forward
    features = self.encoder(frames)
  File "/app/gpu/encoder.py", line 41, in __call__
    return self.blocks(x, memory=self.arena)
OutOfMemoryError: GPU 2 out of memory: tried to allocate 3.50 GiB (22.1 GiB in use of 24.0 GiB)`;

/** The GPU runs out of memory at `end`. */
export function failGpu(work: SpanDraft, end: number): number {
  work.event("gc.retry", end - 300 * ms, { "gpu.memory.in_use": 23_729_274_060n, attempt: 1 });
  work.event("gc.retry", end - 120 * ms, { "gpu.memory.in_use": 23_729_290_444n, attempt: 2 });
  work.fail("GPU 2 out of memory: tried to allocate 3.50 GiB", end - 1 * ms, {
    type: "OutOfMemoryError",
    stack: gpuStack,
  });
  work.dropped = { attributes: 2, events: 5, links: 0 };
  return end;
}

/** The row is locked by another transaction; the query waits, then succeeds. Gives its end. */
export function lockWait(query: SpanDraft, waitNs: number): number {
  query.end = query.start + waitNs;
  query.event("lock.wait", query.start + 900 * us, {
    "db.lock.mode": "RowExclusiveLock",
    "db.lock.holder_pid": 23_811,
  });
  query.add({ "db.lock.wait_ms": Math.round(waitNs / ms) });
  return query.end;
}

/** GET /matches/{id}/highlights: two failed attempts with growing pauses, then it works. */
export function retries(trace: TraceDraft, succeeds: boolean): void {
  gateway(
    trace,
    { method: "GET", route: "/matches/{id}/highlights", path: "/matches/417/highlights" },
    (root, start) => {
      let at = authorise(trace, root, start + 200 * us);
      for (let attempt = 1; attempt <= 3; attempt += 1) {
        const status = attempt < 3 || !succeeds ? 503 : 200;
        const call = { from: "api-gateway", to: "video-processor", method: "GET" } as const;
        at = http(
          trace,
          root,
          at,
          { ...call, route: "/highlights/{id}", status },
          (server, began) => {
            server.add({ "http.request.resend_count": attempt - 1 });
            if (status === 503)
              server.event("pool.exhausted", began, { "pool.size": 16, waiting: 41 });
            return began + trace.random.latency(status === 503 ? 3 * ms : 38 * ms);
          },
        );
        if (status === 200) break;
        if (attempt === 3) {
          root.fail("upstream unavailable after 3 attempts", at);
          break;
        }
        const pause = 50 * ms * 2 ** attempt;
        root.event("retry.scheduled", at, { attempt, "retry.backoff_ms": pause / ms });
        at += pause;
      }
      root.add({ "http.response.status_code": succeeds ? 200 : 503 });
      return at + 200 * us;
    },
  );
}

/** A request whose text comes from strangers: markup, right-to-left text, emoji, control marks. */
export function hostile(trace: TraceDraft): void {
  gateway(
    trace,
    {
      method: "POST",
      route: "/matches",
      path: "/matches",
      attributes: { "user_agent.original": "<script>alert('agent')</script> Mozilla/5.0" },
    },
    (root, start) => {
      const at = authorise(trace, root, start + 200 * us);
      root.add({
        "match.title": "نهائي الكأس ⚽️🏆 — финал",
        "match.title.raw": "\u202Egnp.hctam\u202C \u0007\u0000 end",
        "match.tags": ["<b>cup</b>", "final'; DROP TABLE matches; --", "${jndi:ldap://example}"],
        __proto__key: "kept",
        "match.notes": "A long note. ".repeat(400),
        "match.metadata": JSON.stringify({
          league: "first",
          odds: [1.5, 3.2],
          nested: { ok: true },
        }),
        "match.seed": 9_223_372_036_854_775_807n,
        "match.ratio": 0.1,
        "match.live": false,
        "match.thumbnail": { bytesValue: "iVBORw0KGgoAAAANSUhEUg==" },
        "match.score": {
          kvlistValue: {
            values: [
              { key: "home", value: { intValue: "2" } },
              { key: "away", value: { intValue: "1" } },
            ],
          },
        },
        "http.response.status_code": 201,
      });
      return at + 2 * ms;
    },
  );
}

/** POST /matches/{id}/summary: a language model writes the match report. */
export function genAi(trace: TraceDraft): void {
  gateway(
    trace,
    { method: "POST", route: "/matches/{id}/summary", path: "/matches/233/summary" },
    (root, start) => {
      const at = authorise(trace, root, start + 200 * us);
      const call = { from: "api-gateway", to: "video-processor", method: "POST" } as const;
      root.add({ "http.response.status_code": 200 });
      return http(trace, root, at, { ...call, route: "/summaries" }, (server, began) => {
        const chat = trace.span(server, began + 1 * ms, {
          service: "video-processor",
          name: "chat small-writer-3",
          kind: "client",
          scope: scopes.genAi,
          attributes: {
            "gen_ai.operation.name": "chat",
            "gen_ai.provider.name": "example.ai",
            "gen_ai.request.model": "small-writer-3",
            "gen_ai.response.model": "small-writer-3-2025-10",
            "gen_ai.request.temperature": 0.4,
            "gen_ai.request.max_tokens": 800,
            "gen_ai.usage.input_tokens": 1_912,
            "gen_ai.usage.output_tokens": 344,
            "gen_ai.response.finish_reasons": ["stop"],
            "gen_ai.input.messages": JSON.stringify([
              { role: "user", parts: [{ type: "text", content: "Report on match 233." }] },
            ]),
          },
        });
        chat.end = chat.start + trace.random.latency(1900 * ms, 0.2);
        const tool = trace.span(chat, chat.start + 240 * ms, {
          service: "video-processor",
          name: "execute_tool get_match_events",
          scope: scopes.genAi,
          attributes: {
            "gen_ai.operation.name": "execute_tool",
            "gen_ai.tool.name": "get_match_events",
            "gen_ai.tool.call.id": "call_7Qm2",
          },
        });
        tool.end = tool.start + trace.random.latency(35 * ms);
        return chat.end + 1 * ms;
      });
    },
  );
}
