import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { root, run } from "../lib/run.mjs";

export const noNginxAdvice =
  "This test needs nginx, and none was found or could be installed.\n" +
  "Install it (Debian, Ubuntu: apt-get install nginx-light; macOS: brew install nginx), or say where it is: NGINX_BIN=/path/to/nginx";

async function findNginx() {
  const chosen = process.env["NGINX_BIN"];
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/sbin", "/usr/local/sbin"];
  for (const place of chosen ? [chosen] : folders.map((folder) => join(folder, "nginx"))) {
    if ((await run(place, ["-v"], { capture: true, timeoutMs: 30_000 })).code === 0) return place;
  }
  return undefined;
}

/** Debian's package, where this user may install it. */
async function installPackage() {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return;
  const quiet = { capture: true, env: { DEBIAN_FRONTEND: "noninteractive" }, timeoutMs: 600_000 };
  if ((await run("apt-get", ["--version"], { capture: true })).code !== 0) return;
  console.log("Installing nginx with apt-get …");
  await run("apt-get", ["update", "-q"], quiet);
  await run("apt-get", ["install", "-qy", "--no-install-recommends", "nginx-light"], quiet);
}

/** The path of an nginx, installed when there is none. @returns {Promise<string | undefined>} */
export async function ensureNginx() {
  const there = await findNginx();
  if (there || process.env["NGINX_BIN"]) return there;
  await installPackage();
  return findNginx();
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (typeof address !== "object" || address === null) throw new Error("No port is free");
  return address.port;
}

/** @param {string} text @param {string} from @param {string} to */
function replaced(text, from, to) {
  if (!text.includes(from)) throw new Error(`deploy/nginx.conf no longer holds "${from}"`);
  return text.replace(from, to);
}

/**
 * Starts nginx with the project's configuration, changed only in port, folder and Jaeger.
 * @param {{ nginx: string, folder: string, api: string }} options folder: the build; api: what is
 *   asked in place of `http://jaeger:16686/api/`
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 */
export async function startNginx({ nginx, folder, api }) {
  const port = await freePort();
  const home = mkdtempSync(join(tmpdir(), "spanwise-nginx-"));
  let server = readFileSync(`${root}deploy/nginx.conf`, "utf8");
  server = replaced(server, "listen 8080;", `listen 127.0.0.1:${port};`);
  server = replaced(server, "root /usr/share/spanwise;", `root ${folder};`);
  server = replaced(server, "proxy_pass http://jaeger:16686;", `proxy_pass ${api};`);
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  writeFileSync(
    `${home}/nginx.conf`,
    `daemon off; pid ${home}/pid; error_log stderr warn;
    ${process.getuid?.() === 0 ? "user root;" : ""}
    events {}
    http {
      types { text/html html; text/css css; text/javascript js; application/json json map; image/svg+xml svg; }
      access_log off;
      ${temporary.map((name) => `${name}_temp_path ${home}/${name};`).join(" ")}
      ${server}
    }`,
  );
  const child = spawn(nginx, ["-p", home, "-c", `${home}/nginx.conf`, "-e", "stderr"], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  const ended = once(child, "exit");
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
    rmSync(home, { recursive: true, force: true });
  };
  const url = `http://127.0.0.1:${port}/`;
  for (let tries = 0; tries < 100 && child.exitCode === null; tries += 1) {
    const answer = await fetch(`${url}healthz`).catch(() => undefined);
    if (answer?.ok) return { url, stop };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await stop();
  throw new Error("nginx did not start");
}
