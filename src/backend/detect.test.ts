import { describe, expect, it } from "vitest";
import type { Fetch } from "@/lib/http";
import { isAbort, Problem } from "@/lib/problem";
import { detectBackend } from "./detect";

const baseUrl = "https://example.test/jaeger/ui/";
const nowMs = Date.UTC(2026, 0, 12, 14, 30);

const page = (script = ""): Response =>
  new Response(`<!doctype html><script>${script}</script>`, {
    headers: { "content-type": "text/html" },
  });
const json = (value: unknown, status = 200): Response =>
  new Response(JSON.stringify(value), { status, headers: { "content-type": "text/plain" } });
const text = (body: string, status: number): Response => new Response(body, { status });
const refusal = (message: string, status: number): Response =>
  json({ error: { httpCode: status, message } }, status);

/** A server: answers by path below the base; `otherwise` for every path that it does not know. */
function server(
  paths: Readonly<Record<string, (url: URL) => Response>>,
  otherwise: () => Response,
): { fetch: Fetch; asked: URL[] } {
  const asked: URL[] = [];
  const fetch: Fetch = async (address, { signal }) => {
    if (signal?.aborted) throw signal.reason;
    const url = new URL(address);
    asked.push(url);
    const path = url.pathname.slice("/jaeger/ui/".length);
    return (Object.hasOwn(paths, path) ? paths[path]?.(url) : undefined) ?? otherwise();
  };
  return { fetch, asked };
}

const detect = (fetch: Fetch) => detectBackend({ baseUrl, nowMs, fetch });
const unknownText = () => text("404 page not found\n", 404);
const apiPaths = (asked: readonly URL[]) =>
  asked.map(({ pathname }) => pathname).filter((path) => path.includes("/api/"));

