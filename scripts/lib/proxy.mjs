import http from "node:http";
import https from "node:https";

/** Headers that belong to one connection and not to the message (RFC 9110, 7.6.1). */
const hopByHop = new Set(
  "connection keep-alive proxy-authenticate proxy-authorization proxy-connection te trailer transfer-encoding upgrade".split(
    " ",
  ),
);

/**
 * Reads the address of a Jaeger as a user writes it.
 * @param {string} text
 * @returns {URL} without a slash at the end of its path
 * @throws {Error} that says what is wrong with it
 */
export function parseTarget(text) {
  const trimmed = text.trim();
  let url;
  try {
    url = new URL(/^[a-z][a-z\d+.-]*:\/\//i.test(trimmed) ? trimmed : `http://${trimmed}`);
  } catch {
    throw new Error(`JAEGER_URL is not an address: ${text}`);
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw new Error(`JAEGER_URL has to begin with http:// or https://: ${text}`);
  }
  // As copied from the address of a page of Jaeger's.
  const page = /\/(?:search|trace\/[^/]+|dependencies|deep-dependencies|quality-metrics|monitor)$/;
  url.pathname = url.pathname.replace(/\/+$/, "").replace(page, "");
  url.search = "";
  url.hash = "";
  return url;
}

/**
 * Name and password of an address, as Node asks for them.
 * @param {URL} target
 * @returns {{ auth: string } | undefined}
 */
function credentials({ username, password }) {
  if (!username) return undefined;
  /** @param {string} text one with a bare percent sign stands for itself */
  const plain = (text) => {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  };
  return { auth: `${plain(username)}:${plain(password)}` };
}

/** The address without a name and password in it, fit for showing. @param {URL} target */
export function shownTarget(target) {
  return `${target.protocol}//${target.host}${target.pathname.replace(/\/$/, "")}`;
}

/**
 * What went wrong on the way to the target. A host with several addresses gives one error for each
 * of them and an empty message of its own.
 * @param {unknown} error
 * @returns {string}
 */
export function connectionError(error) {
  if (error instanceof AggregateError) {
    return [...new Set(error.errors.map((one) => connectionError(one)))].join("; ");
  }
  // Those of TLS end in a line break.
  return (error instanceof Error ? error.message : String(error)).trim();
}

/**
 * What a Jaeger answers is different at the next request, and is nobody else's to find on a disk. It
 * is also read faster: Chromium keeps a copy of what it might store until the page has read it.
 */
const notStored = "no-store";

/**
 * @param {http.IncomingHttpHeaders} headers
 * @returns {http.OutgoingHttpHeaders}
 */
function endToEnd(headers) {
  const named = String(headers.connection ?? "")
    .toLowerCase()
    .split(/\s*,\s*/);
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !hopByHop.has(name) && !named.includes(name)),
  );
}

/**
 * Passes requests on to a Jaeger, below whatever path it lives at. Bodies stream both ways as they
 * come; a side that gives up or breaks off makes the other side do the same; nothing here limits
 * how long an answer may take. An answer that does not say how it may be cached is not to be stored.
 * Where no answer can be had: 502 with JSON that says why.
 * @param {URL} target from `parseTarget`
 * @returns {(request: http.IncomingMessage, response: http.ServerResponse) => void}
 */
export function createProxy(target) {
  const secure = target.protocol === "https:";
  // A connection of its own for each request: a kept one may be closed by the server just as a
  // request is written to it, which would look like a Jaeger that fails now and then.
  const agent = new (secure ? https : http).Agent({ keepAlive: false });
  const auth = credentials(target);
  return (request, response) => {
    const upstream = (secure ? https : http).request({
      agent,
      method: request.method,
      protocol: target.protocol,
      hostname: target.hostname.replace(/^\[(.*)\]$/, "$1"),
      port: target.port,
      path: target.pathname.replace(/\/$/, "") + (request.url ?? "/"),
      headers: { ...endToEnd(request.headers), host: target.host },
      ...auth,
    });
    upstream.on("response", (answer) => {
      response.writeHead(answer.statusCode ?? 502, {
        "cache-control": notStored,
        ...endToEnd(answer.headers),
      });
      // Headers go out before the first byte of the body is there: the page can say that the
      // server is at work.
      response.flushHeaders();
      answer.pipe(response);
      // The body broke off: so must ours, or half an answer would pass for a whole one.
      answer.on("error", () => response.destroy());
    });
    upstream.on("error", (error) => {
      if (response.destroyed) return;
      if (response.headersSent) {
        response.destroy();
        return;
      }
      const message = connectionError(error);
      const body = JSON.stringify({ error: { httpCode: 502, message, spanwise: "unreachable" } });
      response.writeHead(502, { "content-type": "application/json", "cache-control": notStored });
      response.end(body);
    });
    response.on("close", () => upstream.destroy());
    request.on("error", () => upstream.destroy());
    request.pipe(upstream);
  };
}

