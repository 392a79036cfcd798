import { isUnknownPath } from "@/lib/http-status";
import { fetchJson, openStream } from "@/lib/http";
import { Problem } from "@/lib/problem";
import type { BackendInfo } from "./backend";
import { type JaegerAddress, requestBelow } from "./jaeger-http";
import { bothSpellings, type Param, rfc3339 } from "./jaeger-params";

export interface DetectOptions extends JaegerAddress {
  readonly signal?: AbortSignal | undefined;
  /** Now, in milliseconds since the Unix epoch. */
  readonly nowMs: number;
}

/** How long what a server says of itself may hold up the rest once the kind is known. */
const aboutGraceMs = 1500;
/** Of the page at the base, the values that a server writes into it stand near the top. */
const pageLimit = 256 * 1024;

/** The smallest question that a search can be: one trace of one millisecond. */
function smallestSearch(nowMs: number): readonly Param[] {
  const end = Math.round(nowMs) * 1000;
  return [
    ...bothSpellings("startTimeMin", "start_time_min", rfc3339(end - 1000)),
    ...bothSpellings("startTimeMax", "start_time_max", rfc3339(end)),
    ...bothSpellings("searchDepth", "search_depth", "1"),
    ["query.num_traces", "1"],
  ];
}

/** What one question to an unknown server came to. */
type Finding =
  | { readonly is: "answer"; readonly document: ReadonlyMap<string, unknown> }
  /** The path is known: the API refused or failed in its own words. */
  | { readonly is: "refusal"; readonly message: string }
  | { readonly is: "absent"; readonly problem: Problem };

async function probe(
  options: DetectOptions,
  path: string,
  params: readonly Param[],
): Promise<Finding> {
  const request = requestBelow(options, path, params);
  try {
    const document = await fetchJson(request, { signal: options.signal, fetch: options.fetch });
    if (typeof document === "object" && document !== null && !Array.isArray(document)) {
      return { is: "answer", document: new Map(Object.entries(document)) };
    }
    return {
      is: "absent",
      problem: new Problem("not-found", { url: request.url, pathUnknown: 1 }),
    };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (isUnknownPath(error)) return { is: "absent", problem: error };
    // Something that answers with success and no JSON is no Jaeger either.
    if (error.code === "empty" || error.code === "invalid-json") {
      return { is: "absent", problem: error };
    }
    const status = Number(error.params["status"]);
    if (error.code === "server-error" && (status === 405 || status === 501)) {
      return { is: "absent", problem: error };
    }
    if (
      error.params["ofApi"] === 1 &&
      error.code !== "unauthorized" &&
      error.code !== "rate-limited"
    ) {
      return { is: "refusal", message: String(error.params["serverMessage"] ?? "") };
    }
    // The address without its parameters, which say nothing to whoever reads this.
    throw error.with({ url: requestBelow(options, path).url });
  }
}

/** True where the document is `{}` or has a list (or null) under this name. */
function hasList(document: ReadonlyMap<string, unknown>, name: string): boolean {
  if (document.size === 0) return true;
  const value = document.get(name);
  return Array.isArray(value) || (value === null && document.has(name));
}

type About = Pick<BackendInfo, "version" | "archives">;

const unknown: About = { version: "" };

/**
 * What a server writes of itself into the page at its base; nothing when it does not say, and when
 * anything goes wrong: searches and traces do not depend on it. Spanwise's own server cannot say it
 * there, and knows it of the Jaeger behind it.
 */
async function readAbout(options: DetectOptions, signal: AbortSignal): Promise<About> {
  try {
    const { fetch } = options;
    const base = requestBelow(options, "");
    const page = await readText(
      (await openStream(base, { signal, fetch, acceptHtml: true })).stream,
    );
    const injected = /JAEGER_VERSION\s*=\s*(\{[^;<]{0,2000}\})\s*;/u.exec(page)?.[1];
    if (injected !== undefined) {
      // The second name is that of 2.20 and later; a page may have both, one of them unwritten.
      const abilities =
        /JAEGER_(?:STORAGE|BACKEND)_CAPABILITIES\s*=\s*(\{[^;<]{0,2000}\})\s*;/u.exec(page)?.[1];
      return {
        version: versionIn(entriesOf(JSON.parse(injected)).get("gitVersion")),
        ...archivesIn(entriesOf(abilities === undefined ? {} : JSON.parse(abilities))),
      };
    }
    if (!/JAEGER_VERSION\s*=\s*DEFAULT_VERSION\b/u.test(page)) return unknown;
    const upstream = requestBelow(options, ".spanwise/upstream");
    const said = entriesOf(await fetchJson(upstream, { signal, fetch }));
    return { version: versionIn(said.get("version")), ...archivesIn(said) };
  } catch {
    return unknown;
  }
}

