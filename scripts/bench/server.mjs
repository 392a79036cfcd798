import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import http from "node:http";
import { createStaticFiles } from "../lib/static-files.mjs";

/** The traces served, by the id under which a viewer asks for them. */
/** @typedef {{ format: "v1" | "otlp", file: string, spans: number }} ServedTrace */
/** What else is answered: a search with full traces, and who calls whom as the server counts it. */
/** @typedef {{ search?: string, dependencies?: readonly object[] }} ServedBeside */

const floorPage = `<!doctype html><meta charset="utf-8"><title>floor</title><script>
  addEventListener("load", async () => {
    const { url, parse } = JSON.parse(decodeURIComponent(location.hash.slice(1)));
    const response = await fetch(url);
    if (parse) {
      const text = new TextDecoder().decode(await response.arrayBuffer());
      globalThis.parsed = JSON.parse(text);
    } else {
      for (const reader = response.body.getReader(); !(await reader.read()).done; );
    }
    globalThis.floorMs = performance.now();
  });
</script>`;

/**
 * A server of the build and of generated traces, answering as a Jaeger of the kind that has them:
 * OTLP as version 2.20 does, Jaeger v1 JSON as a version without `/api/v3` does. Under `/floor`
 * there is a page that fetches and parses and does nothing else.
 * @param {string} folder the build
 * @param {ServedTrace} trace
 * @param {ServedBeside} beside
 */
export function createBenchServer(folder, trace, beside = {}) {
  const files = createStaticFiles(folder);
  return http.createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://bench");
    if (url.pathname.startsWith("/api/")) {
      void answer(url, response, trace, beside).catch(() => response.destroy());
    } else if (url.pathname === "/floor") {
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(floorPage);
    } else {
      void files(request, response, url.pathname).catch(() => response.destroy());
    }
  });
}

/** The path under which the trace of this format is asked for. @param {ServedTrace} trace */
export function tracePath({ format }, /** @type {string} */ traceId) {
  return format === "otlp" ? `/api/v3/traces/${traceId}` : `/api/traces/${traceId}`;
}

/**
 * @param {URL} url
 * @param {http.ServerResponse} response
 * @param {ServedTrace} trace
 * @param {ServedBeside} beside
 */
async function answer(url, response, trace, beside) {
  const path = url.pathname;
  // As `npm start` and the nginx.conf of `deploy` pass answers on.
  const json = { "content-type": "application/json", "cache-control": "no-store" };
  const prefix = trace.format === "otlp" ? "/api/v3/traces/" : "/api/traces/";
  const file = path.startsWith(prefix)
    ? trace.file
    : path === "/api/v3/traces"
      ? beside.search
      : undefined;
  if (file !== undefined) {
    const { size } = await stat(file);
    response.writeHead(200, { ...json, "content-length": size });
    createReadStream(file, { highWaterMark: 1 << 20 }).pipe(response);
  } else if (path === "/api/dependencies" && beside.dependencies) {
    response.writeHead(200, json).end(JSON.stringify({ data: beside.dependencies }));
  } else if (trace.format === "otlp" && path === "/api/v3/trace-summaries") {
    response.writeHead(200, json).end(`{"summaries":[]}`);
  } else if (trace.format === "otlp" && path === "/api/v3/services") {
    response.writeHead(200, json).end(`{"services":["service-00"]}`);
  } else if (trace.format === "v1" && path === "/api/services") {
    response.writeHead(200, json).end(`{"data":["service-00"],"total":1,"errors":null}`);
  } else {
    response.writeHead(404, { "content-type": "text/plain" }).end("404 page not found\n");
  }
}
