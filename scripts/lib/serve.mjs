import { readFile } from "node:fs/promises";
import http from "node:http";
import { askUpstream, createProxy, shownTarget } from "./proxy.mjs";
import { createStaticFiles } from "./static-files.mjs";

/** Where the page can ask what the proxied Jaeger says of itself. */
const upstreamPath = "/.spanwise/upstream";

/** How long the proxied Jaeger may take to show its page before it counts as silent. */
const upstreamLimitMs = 5000;

/**
 * Answers what is not a file: `/api` from the Jaeger, and what its page says of it. Gives false
 * for every other path.
 * @param {URL} target
 * @returns {(request: http.IncomingMessage, response: http.ServerResponse) => boolean}
 */
export function createApi(target) {
  const proxy = createProxy(target);
  return (request, response) => {
    const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
    if (path === "/api" || path.startsWith("/api/")) {
      proxy(request, response);
      return true;
    }
    if (path !== upstreamPath) return false;
    void askUpstream(target, AbortSignal.timeout(upstreamLimitMs)).then((upstream) => {
      response.writeHead(200, { "content-type": "application/json", "cache-control": "no-store" });
      response.end(JSON.stringify({ url: shownTarget(target), ...upstream }));
    });
    return true;
  };
}

const configPath = "/static/config.json";
/** How long the configuration of the proxied Jaeger may hold up the page, and how long it is good. */
const configLimitMs = 1000;
const configAgeMs = 10_000;

/**
 * Answers for `static/config.json`: the file in the build, and in it, under `jaegerUi`, the
 * configuration that the proxied Jaeger has for its own page, unless the file names one itself or
 * another Jaeger.
 * @param {URL} target
 * @param {string} folder of the build
 * @returns {() => Promise<string | undefined>} undefined: the file stands as it is
 */
export function createSiteConfig(target, folder) {
  /** @type {Record<string, unknown> | undefined} */
  let known;
  let askedMs = 0;
  const ask = async () => {
    askedMs = Date.now();
    const upstream = await askUpstream(target, AbortSignal.timeout(upstreamLimitMs));
    // What is known of one that does not answer just now stays good.
    if (upstream.reachable) known = upstream.config;
  };
  /** @type {Promise<void> | undefined} */
  let asked;
  return async () => {
    if (Date.now() - askedMs > configAgeMs) asked = ask();
    let timer;
    if (!known) {
      const limit = new Promise((resolve) => (timer = setTimeout(resolve, configLimitMs)));
      await Promise.race([asked, limit]);
    }
    clearTimeout(timer);
    if (!known) return undefined;
    try {
      const file = JSON.parse(await readFile(`${folder}${configPath}`, "utf8"));
      if (typeof file !== "object" || file === null || Array.isArray(file)) return undefined;
      if ("jaegerUi" in file || "jaegerUrl" in file) return undefined;
      return JSON.stringify({ ...file, jaegerUi: known });
    } catch {
      // Missing, or broken in a way that the page will tell of.
      return undefined;
    }
  };
}

/**
 * The server of `npm start`: the build in `folder`, and the Jaeger at `target` under the same
 * origin.
 * @param {{ folder: string, target: URL }} options
 * @returns {http.Server} not listening yet
 */
export function createSpanwiseServer({ folder, target }) {
  const files = createStaticFiles(folder);
  const api = createApi(target);
  const siteConfig = createSiteConfig(target, folder);
  const server = http.createServer((request, response) => {
    if (api(request, response)) return;
    const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
    const answer = async () => {
      const config = path === configPath ? await siteConfig() : undefined;
      if (config === undefined) return files(request, response, path);
      response.writeHead(200, { "content-type": "application/json", "cache-control": "no-cache" });
      response.end(request.method === "HEAD" ? undefined : config);
      return undefined;
    };
    answer().catch((error) => {
      console.error(error);
      response.destroy();
    });
  });
  // A big trace from a slow store takes as long as it takes.
  server.requestTimeout = 0;
  server.timeout = 0;
  return server;
}

/**
 * @param {http.Server} server
 * @param {number} port 0: any free one
 * @param {string} host
 * @returns {Promise<number>} the port in use
 * @throws {NodeJS.ErrnoException} as `listen` gives it
 */
export function listen(server, port, host) {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      const address = server.address();
      resolve(address !== null && typeof address === "object" ? address.port : port);
    });
  });
}

/**
 * A port as the environment gives it.
 * @param {string | undefined} text
 * @param {number} otherwise
 * @throws {Error} that says what is wrong with it
 */
export function parsePort(text, otherwise) {
  if (text === undefined || text === "") return otherwise;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new Error(`PORT has to be a number from 0 to 65535: ${text}`);
}

/**
 * What to tell a user whose address is taken or not theirs to take.
 * @param {unknown} error from `listen`
 * @param {number} port
 * @param {string} host
 * @param {string} [command] what was run
 */
export function listenProblem(error, port, host, command = "npm start") {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE") {
    return (
      `Port ${port} is in use: perhaps Spanwise is running already at http://${host}:${port}.\n` +
      `To use another port: PORT=${port < 65_535 ? port + 1 : port - 1} ${command}`
    );
  }
  if (code === "EACCES") {
    return `Port ${port} may not be used by this user. To use another port: PORT=16687 ${command}`;
  }
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND") {
    return `HOST=${host} is not an address of this machine.`;
  }
  return `Cannot listen on ${host}:${port}: ${error instanceof Error ? error.message : String(error)}`;
}