const entriesOf = (document: unknown): ReadonlyMap<string, unknown> =>
  new Map(typeof document === "object" && document !== null ? Object.entries(document) : []);

function versionIn(text: unknown): string {
  if (typeof text !== "string" || !/^v?\d[\w.+-]{0,60}$/u.test(text)) return "";
  return text.replace(/^v/u, "");
}

function archivesIn(abilities: ReadonlyMap<string, unknown>): Pick<BackendInfo, "archives"> {
  const archives = abilities.get("archiveStorage");
  return typeof archives === "boolean" ? { archives } : {};
}

async function readText(stream: ReadableStream<Uint8Array>): Promise<string> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let text = "";
  while (text.length < pageLimit) {
    const { done, value } = await reader.read();
    if (done) return text;
    text += decoder.decode(value, { stream: true });
  }
  void reader.cancel().catch(() => undefined);
  return text;
}

/** Kind of the server, by what it answers and never by its version or by a status of 200 alone. */
async function findKind(options: DetectOptions): Promise<Omit<BackendInfo, keyof About>> {
  const search = smallestSearch(options.nowMs);
  const absent: { path: string; problem: Problem }[] = [];

  const summaries = await probe(options, "api/v3/trace-summaries", search);
  if (summaries.is === "refusal") {
    // The path is there; a storage that is bound to services wants one named.
    const wantsService = /service/iu.test(summaries.message);
    return { kind: "jaeger-v3", searchesAllServices: !wantsService };
  }
  if (summaries.is === "answer" && hasList(summaries.document, "summaries")) {
    return { kind: "jaeger-v3", searchesAllServices: true };
  }
  if (summaries.is === "absent") {
    absent.push({ path: "api/v3/trace-summaries", problem: summaries.problem });
  }

  const services = await probe(options, "api/v3/services", []);
  if (services.is === "refusal") {
    return { kind: "jaeger-v3-without-summaries", searchesAllServices: false };
  }
  if (services.is === "answer" && hasList(services.document, "services")) {
    return {
      kind: "jaeger-v3-without-summaries",
      searchesAllServices: await searchesAllServices(options, search),
    };
  }
  if (services.is === "absent") {
    absent.push({ path: "api/v3/services", problem: services.problem });
  }

  const oldServices = await probe(options, "api/services", []);
  if (
    oldServices.is === "refusal" ||
    (oldServices.is === "answer" && oldServices.document.has("data"))
  ) {
    return { kind: "jaeger-v1", searchesAllServices: false };
  }
  if (oldServices.is === "absent") {
    absent.push({ path: "api/services", problem: oldServices.problem });
  }
  throw nothingInReach(options, absent);
}

/** Whether v3 of before 2.19 answers a search that names no service: it depends on the storage. */
async function searchesAllServices(
  options: DetectOptions,
  search: readonly Param[],
): Promise<boolean> {
  try {
    const request = requestBelow(options, "api/v3/traces", search);
    await fetchJson(request, { signal: options.signal, fetch: options.fetch });
    return true;
  } catch (error) {
    if (options.signal?.aborted) throw error;
    // "No traces found" is an answer.
    return error instanceof Problem && error.code === "not-found" && !isUnknownPath(error);
  }
}

function nothingInReach(
  options: DetectOptions,
  absent: readonly { path: string; problem: Problem }[],
): Problem {
  const tried = absent.map(({ path }) => path).join(", ");
  const where = { url: options.baseUrl, ...(tried === "" ? {} : { tried }) };
  // A page of HTML says most about what stands at this address.
  const telling =
    absent.find(({ problem }) => problem.code === "html-instead-of-json") ?? absent[0];
  if (telling) return telling.problem.with(where);
  return new Problem("unknown-format", { ...where, where: options.baseUrl, found: "object" });
}

/**
 * Finds out what kind of Jaeger Query API answers below a base address. Rejects with the Problem
 * that says why none does; `tried` then names the paths that were asked.
 */
export async function detectBackend(options: DetectOptions): Promise<BackendInfo> {
  const ended = new AbortController();
  const signals = options.signal ? [options.signal, ended.signal] : [ended.signal];
  const about = readAbout(options, AbortSignal.any(signals));
  try {
    const kind = await findKind(options);
    const grace = setTimeout(() => ended.abort(), aboutGraceMs);
    const said = await about;
    clearTimeout(grace);
    return { ...kind, ...said };
  } finally {
    ended.abort();
  }
}
