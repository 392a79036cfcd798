/**
 * The server of the end-to-end tests. Below `/m/{version}[+{behaviour}][~{anything}]/` it is a
 * Jaeger of that version with Spanwise as its page, and behaves as told:
 *
 * - `/m/v2.20~a1/search`: the page, filled in as that version does it;
 * - `/m/v2.20~a1/api/…`: the API, exactly as that version has it;
 * - `/m/v2.20+hang~a1/api/…`: nothing, for ever;
 * - `POST /m/v2.20~a1/__behave?as=500&path=/api/v3/traces`: from now on, below that path; without
 *   `as`, no longer;
 * - held: the first half of the answer, and the rest once the behaviour is another one: none, if
 *   that is "cut";
 * - tenant: 401 for requests without the header `X-Tenant: shop`;
 * - early: traces of which only the first half of the spans has arrived yet;
 * - `PUT /m/v2.20~a1/__config`: what the page finds in its `static/config.json`;
 * - `/m/v2.20~a1/__requests`: what has been asked below `/api`, and whether it was given up.
 *
 * What stands after `~` tells tests apart that run at the same time.
 */
import http from "node:http";
import { text } from "node:stream/consumers";
import { fileURLToPath, pathToFileURL } from "node:url";
import { createProxy, parseTarget } from "../scripts/lib/proxy.mjs";
import { listen } from "../scripts/lib/serve.mjs";
import { createStaticFiles } from "../scripts/lib/static-files.mjs";
import { answerJaeger, v1Failure, v3Failure, versions } from "./fixtures/jaeger.mjs";
import { createTraces } from "./fixtures/traces.mjs";
import { createUnlisted } from "./fixtures/unlisted.mjs";

/** @typedef {import("./fixtures/jaeger.mjs").Answer} Answer */

const behaviours = /** @type {const} */ ([
  "refused",
  "hang",
  "slow",
  "held",
  "early",
  "tenant",
  "cut",
  "broken",
  "html",
  "401",
  "404",
  "429",
  "500",
  "empty",
]);
/** @typedef {typeof behaviours[number] | ""} Behaviour */

/**
 * @typedef {object} Seen
 * @property {string} method
 * @property {string} url below the base, with its query
 * @property {boolean} givenUp the page broke the request off
 */

/**
 * @typedef {object} Mode
 * @property {import("./fixtures/jaeger.mjs").Version} version
 * @property {Behaviour} behaviour
 * @property {string} path where the behaviour holds
 * @property {Seen[]} requests
 * @property {string} config what is in `static/config.json`
 * @property {(() => void)[]} held what goes on with the next behaviour
 * @property {Traces} traces
 */

/** @typedef {{ madeMs: number, listed: ReturnType<typeof createTraces>, unlisted: ReturnType<typeof createUnlisted> }} Traces */

/** How old the traces of a new mode may be: some tests ask for those of the last minutes. */
const oldestTracesMs = 20_000;

export const serverMessage = "storage: shard 3 did not answer within 5s";

/** @param {string} segment @param {() => Traces} traces @returns {Mode | undefined} */
function readMode(segment, traces) {
  const [name = ""] = segment.split("~");
  const [first = "", second = ""] = name.split("+");
  const behaviour = /** @type {Behaviour} */ (first in versions ? second : first);
  const version = versions[first in versions ? first : "v2.20"];
  if (!version || (behaviour !== "" && !behaviours.includes(behaviour))) return undefined;
  return {
    version,
    behaviour,
    path: "/api/",
    requests: [],
    config: "{}",
    held: [],
    traces: traces(),
  };
}

/**
 * Fills the page in as the server of a version does.
 * @param {string} html
 * @param {import("./fixtures/jaeger.mjs").Version} version
 * @param {string} base
 */
