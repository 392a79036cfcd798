import { createBreather } from "./breather";
import { abortReason } from "./deadline";
import { findJsonError } from "./http-json-error";
import { printable, problemOfStatus } from "./http-status";
import { isAbort, Problem } from "./problem";

/** One question to a server. */
export interface HttpQuestion {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** GET unless it is said otherwise. */
  readonly method?: "POST";
}

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export interface HttpOptions {
  readonly signal?: AbortSignal | undefined;
  /** Stands in for the global `fetch`: tests, and whoever wraps it. */
  readonly fetch?: Fetch | undefined;
  /** For the one question that wants a page: otherwise HTML is a Problem. */
  readonly acceptHtml?: boolean;
}

export interface OpenedStream {
  readonly stream: ReadableStream<Uint8Array>;
  /** Undefined where the server does not say, or where it compresses. */
  readonly totalBytes: number | undefined;
  /** Without parameters, lower case; "" when absent. */
  readonly contentType: string;
  /** Where the answer came from, after redirects. */
  readonly url: string;
  /**
   * How far this machine's clock is ahead of the server's, to a second or so; undefined where the
   * server does not say its time, or may not be asked for it.
   */
  readonly clockAheadMs: number | undefined;
}

async function ask(question: HttpQuestion, options: HttpOptions): Promise<Response> {
  const { signal } = options;
  const send: Fetch = options.fetch ?? ((url, init) => globalThis.fetch(url, init));
  try {
    return await send(question.url, {
      headers: { Accept: "application/json", ...question.headers },
      ...(question.method ? { method: question.method } : {}),
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    if (signal?.aborted) throw abortReason(signal);
    if (error instanceof Problem || isAbort(error)) throw error;
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new Problem("unreachable", { url: question.url, detail });
  }
}

function lengthOf(response: Response): number | undefined {
  // With a content encoding the length is that of the compressed bytes, which nobody sees here.
  if (response.headers.get("content-encoding")) return undefined;
  const length = Number(response.headers.get("content-length") ?? Number.NaN);
  return Number.isSafeInteger(length) && length >= 0 ? length : undefined;
}

function clockAheadOf({ headers }: Response): number | undefined {
  const serverMs = Date.parse(headers.get("date") ?? "");
  // What a cache has kept for a while has the date of then.
  return Number.isNaN(serverMs) || headers.has("age") ? undefined : Date.now() - serverMs;
}

/**
 * Asks, and gives the body as a stream once the server has answered with success. Rejects with a
 * Problem for everything else: an unreachable server, a status that is none of success, a page of
 * HTML; with an AbortError (or the Problem that the signal carries) when given up.
 */
export async function openStream(
  question: HttpQuestion,
  options: HttpOptions = {},
): Promise<OpenedStream> {
  const response = await ask(question, options);
  const url = response.url || question.url;
  if (!response.ok) throw await problemOfStatus(response, question.url, options.signal);
  const contentType = (response.headers.get("content-type") ?? "").split(";")[0] ?? "";
  const type = contentType.trim().toLowerCase();
  if (!options.acceptHtml && (type === "text/html" || type === "application/xhtml+xml")) {
    void response.body?.cancel().catch(() => undefined);
    throw new Problem("html-instead-of-json", { url, status: response.status });
  }
  return {
    stream: response.body ?? new ReadableStream({ start: (controller) => controller.close() }),
    totalBytes: lengthOf(response),
    contentType: type,
    url,
    clockAheadMs: clockAheadOf(response),
  };
}

export interface TextOptions extends HttpOptions {
  /** Called for every piece of the body that arrives, with the bytes so far. */
  readonly onBytes?: ((bytes: number, totalBytes: number | undefined) => void) | undefined;
  /**
   * Called for every piece of the text; must not throw. What it returns is waited for before more is
   * read.
   */
  readonly onText?: ((piece: string) => Promise<void> | undefined) | undefined;
}

const pieceBytes = 128 * 1024;
/** A part of a frame. */
const turnMs = 8;

export interface JsonDocument extends Pick<OpenedStream, "clockAheadMs"> {
  /** The document. Throws a Problem for what is none: see `fetchJson`. */
  parse(): unknown;
}

/**
 * Asks for a JSON document of moderate size (lists, summaries; never spans), and leaves it to the
 * caller to parse it: it may have been read piece by piece. Rejects as `openStream` does; further
 * with `cut-off` and the bytes that arrived.
 */
export async function fetchDocument(
  question: HttpQuestion,
  options: TextOptions = {},
): Promise<JsonDocument> {
  const { stream, totalBytes, url, clockAheadMs } = await openStream(question, options);
  const decoder = new TextDecoder();
  const reader = stream.getReader();
  const pieces: string[] = [];
  let bytes = 0;
  const take = async (piece: string): Promise<void> => {
    pieces.push(piece);
    if (piece !== "") await options.onText?.(piece);
  };
  const breathe = createBreather(options.signal, turnMs);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      // What has been waiting comes as one: whoever reads it must not take long over any of it.
      for (let from = 0; from < value.byteLength; from += pieceBytes) {
        const part = value.subarray(from, from + pieceBytes);
        bytes += part.byteLength;
        options.onBytes?.(bytes, totalBytes);
        await take(decoder.decode(part, { stream: true }));
        await breathe();
      }
    }
    await take(decoder.decode());
  } catch (error) {
    if (options.signal?.aborted) throw abortReason(options.signal);
    if (error instanceof Problem || isAbort(error)) throw error;
    throw new Problem("cut-off", { url, bytes });
  }
  return { clockAheadMs, parse: () => parseJson(pieces.join(""), url, bytes) };
}

/**
 * Asks for a JSON document of moderate size. Every failure is a Problem that says what came in place
 * of it: see `openStream`; further `cut-off` with the bytes that arrived, `invalid-json` with the
 * byte where it stops being JSON, and `empty`.
 */
export async function fetchJson(
  question: HttpQuestion,
  options: TextOptions = {},
): Promise<unknown> {
  return (await fetchDocument(question, options)).parse();
}

function parseJson(text: string, url: string, bytes: number): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const begin = text.trimStart();
    if (begin === "") throw new Problem("empty", { url });
    if (begin.startsWith("<")) throw new Problem("html-instead-of-json", { url });
    const failure = findJsonError(text);
    if (failure.atEnd) throw new Problem("cut-off", { url, bytes });
    const byteOffset = new TextEncoder().encode(text.slice(0, failure.offset)).byteLength;
    const found = printable(text.slice(failure.offset, failure.offset + 40));
    throw new Problem("invalid-json", { url, byteOffset, found });
  }
}
