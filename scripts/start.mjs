// `npm start`: from a fresh clone to a page in the browser.
import { requireNode } from "./lib/node-version.mjs";

requireNode();
const { ensureInstalled } = await import("./lib/install.mjs");
const { ensureBuilt } = await import("./lib/build.mjs");
const { root } = await import("./lib/run.mjs");
const { readSettings } = await import("./lib/settings.mjs");
const { askUpstream, shownTarget, upstreamWords } = await import("./lib/proxy.mjs");
const { createSpanwiseServer, listen, listenProblem } = await import("./lib/serve.mjs");

const { port, host, target } = readSettings();
if (!(await ensureInstalled()) || !(await ensureBuilt())) process.exit(1);

const server = createSpanwiseServer({ folder: `${root}dist`, target });
try {
  const used = await listen(server, port, host);
  console.log(`Spanwise  http://${host.includes(":") ? `[${host}]` : host}:${used}`);
} catch (error) {
  console.error(listenProblem(error, port, host));
  process.exit(1);
}

const upstream = await askUpstream(target, AbortSignal.timeout(5000));
console.log(`Jaeger    ${shownTarget(target)} ${upstreamWords(upstream)}`);
