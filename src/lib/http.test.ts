import { afterEach, describe, expect, it, vi } from "vitest";
import { type Fetch, fetchJson, openStream } from "./http";
import { isUnknownPath } from "./http-status";
import { isAbort, Problem } from "./problem";

const url = "https://jaeger.example/api/x";

const answering =
  (body: BodyInit | null, init: ResponseInit = {}): Fetch =>
  async () =>
    new Response(body, init);

async function problemFor(fetch: Fetch): Promise<Problem> {
  try {
    await fetchJson({ url }, { fetch });
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error("No problem was found");
}

/** A body that gives these pieces and then breaks. */
function breaking(...pieces: string[]): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    pull(controller) {
      const piece = pieces.shift();
      if (piece === undefined) controller.error(new TypeError("terminated"));
      else controller.enqueue(encoder.encode(piece));
    },
  });
}

afterEach(() => void vi.useRealTimers());

describe("fetchJson", () => {
  it("reads a document and tells the bytes as they come", async () => {
    const seen: [number, number | undefined][] = [];
    const body = '{"a":"ж"}';
    const fetch = answering(body, { headers: { "content-length": "10" } });
    const onBytes = (bytes: number, total: number | undefined) => seen.push([bytes, total]);
    expect(await fetchJson({ url }, { fetch, onBytes })).toEqual({ a: "ж" });
    expect(seen.at(-1)).toEqual([10, 10]);
  });

  it("sends the headers that it is given, and asks for JSON", async () => {
    const sent: unknown[] = [];
    const fetch: Fetch = async (_, init) => {
      sent.push(init.headers);
      return new Response("{}");
    };
    await fetchJson({ url, headers: { "x-tenant": "a" } }, { fetch });
    expect(sent).toEqual([{ Accept: "application/json", "x-tenant": "a" }]);
  });

  it("takes a refused connection for unreachable, with the cause", async () => {
    const fetch: Fetch = async () => {
      throw new TypeError("fetch failed", { cause: new Error("connect ECONNREFUSED 10.0.0.1:80") });
    };
    expect(await problemFor(fetch)).toMatchObject({
      code: "unreachable",
      params: { url, detail: "connect ECONNREFUSED 10.0.0.1:80" },
    });
  });

  it.each([
    [
      "v1",
      400,
      '{"data":null,"errors":[{"code":400,"msg":"no service"}]}',
      "bad-request",
      "no service",
    ],
    ["v3", 400, '{"error":{"httpCode":400,"message":"bad time"}}\n', "bad-request", "bad time"],
    ["plain", 400, "unable to parse\n", "bad-request", "unable to parse"],
    ["tenant", 401, "missing tenant header", "unauthorized", "missing tenant header"],
    ["forbidden", 403, "no", "unauthorized", "no"],
    [
      "v3 500",
      500,
      '{"error":{"httpCode":500,"message":"gone\\u0000 \\nbad"}}',
      "server-error",
      "gone bad",
    ],
    [
      "501",
      501,
      '{"errors":[{"code":501,"msg":"not configured"}]}',
      "server-error",
      "not configured",
    ],
    ["proxy page", 502, "<html><title>502 Bad Gateway</title>", "server-error", "502 Bad Gateway"],
    [
      "gateway",
      404,
      '{"code":5,"message":"trace not found","details":[]}',
      "not-found",
      "trace not found",
    ],
    [
      "API 404",
      404,
      '{"error":{"httpCode":404,"message":"No traces found"}}',
      "not-found",
      "No traces found",
    ],
  ])("words a failure as the server does: %s", async (_, status, body, code, serverMessage) => {
    const problem = await problemFor(answering(body, { status }));
    expect(problem).toMatchObject({ code, params: { url, status, serverMessage } });
    expect(isUnknownPath(problem)).toBe(false);
  });

  it.each(["404 page not found\n", "<html>nothing</html>", "", '{"message":"no Route matched"}'])(
    "knows a 404 that is not the API's own: %j",
    async (body) => {
      const problem = await problemFor(answering(body, { status: 404 }));
      expect(problem.code).toBe("not-found");
      expect(isUnknownPath(problem)).toBe(true);
    },
  );

  it("shortens a message of the server to 500 characters", async () => {
    const problem = await problemFor(answering("x".repeat(100_000), { status: 500 }));
    expect(problem.params["serverMessage"]).toHaveLength(500);
  });

  it("says how long a server wants to be left alone", async () => {
    const limited = (header: string) =>
      problemFor(answering("slow down", { status: 429, headers: { "retry-after": header } }));
    expect((await limited("7")).params).toMatchObject({ retryAfterSeconds: 7 });
    const soon = await limited(new Date(Date.now() + 60_000).toUTCString());
    expect(soon.code).toBe("rate-limited");
    expect(soon.params["retryAfterSeconds"]).toBeGreaterThan(50);
    expect(await limited("whenever")).toMatchObject({ code: "rate-limited" });
  });

  it("takes the word of Spanwise's own server for a Jaeger out of reach", async () => {
    const message = "connect ECONNREFUSED 127.0.0.1:16686";
    const body = JSON.stringify({ error: { httpCode: 502, message, spanwise: "unreachable" } });
    const problem = await problemFor(answering(body, { status: 502 }));
    expect(problem).toMatchObject({ code: "unreachable", params: { detail: message } });
  });

  it("knows HTML by its type and by its first character", async () => {
    const headers = { "content-type": "text/html; charset=utf-8" };
    const typed = await problemFor(answering("<!doctype html>", { headers }));
    const sniffed = await problemFor(answering("\n <!doctype html>"));
    expect([typed.code, sniffed.code]).toEqual(["html-instead-of-json", "html-instead-of-json"]);
    expect(isUnknownPath(typed) && isUnknownPath(sniffed)).toBe(true);
  });

  it("tells a body that breaks off from one that is no JSON and from none at all", async () => {
    expect(await problemFor(answering(breaking('{"services":["a"')))).toMatchObject({
      code: "cut-off",
      params: { url, bytes: 16 },
    });
    expect(await problemFor(answering('{"services":["a"'))).toMatchObject({ code: "cut-off" });
    expect(await problemFor(answering('{"ж": nope}'))).toMatchObject({
      code: "invalid-json",
      params: { byteOffset: 8 },
    });
    expect(await problemFor(answering(" \n"))).toMatchObject({ code: "empty" });
  });

  it("passes on a Problem that its signal carries, and an AbortError otherwise", async () => {
    const hanging: Fetch = (_, { signal }) =>
      new Promise((__, reject) => {
        signal?.addEventListener("abort", () => reject(signal.reason));
      });
    const late = new AbortController();
    const answer = fetchJson({ url }, { fetch: hanging, signal: late.signal });
    late.abort(new Problem("timeout", { limitMs: 5 }));
    await expect(answer).rejects.toMatchObject({ code: "timeout" });
    const given = new AbortController();
    const other = fetchJson({ url }, { fetch: hanging, signal: given.signal }).catch(
      (e: unknown) => e,
    );
    given.abort("for no reason");
    expect(isAbort(await other)).toBe(true);
  });
});

describe("openStream", () => {
  it("gives the body with its length, unless it was compressed on the way", async () => {
    const headers = { "content-length": "5", "content-type": "Application/JSON; a=b" };
    const plain = await openStream({ url }, { fetch: answering("[1,2]", { headers }) });
    expect(plain).toMatchObject({ totalBytes: 5, contentType: "application/json", url });
    const zipped = { ...headers, "content-encoding": "gzip" };
    const other = await openStream({ url }, { fetch: answering("[1,2]", { headers: zipped }) });
    expect(other.totalBytes).toBeUndefined();
  });

  it("tells how far the clock is ahead of a server that says its time", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2026, 0, 12, 15) });
    const date = "Mon, 12 Jan 2026 13:00:00 GMT";
    const ahead = async (headers: Record<string, string>) =>
      (await openStream({ url }, { fetch: answering("[]", { headers }) })).clockAheadMs;
    expect(await ahead({ date })).toBe(7_200_000);
    expect(await ahead({})).toBeUndefined();
    expect(await ahead({ date: "soon" })).toBeUndefined();
    expect(await ahead({ date, age: "7200" })).toBeUndefined();
  });
});
