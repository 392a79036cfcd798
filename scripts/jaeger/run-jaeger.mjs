import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import net from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { jaegerConfig } from "./jaeger-config.mjs";

/**
 * @typedef {object} RunningJaeger
 * @property {string} url of its query service with the base path, without a slash at the end
 * @property {string} otlpUrl where OTLP/HTTP is taken: `/v1/traces` below it
 * @property {() => Promise<void>} kill ends it at once, as a crash would
 * @property {() => Promise<void>} restart starts it again at the same addresses, with nothing stored
 * @property {() => Promise<void>} stop ends it and removes what it left
 */

/**
 * @typedef {object} JaegerOptions
 * @property {string} program
 * @property {string} [basePath] beginning with "/" and not ending with one
 * @property {string} [assetsPath] a page to serve in place of its own
 * @property {Record<string, unknown>} [uiConfig] configuration of the page
 * @property {boolean} [archive] whether there is archive storage
 * @property {number} [maxTraces] kept outside the archive
 * @property {string} [tenant] every request has to name it in `x-tenant`
 * @property {boolean} [oldTenancy] the tenants' settings begin with capitals, as in 2.13
 * @property {string} [configFile] a configuration in place of the usual one: `deploy` says how it
 *   takes addresses
 * @property {Record<string, string>} [env] what else that configuration takes
 */

const host = "127.0.0.1";
const readyLimitMs = 60_000;
const attempts = 3;

/** @returns {Promise<number>} a port that was free a moment ago */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once("error", reject);
    server.listen(0, host, () => {
      const address = server.address();
      const port = address !== null && typeof address === "object" ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

/** Over a configuration of a deployment: tells nobody else of itself, and little to us. */
const quiet = { service: { telemetry: { metrics: { level: "none" }, logs: { level: "warn" } } } };

/** Programs that have to end with this one, however it ends. @type {Set<import("node:child_process").ChildProcess>} */
const children = new Set();
process.once("exit", () => {
  for (const child of children) child.kill("SIGKILL");
});

/**
 * @param {string} program
 * @param {readonly string[]} configs paths of its configuration, later ones over earlier ones
 * @param {Record<string, string>} env
 */
function launch(program, configs, env) {
  const args = configs.flatMap((config) => ["--config", `file:${config}`]);
  const child = spawn(program, args, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...env },
  });
  children.add(child);
  let output = "";
  // Enough to say why it did not start; it may log for hours.
  const keep = (/** @type {string} */ text) => (output = (output + text).slice(-20_000));
  child.stdout.setEncoding("utf8").on("data", keep);
  child.stderr.setEncoding("utf8").on("data", keep);
  /** @type {Promise<void>} */
  const ended = new Promise((resolve) => {
    child.once("error", (error) => {
      keep(error.message);
      children.delete(child);
      resolve();
    });
    child.once("exit", () => {
      children.delete(child);
      resolve();
    });
  });
  return {
    ended,
    isRunning: () => children.has(child),
    words: () => output.trim().split("\n").slice(-15).join("\n"),
    /** @param {NodeJS.Signals} signal */
    async end(signal) {
      if (!children.has(child)) return;
      child.kill(signal);
      const impatient = setTimeout(() => child.kill("SIGKILL"), 5000);
      await ended;
      clearTimeout(impatient);
    },
  };
}

/** @typedef {ReturnType<typeof launch>} Launched */

/** @param {number} ms */
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** @param {string} url @param {RequestInit} [init] whether it answers with success */
async function answers(url, init) {
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(2000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

/**
 * Waits until the query service answers and OTLP is taken.
 * @param {Launched} launched
 * @param {{ url: string, otlpUrl: string }} addresses
 * @param {string} [tenant]
 */
async function ready(launched, { url, otlpUrl }, tenant) {
  const nothing = { method: "POST", headers: { "content-type": "application/json" }, body: "{}" };
  const deadline = Date.now() + readyLimitMs;
  while (launched.isRunning() && Date.now() < deadline) {
    if (
      (await answers(
        `${url}/api/v3/services`,
        tenant ? { headers: { "x-tenant": tenant } } : {},
      )) &&
      (await answers(`${otlpUrl}/v1/traces`, nothing))
    ) {
      return true;
    }
    await pause(50);
  }
  return false;
}

/**
 * Starts a Jaeger on free ports of the loopback address, with traces in memory, and waits until it
 * answers.
 * @param {JaegerOptions} options
 * @returns {Promise<RunningJaeger>}
 * @throws {Error} with its last words, when it does not start
 */
export async function startJaeger(options) {
  const { program, basePath = "", uiConfig, configFile, tenant } = options;
  const folder = mkdtempSync(join(tmpdir(), "spanwise-jaeger-"));
  const config = join(folder, "jaeger.yaml");
  const uiConfigPath = uiConfig === undefined ? undefined : join(folder, "ui.json");
  if (uiConfigPath !== undefined) writeFileSync(uiConfigPath, JSON.stringify(uiConfig));
  let words = "";
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const [query, queryGrpc, otlp, otlpGrpc] = await Promise.all([
      freePort(),
      freePort(),
      freePort(),
      freePort(),
    ]);
    const at = (/** @type {number} */ port) => `${host}:${port}`;
    const { assetsPath, archive, maxTraces } = options;
    const ends = {
      query: at(query),
      queryGrpc: at(queryGrpc),
      otlp: at(otlp),
      otlpGrpc: at(otlpGrpc),
    };
    writeFileSync(
      config,
      configFile === undefined
        ? jaegerConfig({
            ...ends,
            basePath,
            assetsPath,
            uiConfigPath,
            ...(archive === undefined ? {} : { archive }),
            ...(maxTraces === undefined ? {} : { maxTraces }),
            ...(tenant === undefined ? {} : { tenant, oldTenancy: options.oldTenancy === true }),
          })
        : JSON.stringify(quiet),
    );
    const configs = configFile === undefined ? [config] : [configFile, config];
    const env = {
      ...options.env,
      JAEGER_QUERY_HTTP: ends.query,
      JAEGER_QUERY_GRPC: ends.queryGrpc,
      OTLP_HTTP: ends.otlp,
      OTLP_GRPC: ends.otlpGrpc,
    };
    const addresses = { url: `http://${at(query)}${basePath}`, otlpUrl: `http://${at(otlp)}` };
    let launched = launch(program, configs, env);
    if (await ready(launched, addresses, tenant)) {
      return {
        ...addresses,
        kill: () => launched.end("SIGKILL"),
        async restart() {
          await launched.end("SIGKILL");
          launched = launch(program, configs, env);
          if (await ready(launched, addresses, tenant)) return;
          await launched.end("SIGKILL");
          throw new Error(`Jaeger does not start again:\n${launched.words()}`);
        },
        async stop() {
          await launched.end("SIGTERM");
          rmSync(folder, { recursive: true, force: true });
        },
      };
    }
    await launched.end("SIGKILL");
    words = launched.words();
    // Another program may have taken a port in the meantime; nothing else is worth a second try.
    if (!/address already in use/i.test(words)) break;
  }
  rmSync(folder, { recursive: true, force: true });
  throw new Error(`Jaeger does not start:\n${words}`);
}
