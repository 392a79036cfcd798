import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseTarget } from "./proxy.mjs";
import { createSpanwiseServer, listen } from "./serve.mjs";
import { chooseEncoding } from "./static-files.mjs";

const page = `<!doctype html><base href="/" data-x><title>Spanwise</title>${" ".repeat(2000)}`;
const script = "console.log(1);".repeat(200);
const folder = mkdtempSync(join(tmpdir(), "spanwise-static-"));
/** @type {http.Server} */
let server;
let port = 0;

beforeAll(async () => {
  mkdirSync(join(folder, "dist/static"), { recursive: true });
  writeFileSync(join(folder, "secret.txt"), "secret");
  writeFileSync(join(folder, "dist/index.html"), page);
  writeFileSync(join(folder, "dist/static/icon.svg"), "<svg/>");
  writeFileSync(join(folder, "dist/static/main-Ab12Cd34.js"), script);
  const target = parseTarget("http://127.0.0.1:9");
  server = createSpanwiseServer({ folder: join(folder, "dist"), target });
  port = await listen(server, 0, "127.0.0.1");
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

/**
 * A request as it stands: `fetch` would tidy the path and unpack the body.
 * @param {string} path
 * @param {{ method?: string, headers?: Record<string, string> }} [options]
 * @returns {Promise<{ status: number, headers: http.IncomingHttpHeaders, body: Buffer }>}
 */
function ask(path, options = {}) {
  return new Promise((resolve, reject) => {
    const request = http.request({ host: "127.0.0.1", port, path, ...options }, (answer) => {
      /** @type {Buffer[]} */
      const parts = [];
      answer.on("data", (part) => parts.push(part));
      answer.on("end", () => {
        const body = Buffer.concat(parts);
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body });
      });
    });
    request.on("error", reject).end();
  });
}

describe("the files of the build", () => {
  it.each(["/", "/search?service=a", "/trace/abc", "/trace/a...b", "/trace/a.js", "/index.html"])(
    "%s is the page, unchanged and never cached blindly",
    async (path) => {
      const { status, headers, body } = await ask(path);
      expect(status).toBe(200);
      expect(headers["content-type"]).toBe("text/html; charset=utf-8");
      expect(headers["content-security-policy"]).toMatch(/^default-src 'none'; script-src 'self'/);
      expect(headers["cache-control"]).toBe("no-cache");
      expect(body.toString()).toBe(page);
    },
  );

  it("gives hashed files for good, and their absence as an absence", async () => {
    const there = await ask("/static/main-Ab12Cd34.js");
    expect(there.headers["content-type"]).toBe("text/javascript; charset=utf-8");
    expect(there.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
    expect(there.body.toString()).toBe(script);
    const gone = await ask("/static/main-Old0Old0.js");
    expect([gone.status, gone.headers["cache-control"]]).toEqual([404, "no-store"]);
    const named = await ask("/static/icon.svg");
    expect(named.headers["content-type"]).toBe("image/svg+xml");
    expect(named.headers["cache-control"]).toBe("no-cache");
  });

  it("compresses text as the browser asks for", async () => {
    const brotli = await ask("/static/main-Ab12Cd34.js", {
      headers: { "accept-encoding": "gzip, deflate, br" },
    });
    expect(brotli.headers["content-encoding"]).toBe("br");
    expect(brotliDecompressSync(brotli.body).toString()).toBe(script);
    const gzip = await ask("/", { headers: { "accept-encoding": "gzip" } });
    expect(gzip.headers["content-encoding"]).toBe("gzip");
    expect(gunzipSync(gzip.body).toString()).toBe(page);
    expect(gzip.headers.vary).toBe("accept-encoding");
    expect(Number(gzip.headers["content-length"])).toBe(gzip.body.length);
  });

  it.each([
    ["gzip, br", "br"],
    ["br;q=0, gzip", "gzip"],
    ["gzip;q=0.5", "gzip"],
    ["identity", undefined],
    ["", undefined],
  ])("chooses for %j: %s", (accepted, encoding) => {
    expect(chooseEncoding(accepted)).toBe(encoding);
  });

  it("answers that nothing has changed", async () => {
    const { headers } = await ask("/");
    const again = await ask("/", { headers: { "if-none-match": String(headers.etag) } });
    expect([again.status, again.body.length]).toEqual([304, 0]);
  });

  it("answers HEAD without a body, and nothing but GET and HEAD", async () => {
    const head = await ask("/", { method: "HEAD" });
    expect([head.status, head.body.length]).toEqual([200, 0]);
    expect((await ask("/", { method: "POST" })).status).toBe(405);
  });

  it.each([
    "/../secret.txt",
    "/%2e%2e/secret.txt",
    "/static/..%2f..%2fsecret.txt",
    "/%00",
    "/%E0%A4%A",
  ])("%s leads nowhere outside", async (path) => {
    const { body } = await ask(path);
    expect(body.toString()).not.toContain("secret");
  });
});