function fillPage(html, version, base) {
  const about = {
    gitCommit: "0000000",
    gitVersion: version.git,
    buildDate: "2026-01-01T00:00:00Z",
  };
  const capabilities = { archiveStorage: false, metricsStorage: false };
  const filled = html
    .replace(
      "JAEGER_VERSION = DEFAULT_VERSION;",
      () => `JAEGER_VERSION = ${JSON.stringify(about)};`,
    )
    .replace(
      version.base64
        ? "JAEGER_BACKEND_CAPABILITIES = DEFAULT_BACKEND_CAPABILITIES;"
        : "JAEGER_STORAGE_CAPABILITIES = DEFAULT_STORAGE_CAPABILITIES;",
      (marker) => `${marker.split(" = ")[0]} = ${JSON.stringify(capabilities)};`,
    );
  return version.rewritesBase ? filled.replace('<base href="/"', `<base href="${base}"`) : filled;
}

/** @param {http.ServerResponse} response @param {Answer} answer */
function headers(response, answer) {
  response.setHeader("content-type", answer.type);
  response.setHeader("traceresponse", "00-00000000000000000000000000000001-0000000000000001-01");
  response.statusCode = answer.status;
}

/** @type {Answer} */
const htmlPage = {
  status: 200,
  type: "text/html; charset=utf-8",
  body: "<!doctype html><title>Login</title>",
};

/** The parts of a body that are sent one by one. @param {string} body @param {number} count */
function pieces(body, count) {
  const bytes = Buffer.from(body);
  const size = Math.ceil(bytes.length / count);
  return Array.from({ length: count }, (_, n) => bytes.subarray(n * size, (n + 1) * size));
}

const refused = createProxy(parseTarget("http://127.0.0.1:1"));

/** @type {Record<string, (path: string) => Answer>} */
const wrongAnswers = {
  html: () => htmlPage,
  401: () => ({ status: 401, type: "text/plain", body: "missing tenant header\n" }),
  404: () => ({ status: 404, type: "text/plain", body: "404 page not found\n" }),
  429: () => ({ status: 429, type: "text/plain", body: "too many requests\n" }),
  500: (path) =>
    path.startsWith("/api/v3/") ? v3Failure(500, serverMessage) : v1Failure(500, serverMessage),
};

/**
 * @param {{ folder: string }} options folder: the build
 * @returns {http.Server} not listening yet
 */
