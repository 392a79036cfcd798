import type { Fetch } from "@/lib/http";

/** What the page's first script may send to the worker before anything else: an address to ask. */
export interface AskAhead {
  readonly type: "ahead";
  readonly url: string;
}

/** What a request of the engine has that was not configured to have more. */
const plainHeaders = { Accept: "application/json" };

/**
 * Answers that were asked for ahead of the engine. Each is given once, to whoever asks for its
 * address in the plain way; all other requests go out as they are.
 */
export function createEarlyAnswers(send: Fetch) {
  const answers = new Map<string, { answer: Promise<Response>; abort: AbortController }>();
  return {
    ask(url: string): void {
      const abort = new AbortController();
      const answer = send(url, { headers: plainHeaders, signal: abort.signal });
      // A failure is for whoever takes the answer.
      answer.catch(() => undefined);
      answers.set(url, { answer, abort });
    },
    fetch: ((url, init) => {
      const early = answers.get(url);
      const isPlain = [...new Headers(init.headers).keys()].every((name) => name === "accept");
      if (!early || !isPlain) return send(url, init);
      answers.delete(url);
      const giveUp = () => early.abort.abort(init.signal?.reason);
      if (init.signal?.aborted) giveUp();
      else init.signal?.addEventListener("abort", giveUp, { once: true });
      return early.answer;
    }) satisfies Fetch,
  };
}