describe("detectBackend", () => {
  it("asks for the smallest search, in both spellings, at the address below the base", async () => {
    const { fetch, asked } = server({ "api/v3/trace-summaries": () => json({}) }, unknownText);
    await detect(fetch);
    const search = asked.find(({ pathname }) => pathname.endsWith("trace-summaries"));
    expect(search?.href.split("?")[0]).toBe(`${baseUrl}api/v3/trace-summaries`);
    expect(Object.fromEntries(search?.searchParams ?? [])).toEqual({
      "query.startTimeMin": "2026-01-12T14:29:59.999000000Z",
      "query.start_time_min": "2026-01-12T14:29:59.999000000Z",
      "query.startTimeMax": "2026-01-12T14:30:00.000000000Z",
      "query.start_time_max": "2026-01-12T14:30:00.000000000Z",
      "query.searchDepth": "1",
      "query.search_depth": "1",
      "query.num_traces": "1",
    });
  });

  it.each([
    ["an empty object", json({})],
    ["a list", json({ summaries: [] })],
  ])("finds 2.19 and later by %s of summaries", async (_, answer) => {
    const { fetch, asked } = server({ "api/v3/trace-summaries": () => answer }, unknownText);
    expect(await detect(fetch)).toEqual({
      kind: "jaeger-v3",
      version: "",
      searchesAllServices: true,
    });
    expect(apiPaths(asked)).toHaveLength(1);
  });

  it.each([
    [400, "service name is required"],
    [500, "service name must be set"],
  ])("finds 2.19 and later by a refusal for want of a service: %d", async (status, message) => {
    const paths = { "api/v3/trace-summaries": () => refusal(message, status) };
    const { fetch } = server(paths, unknownText);
    expect(await detect(fetch)).toMatchObject({ kind: "jaeger-v3", searchesAllServices: false });
  });

  it("finds 2.16 to 2.18, whose unknown paths are 404 in plain text", async () => {
    const { fetch, asked } = server(
      {
        "api/v3/services": () => json({ services: ["a"] }),
        "api/v3/traces": () => refusal("No traces found", 404),
      },
      unknownText,
    );
    expect(await detect(fetch)).toEqual({
      kind: "jaeger-v3-without-summaries",
      version: "",
      searchesAllServices: true,
    });
    expect(apiPaths(asked)).toEqual(
      ["trace-summaries", "services", "traces"].map((path) => `/jaeger/ui/api/v3/${path}`),
    );
  });

  it("finds what came before, where every unknown path is a page with status 200", async () => {
    const { fetch } = server(
      {
        "api/v3/services": () => json({}),
        "api/v3/traces": () => refusal("service name is required", 400),
      },
      page,
    );
    expect(await detect(fetch)).toMatchObject({
      kind: "jaeger-v3-without-summaries",
      searchesAllServices: false,
    });
  });

  it.each([
    ["services", json({ data: ["a"], total: 1, errors: null })],
    ["no services", json({ data: null, total: 0, errors: null })],
    ["a failure of its storage", json({ data: null, errors: [{ code: 500, msg: "gone" }] }, 500)],
  ])("finds v1 alone by its answer with %s", async (_, answer) => {
    const { fetch } = server({ "api/services": () => answer }, page);
    expect(await detect(fetch)).toMatchObject({ kind: "jaeger-v1", searchesAllServices: false });
  });

  it("reads the version that a server writes into the page", async () => {
    const known = { "api/v3/trace-summaries": () => json({}) };
    const version = async (script: string, more = {}) =>
      (await detect(server({ ...known, "": () => page(script), ...more }, unknownText).fetch))
        .version;
    expect(await version('const JAEGER_VERSION = {"gitCommit":"x","gitVersion":"v2.20.0"};')).toBe(
      "2.20.0",
    );
    expect(await version("JAEGER_VERSION = DEFAULT_VERSION;")).toBe("");
    const upstream = { ".spanwise/upstream": () => json({ reachable: true, version: "2.19.1" }) };
    expect(await version("JAEGER_VERSION = DEFAULT_VERSION;", upstream)).toBe("2.19.1");
    expect(await version('JAEGER_VERSION = {"gitVersion":"<b>2</b>"};')).toBe("");
    expect(await version("JAEGER_VERSION = {broken};")).toBe("");
  });

  it("knows whether there is an archive, where the server says so", async () => {
    const paths = { "api/v3/trace-summaries": () => json({}) };
    const archives = async (script: string, more = {}) =>
      (await detect(server({ ...paths, ...more, "": () => page(script) }, unknownText).fetch))
        .archives;
    const version = 'JAEGER_VERSION = {"gitVersion":"v2.20.0"};';
    const unwritten = "JAEGER_STORAGE_CAPABILITIES = DEFAULT_STORAGE_CAPABILITIES;";
    const says = (name: string, archive: unknown) =>
      `${version} ${unwritten} JAEGER_${name}_CAPABILITIES = {"archiveStorage":${String(archive)}};`;
    expect(await archives(says("STORAGE", true))).toBe(true);
    expect(await archives(says("BACKEND", true))).toBe(true);
    expect(await archives(says("BACKEND", false))).toBe(false);
    expect(await archives(says("BACKEND", '"yes"'))).toBeUndefined();
    expect(await archives(`${version} ${unwritten}`)).toBeUndefined();
    const upstream = { ".spanwise/upstream": () => json({ version: "", archiveStorage: true }) };
    expect(await archives("JAEGER_VERSION = DEFAULT_VERSION;", upstream)).toBe(true);
  });

  it("does not wait long for a version", async () => {
    const known = server({ "api/v3/trace-summaries": () => json({}) }, unknownText);
    const fetch: Fetch = (address, init) =>
      address === baseUrl
        ? new Promise((_, reject) => {
            init.signal?.addEventListener("abort", () => reject(init.signal?.reason));
          })
        : known.fetch(address, init);
    expect(await detect(fetch)).toMatchObject({ kind: "jaeger-v3", version: "" });
  });

  it.each([
    ["pages of HTML for everything", page, "html-instead-of-json"],
    ["404 for everything", unknownText, "not-found"],
    ["words for everything", () => text("it works", 200), "invalid-json"],
    ["other JSON for everything", () => json({ status: "ok" }), "unknown-format"],
    ["a missing tenant for everything", () => text("missing tenant header", 401), "unauthorized"],
    ["too many requests", () => text("wait", 429), "rate-limited"],
    ["a broken proxy", () => text("<title>502</title>", 502), "server-error"],
    [
      "no Jaeger behind Spanwise's server",
      () => json({ error: { httpCode: 502, message: "refused", spanwise: "unreachable" } }, 502),
      "unreachable",
    ],
  ])("says what is there in place of a Jaeger: %s", async (_, otherwise, code) => {
    const failure = await detect(server({}, otherwise).fetch).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Problem);
    expect(failure).toMatchObject({ code });
  });

  it("names the paths that were tried", async () => {
    await expect(detect(server({}, page).fetch)).rejects.toMatchObject({
      params: { url: baseUrl, tried: "api/v3/trace-summaries, api/v3/services, api/services" },
    });
  });

  it("names the address, without the parameters, where it gets no further", async () => {
    const failing = server({}, () => text("missing tenant header", 401));
    await expect(detect(failing.fetch)).rejects.toMatchObject({
      params: { url: `${baseUrl}api/v3/trace-summaries`, serverMessage: "missing tenant header" },
    });
  });

  it("can be given up", async () => {
    const { fetch } = server({}, page);
    const signal = AbortSignal.abort();
    const failure = await detectBackend({ baseUrl, nowMs, fetch, signal }).catch((e: unknown) => e);
    expect(isAbort(failure)).toBe(true);
  });
});