export function createFixtureServer({ folder }) {
  /** @type {Traces | undefined} */
  let newest;
  const traces = () => {
    const madeMs = Date.now();
    if (!newest || madeMs - newest.madeMs > oldestTracesMs) {
      newest = { madeMs, listed: createTraces(madeMs), unlisted: createUnlisted(madeMs) };
    }
    return newest;
  };
  /** @type {Map<string, Mode>} */
  const modes = new Map();
  const files = createStaticFiles(folder, {
    page: (html, request) => {
      const segment = /^\/m\/([^/]+)\//.exec(request.url ?? "")?.[1] ?? "";
      const mode = modes.get(segment);
      return mode ? fillPage(html, mode.version, `/m/${segment}/`) : html;
    },
  });

  /** @param {Mode} mode @param {http.IncomingMessage} request @param {http.ServerResponse} response @param {string} url */
  const answerApi = (mode, request, response, url) => {
    const { pathname: path, searchParams } = new URL(url, "http://fixture");
    const seen = { method: request.method ?? "", url, givenUp: false };
    mode.requests.push(seen);
    response.on(
      "close",
      () => (seen.givenUp = !response.writableFinished && !/cut|broken/.test(behaviour)),
    );
    const behaviour = path.startsWith(mode.path) ? mode.behaviour : "";
    if (behaviour === "hang") return;
    if (behaviour === "refused") {
      refused(request, response);
      return;
    }
    const stranger = behaviour === "tenant" && request.headers["x-tenant"] !== "shop";
    const wrong = wrongAnswers[stranger ? "401" : behaviour];
    const { unlisted } = mode.traces;
    const data = dataOf(behaviour, mode.traces.listed);
    const answer = wrong
      ? wrong(path)
      : answerJaeger(mode.version, { listed: data, unlisted }, path, searchParams);
    if (!answer) {
      unknownPath(mode, request, response);
      return;
    }
    headers(response, answer);
    if (behaviour === "429") response.setHeader("retry-after", "7");
    if (behaviour === "broken" && answer.status === 200) {
      response.flushHeaders();
      setTimeout(() => response.destroy(), 100);
    } else if (behaviour === "cut" && answer.status === 200) {
      response.write(pieces(answer.body, 2)[0]);
      // Not at once: a browser that learns of both together may drop what has arrived.
      setTimeout(() => response.destroy(), 500);
    } else if (behaviour === "held" && answer.status === 200) {
      const [first, rest] = pieces(answer.body, 2);
      response.write(first);
      mode.held.push(() => (mode.behaviour === "cut" ? response.destroy() : response.end(rest)));
    } else if (behaviour === "slow" && answer.status === 200) {
      void drip(response, pieces(answer.body, 25));
    } else {
      response.end(answer.body);
    }
  };

  /** @param {Mode} mode @param {http.IncomingMessage} request @param {http.ServerResponse} response */
  const unknownPath = (mode, request, response) => {
    if (mode.version.unknownIsPage) {
      void files(request, response, "/");
      return;
    }
    headers(response, { status: 404, type: "text/plain; charset=utf-8", body: "" });
    response.end("404 page not found\n");
  };

  return http.createServer((request, response) => {
    const url = request.url ?? "/";
    const found = /^\/m\/([^/?]+)(\/[^?]*)(\?.*)?$/.exec(url);
    const segment = found?.[1] ?? "";
    const mode = modes.get(segment) ?? readMode(decodeURIComponent(segment), traces);
    if (!found || !mode) {
      response.writeHead(404, { "content-type": "text/plain" });
      response.end("No such mode\n");
      return;
    }
    modes.set(segment, mode);
    const [, , path = "/", query = ""] = found;
    if (path === "/__requests") {
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(mode.requests));
    } else if (path === "/__behave") {
      const params = new URLSearchParams(query);
      mode.behaviour = /** @type {Behaviour} */ (params.get("as") ?? "");
      mode.path = params.get("path") ?? "/api/";
      for (const goOn of mode.held.splice(0)) goOn();
      response.end();
    } else if (path === "/__config") {
      void text(request).then((config) => {
        mode.config = config;
        response.end();
      });
    } else if (path === "/static/config.json") {
      response.setHeader("content-type", "application/json");
      response.end(mode.config);
    } else if (path.startsWith("/api/")) {
      answerApi(mode, request, response, path + query);
    } else {
      void files(request, response, path);
    }
  });
}

/** @param {Behaviour} behaviour @param {ReturnType<typeof createTraces>} traces */
function dataOf(behaviour, traces) {
  if (behaviour === "empty") return [];
  if (behaviour !== "early") return traces;
  return traces.map(({ traceId, spans }) => {
    return { traceId, spans: spans.slice(0, Math.ceil(spans.length / 2)) };
  });
}

/** Sends a body piece by piece, for seconds. @param {http.ServerResponse} response @param {Buffer[]} parts */
async function drip(response, parts) {
  for (const part of parts) {
    if (response.destroyed) return;
    response.write(part);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  response.end();
}

/** Started by hand: `node e2e/fixture-server.mjs`, to look at a mode in a browser. */
if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const folder = fileURLToPath(new URL("../dist", import.meta.url));
  const port = await listen(
    createFixtureServer({ folder }),
    Number(process.env["PORT"] ?? 0),
    "127.0.0.1",
  );
  const names = [...Object.keys(versions), ...behaviours];
  for (const name of names) console.log(`http://127.0.0.1:${port}/m/${name}/`);
}
