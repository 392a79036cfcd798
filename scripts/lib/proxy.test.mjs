import http from "node:http";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import {
  askUpstream,
  connectionError,
  injectedValues,
  parseTarget,
  shownTarget,
  upstreamWords,
} from "./proxy.mjs";
import { createSiteConfig, createSpanwiseServer, listen } from "./serve.mjs";

/** @type {http.Server[]} */
const open = [];
afterEach(() => {
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** @param {http.RequestListener} answer @returns {Promise<number>} */
async function upstream(answer) {
  const server = http.createServer(answer);
  open.push(server);
  return listen(server, 0, "127.0.0.1");
}

/** @param {string} target @returns {Promise<string>} the address of a Spanwise over it */
async function spanwise(target) {
  const server = createSpanwiseServer({ folder: import.meta.dirname, target: parseTarget(target) });
  open.push(server);
  return `http://127.0.0.1:${await listen(server, 0, "127.0.0.1")}`;
}

describe("the proxy", () => {
  it("keeps the path, the query and the target's own base path", async () => {
    /** @type {unknown[]} */
    const asked = [];
    const port = await upstream((request, response) => {
      asked.push([request.method, request.url, request.headers.host, request.headers["x-tenant"]]);
      response.setHeader("content-type", "application/json");
      response.end("{}");
    });
    const base = await spanwise(`http://127.0.0.1:${port}/jaeger/ui/`);
    const answer = await fetch(`${base}/api/v3/services?a=%2Fb&c=%D0%B9`, {
      headers: { "x-tenant": "acme" },
    });
    expect(await answer.json()).toEqual({});
    expect(asked).toEqual([
      ["GET", "/jaeger/ui/api/v3/services?a=%2Fb&c=%D0%B9", `127.0.0.1:${port}`, "acme"],
    ]);
  });

  it("passes on status, headers and body as they are", async () => {
    const port = await upstream((request, response) => {
      response.writeHead(404, { "content-type": "text/plain", traceresponse: "00-ab-cd-01" });
      request.pipe(response);
    });
    const base = await spanwise(`http://127.0.0.1:${port}`);
    const answer = await fetch(`${base}/api/transform`, { method: "POST", body: "приве́т" });
    expect(answer.status).toBe(404);
    expect(answer.headers.get("traceresponse")).toBe("00-ab-cd-01");
    expect(await answer.text()).toBe("приве́т");
  });

  it("has no answer stored, unless the target says otherwise", async () => {
    const port = await upstream((request, response) => {
      if (request.url === "/api/kept") response.setHeader("cache-control", "max-age=5");
      response.end("{}");
    });
    const base = await spanwise(`http://127.0.0.1:${port}`);
    const stored = async (/** @type {string} */ path) =>
      (await fetch(base + path)).headers.get("cache-control");
    expect(await stored("/api/services")).toBe("no-store");
    expect(await stored("/api/kept")).toBe("max-age=5");
  });

  it("shows each part of an answer as it comes", async () => {
    /** @type {http.ServerResponse | undefined} */
    let held;
    const port = await upstream((_request, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.flushHeaders();
      held = response;
    });
    const answer = await fetch(`${await spanwise(`http://127.0.0.1:${port}`)}/api/x`);
    const reader = answer.body?.getReader();
    held?.write("[1,");
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe("[1,");
    held?.end("2]");
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe("2]");
    expect((await reader?.read())?.done).toBe(true);
  });

  it("tells the target when the page gives up", async () => {
    /** @type {(value: unknown) => void} */
    let begun = () => {};
    const started = new Promise((resolve) => (begun = resolve));
    /** @type {Promise<unknown>} */
    let gone = Promise.resolve();
    const port = await upstream((_request, response) => {
      gone = once(response, "close");
      begun(undefined);
    });
    const base = await spanwise(`http://127.0.0.1:${port}`);
    const controller = new AbortController();
    const answer = fetch(`${base}/api/slow`, { signal: controller.signal }).catch(
      (error) => error.name,
    );
    await started;
    controller.abort();
    expect(await answer).toBe("AbortError");
    await gone;
  });

  it("breaks off an answer that the target breaks off", async () => {
    const port = await upstream((_request, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.write('{"data":[', () => response.destroy());
    });
    const answer = await fetch(`${await spanwise(`http://127.0.0.1:${port}`)}/api/traces/1`);
    expect(answer.status).toBe(200);
    await expect(answer.text()).rejects.toThrow("terminated");
  });

  it("says why a target cannot be reached", async () => {
    const port = await upstream(() => {});
    for (const server of open.splice(0)) server.close();
    const base = await spanwise(`http://127.0.0.1:${port}`);
    const answer = await fetch(`${base}/api/services`);
    expect(answer.status).toBe(502);
    expect(answer.headers.get("content-type")).toBe("application/json");
    expect(await answer.json()).toEqual({
      error: {
        httpCode: 502,
        message: `connect ECONNREFUSED 127.0.0.1:${port}`,
        spanwise: "unreachable",
      },
    });
  });

  it("names each address of a host with several", () => {
    const error = new AggregateError([
      new Error("connect ECONNREFUSED ::1:1"),
      new Error("connect ECONNREFUSED 127.0.0.1:1"),
    ]);
    expect(connectionError(error)).toBe(
      "connect ECONNREFUSED ::1:1; connect ECONNREFUSED 127.0.0.1:1",
    );
  });
});

describe("the target's address", () => {
  it.each([
    ["http://localhost:16686", "http://localhost:16686"],
    ["https://jaeger.example/base/path/", "https://jaeger.example/base/path"],
    ["localhost:16686", "http://localhost:16686"],
    ["http://me:secret@jaeger:1/x?y#z", "http://jaeger:1/x"],
    ["http://[::1]:16686", "http://[::1]:16686"],
    [" http://jaeger:1/x \n", "http://jaeger:1/x"],
    ["http://jaeger:1/search?service=a", "http://jaeger:1"],
    ["http://jaeger:1/base/trace/4bf92f3577b34da6/", "http://jaeger:1/base"],
    ["http://jaeger:1/research", "http://jaeger:1/research"],
  ])("%s is shown as %s", (text, shown) => {
    expect(shownTarget(parseTarget(text))).toBe(shown);
  });

  it.each(["ftp://jaeger", "http://", "http://a b"])("%s is refused with words", (text) => {
    expect(() => parseTarget(text)).toThrow(/^JAEGER_URL /);
  });
});

describe("what the target says of itself", () => {
  it("reads the version that a Jaeger puts into its page", () => {
    const page = 'const JAEGER_VERSION = {"gitCommit":"ab","gitVersion":"v2.20.0","buildDate":""};';
    expect(injectedValues(page)).toEqual({ version: "2.20.0" });
    expect(injectedValues("JAEGER_VERSION = DEFAULT_VERSION;")).toEqual({ version: "" });
  });

  it.each(["STORAGE", "BACKEND"])("reads %s capabilities and a configuration", (name) => {
    const page = [
      '  const JAEGER_CONFIG = {"menu":[{"label":"a;b"}],"search":{"maxLimit":50}};',
      `  JAEGER_${name}_CAPABILITIES = {"archiveStorage":true,"metricsStorage":false};`,
    ].join("\n");
    expect(injectedValues(page)).toEqual({
      version: "",
      archiveStorage: true,
      config: { menu: [{ label: "a;b" }], search: { maxLimit: 50 } },
    });
    expect(injectedValues("JAEGER_CONFIG = {broken};")).toEqual({ version: "" });
  });

  it("passes it on to the page", async () => {
    const port = await upstream((request, response) => {
      response.end(
        request.url === "/base/" ? 'JAEGER_VERSION = {"gitVersion":"v1.76.0"};' : "elsewhere",
      );
    });
    const base = await spanwise(`http://127.0.0.1:${port}/base`);
    const answer = await fetch(`${base}/.spanwise/upstream`);
    expect(await answer.json()).toEqual({
      url: `http://127.0.0.1:${port}/base`,
      reachable: true,
      version: "1.76.0",
      detail: "",
    });
  });

  it.each([
    ["me:se%20cret", "me:se cret"],
    ["me:100%", "me:100%"],
  ])("asks it with the name and password of its address: %s", async (written, sent) => {
    /** @type {(string | undefined)[]} */
    const seen = [];
    const port = await upstream((request, response) => {
      seen.push(request.headers.authorization);
      response.end();
    });
    const base = await spanwise(`http://${written}@127.0.0.1:${port}`);
    await fetch(`${base}/.spanwise/upstream`);
    await fetch(`${base}/api/services`);
    const header = `Basic ${Buffer.from(sent).toString("base64")}`;
    expect(seen).toEqual([header, header]);
  });

  it.each([
    [200, /^answers, version 2\.19\.1$/],
    [401, /^answers with status 401\.\n.*name:password@host$/],
    [404, /^answers with status 404\.\n.*base path$/],
  ])("puts an answer with status %i into words", async (status, words) => {
    const port = await upstream((_request, response) => {
      response.writeHead(status);
      response.end(status === 200 ? 'JAEGER_VERSION = {"gitVersion":"v2.19.1"};' : "");
    });
    const said = await askUpstream(parseTarget(`http://127.0.0.1:${port}`));
    expect(upstreamWords(said)).toMatch(words);
  });

  it("says so when there is nobody", async () => {
    const port = await upstream(() => {});
    for (const server of open.splice(0)) server.close();
    expect(await askUpstream(parseTarget(`http://127.0.0.1:${port}`))).toEqual({
      reachable: false,
      version: "",
      detail: `connect ECONNREFUSED 127.0.0.1:${port}`,
    });
  });
});

describe("the configuration of the proxied Jaeger", () => {
  /** @param {string} page @param {string} file @returns {Promise<unknown>} what the page reads */
  async function configOver(page, file) {
    const folder = mkdtempSync(join(tmpdir(), "spanwise-test-"));
    try {
      mkdirSync(join(folder, "static"));
      writeFileSync(join(folder, "static/config.json"), file);
      const port = await upstream((_request, response) => response.end(page));
      const target = parseTarget(`http://127.0.0.1:${port}`);
      const server = createSpanwiseServer({ folder, target });
      open.push(server);
      const base = `http://127.0.0.1:${await listen(server, 0, "127.0.0.1")}`;
      return await (await fetch(`${base}/static/config.json`)).text();
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
  const page = 'JAEGER_CONFIG = {"menu":[]};\n';

  it.each([
    [page, "{}", { jaegerUi: { menu: [] } }],
    [page, '{"title":"T"}', { title: "T", jaegerUi: { menu: [] } }],
    // What the site itself says stands, and what another Jaeger says is not asked.
    [page, '{"jaegerUi":{}}', { jaegerUi: {} }],
    [page, '{"jaegerUrl":"/other/"}', { jaegerUrl: "/other/" }],
    ["JAEGER_CONFIG = DEFAULT_CONFIG;\n", '{"title":"T"}', { title: "T" }],
    [page, "[]", []],
  ])("is in the site's: %s and %s", async (upstreamPage, file, expected) => {
    expect(JSON.parse(String(await configOver(upstreamPage, file)))).toEqual(expected);
  });

  it("leaves a broken file to the page, which tells of it", async () => {
    expect(await configOver(page, "{broken")).toBe("{broken");
  });

  it("holds nothing up where the Jaeger keeps silent", async () => {
    const port = await upstream(() => undefined);
    const target = parseTarget(`http://127.0.0.1:${port}`);
    expect(await createSiteConfig(target, import.meta.dirname)()).toBeUndefined();
  });
});
