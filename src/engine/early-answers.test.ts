import { expect, test, vi } from "vitest";
import { createEarlyAnswers } from "./early-answers";

const url = "http://jaeger/api/v3/traces/1";

test("an answer that was asked for ahead is given once, and then asked for anew", async () => {
  const send = vi.fn(async (asked: string, _: RequestInit) => new Response(asked));
  const early = createEarlyAnswers(send);
  early.ask({ url });
  expect(send).toHaveBeenCalledTimes(1);
  expect(await (await early.fetch(url, {})).text()).toBe(url);
  expect(send).toHaveBeenCalledTimes(1);
  await early.fetch(url, {});
  await early.fetch(`${url}2`, {});
  early.ask({ url });
  await early.fetch(url, { headers: { "x-tenant": "a" } });
  expect(send.mock.calls.map(([asked]) => asked)).toEqual([url, url, `${url}2`, url, url]);
});

test("an answer that was asked for with headers is for a request with the same", async () => {
  const send = vi.fn(async (asked: string, _: RequestInit) => new Response(asked));
  const early = createEarlyAnswers(send);
  early.ask({ url, headers: { "X-Tenant": "a" } });
  await early.fetch(url, {});
  await early.fetch(url, { headers: { Accept: "application/json", "x-tenant": "b" } });
  expect(send).toHaveBeenCalledTimes(3);
  await early.fetch(url, { headers: { "x-tenant": "a", Accept: "application/json" } });
  expect(send).toHaveBeenCalledTimes(3);
});

test("giving up the request gives up the early one", async () => {
  const early = createEarlyAnswers(
    (_, { signal }) =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener("abort", () => reject(signal.reason as Error));
      }),
  );
  early.ask({ url });
  const abort = new AbortController();
  const answer = early.fetch(url, { signal: abort.signal });
  abort.abort();
  await expect(answer).rejects.toMatchObject({ name: "AbortError" });
});