/**
 * What a Jaeger says of itself.
 * @typedef {object} Upstream
 * @property {boolean} reachable
 * @property {string} version "" when it does not say
 * @property {string} detail why it cannot be reached, or the status of a page that is none
 * @property {boolean} [archiveStorage] absent when it does not say
 * @property {Record<string, unknown>} [config] the configuration of its own page, where that is
 *   JSON; one that is a script is left to it
 */

/**
 * What the target says of itself in its page, which is the only place where it does.
 * @param {URL} target
 * @param {AbortSignal} [signal]
 * @returns {Promise<Upstream>}
 */
export function askUpstream(target, signal) {
  return new Promise((resolve) => {
    const fail = (/** @type {unknown} */ error) =>
      resolve({ reachable: false, version: "", detail: connectionError(error) });
    const secure = target.protocol === "https:";
    const url = `${shownTarget(target)}/`;
    const options = { ...credentials(target), ...(signal ? { signal } : {}) };
    const request = (secure ? https : http).get(url, options, (answer) => {
      const status = answer.statusCode ?? 0;
      const detail = status >= 300 ? `status ${status}` : "";
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (part) => {
        text += part;
        // A page is short; whatever answers more is not one.
        if (text.length > 1_000_000) answer.destroy();
      });
      answer.on("error", fail);
      answer.on("close", () => resolve({ reachable: true, detail, ...injectedValues(text) }));
    });
    request.on("error", fail);
  });
}

/**
 * What to tell a user of the target.
 * @param {Upstream} upstream
 */
export function upstreamWords({ reachable, version, detail }) {
  const advice = (/** @type {string} */ text) => `\n          ${text}`;
  if (!reachable) {
    const set = "Set JAEGER_URL to the address of a Jaeger; demo data and files work without one";
    return `does not answer (${detail}).${advice(set)}`;
  }
  if (detail === "") return `answers${version ? `, version ${version}` : ""}`;
  return (
    `answers with ${detail}.` +
    advice(
      /40[13]$/.test(detail)
        ? "If it wants a name and a password: JAEGER_URL=http://name:password@host"
        : "Look at the path in JAEGER_URL: it has to be Jaeger's own base path",
    )
  );
}

/**
 * What stands in a page that a Jaeger has filled in.
 * @param {string} page
 * @returns {Pick<Upstream, "version" | "archiveStorage" | "config">} version such as "2.20.0"
 */
export function injectedValues(page) {
  const version = /JAEGER_VERSION\s*=\s*\{[^}]*"gitVersion"\s*:\s*"v?([\w.+-]{1,40})"/.exec(page);
  const archive =
    /JAEGER_(?:STORAGE|BACKEND)_CAPABILITIES\s*=\s*\{[^}]*"archiveStorage"\s*:\s*(true|false)/.exec(
      page,
    )?.[1];
  const config = injectedConfig(page);
  return {
    version: version?.[1] ?? "",
    ...(archive === undefined ? {} : { archiveStorage: archive === "true" }),
    ...(config === undefined ? {} : { config }),
  };
}

/**
 * The object in the line that a Jaeger writes its page's configuration into.
 * @param {string} page
 * @returns {Record<string, unknown> | undefined}
 */
function injectedConfig(page) {
  const text = /JAEGER_CONFIG\s*=\s*(\{.*\});\s*$/m.exec(page)?.[1];
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
