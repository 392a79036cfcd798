import type { Fetch } from "@/lib/http";

/** What the page's first script may send to the worker before anything else: an address to ask. */
export interface AskAhead {
  readonly type: "ahead";
  readonly url: string;
  /** Beside those that every question of the engine has. */
  readonly headers?: Readonly<Record<string, string>>;
}

const plainHeaders = { Accept: "application/json" };

/** Equal for requests that a server cannot tell apart. */
const keyOf = (url: string, headers: HeadersInit = plainHeaders): string =>
  JSON.stringify([url, ...new Headers(headers).entries()]);

/**
 * Answers that were asked for ahead of the engine. Each is given once, to whoever asks the same;
 * all other requests go out as they are.
 */
export function createEarlyAnswers(send: Fetch) {
  const answers = new Map<string, { answer: Promise<Response>; abort: AbortController }>();
  return {
    ask({ url, headers: own }: Omit<AskAhead, "type">): void {
      const abort = new AbortController();
      const headers = { ...plainHeaders, ...own };
      const answer = send(url, { headers, signal: abort.signal });
      // A failure is for whoever takes the answer.
      answer.catch(() => undefined);
      answers.set(keyOf(url, headers), { answer, abort });
    },
    fetch: ((url, init) => {
      const key = keyOf(url, init.headers);
      const early = answers.get(key);
      if (!early) return send(url, init);
      answers.delete(key);
      const giveUp = () => early.abort.abort(init.signal?.reason);
      if (init.signal?.aborted) giveUp();
      else init.signal?.addEventListener("abort", giveUp, { once: true });
      return early.answer;
    }) satisfies Fetch,
  };
}
