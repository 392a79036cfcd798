// `npm run dev`: the page with hot reload, over the same proxy as `npm start`.
import { requireNode } from "./lib/node-version.mjs";

requireNode();
const { ensureInstalled } = await import("./lib/install.mjs");
const { root } = await import("./lib/run.mjs");
const { readSettings } = await import("./lib/settings.mjs");
const { shownTarget } = await import("./lib/proxy.mjs");
const { createApi, listenProblem } = await import("./lib/serve.mjs");

const { port, host, target } = readSettings();
if (!(await ensureInstalled())) process.exit(1);

const { createServer } = await import("vite");
const api = createApi(target);
const server = await createServer({
  root,
  server: { port, host, strictPort: true },
  plugins: [
    {
      name: "spanwise-api",
      configureServer: (dev) => {
        dev.middlewares.use((request, response, next) => {
          if (!api(request, response)) next();
        });
      },
    },
  ],
});
try {
  await server.listen();
} catch (error) {
  const busy = error instanceof Error && error.message.includes("already in use");
  const problem = busy ? Object.assign(new Error(), { code: "EADDRINUSE" }) : error;
  console.error(listenProblem(problem, port, host, "npm run dev"));
  process.exit(1);
}
server.printUrls();
console.log(`  Jaeger   ${shownTarget(target)}`);
