import { type Fetch, fetchDocument, type JsonDocument, type TextOptions } from "@/lib/http";
import type { HttpRequest, LoadOptions } from "@/model/trace-source";
import { type Param, urlBelow } from "./jaeger-params";

/** Where a server is and how it is spoken to. */
export interface JaegerAddress {
  /** Absolute, ending with "/": the API is at `api/` below it. */
  readonly baseUrl: string;
  /** Sent with every request: a tenant, say. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly fetch?: Fetch | undefined;
}

/** A question below the base of a server. */
export function requestBelow(
  address: JaegerAddress,
  path: string,
  params: readonly Param[] = [],
): HttpRequest {
  const url = urlBelow(address.baseUrl, path, params);
  return address.headers ? { url, headers: address.headers } : { url };
}

export interface DocumentOptions extends LoadOptions {
  /** Sees the text of an answer while it is on its way: see `fetchDocument`. */
  readonly onText?: TextOptions["onText"];
}

/** Fetches a document; progress in bytes. */
export function getDocument(
  address: JaegerAddress,
  request: HttpRequest,
  options: DocumentOptions = {},
): Promise<JsonDocument> {
  const { onProgress, onText, signal } = options;
  onProgress?.({ phase: "waiting", bytes: 0, spans: 0 });
  return fetchDocument(request, {
    signal,
    fetch: address.fetch,
    onText,
    onBytes: (bytes, totalBytes) =>
      onProgress?.({
        phase: "reading",
        bytes,
        spans: 0,
        ...(totalBytes === undefined ? {} : { totalBytes }),
      }),
  });
}

/** Fetches a list or summaries. */
export async function getJson(
  address: JaegerAddress,
  request: HttpRequest,
  options: LoadOptions = {},
): Promise<unknown> {
  return (await getDocument(address, request, options)).parse();
}
