import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { extname, join, normalize, sep } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { policyOf } from "./content-security.mjs";

/** @type {Record<string, string>} */
const types = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".map": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};
const compressible = /^(text\/|application\/(json|manifest|wasm)|image\/svg)/;

/** A name that the build made of the content, so that it never means another. */
const hashed = /-[\w-]{8}\.\w+(\.map)?$/;

const compressors = {
  br: (/** @type {Buffer} */ body) =>
    promisify(brotliCompress)(body, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: 9,
        [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
      },
    }),
  gzip: (/** @type {Buffer} */ body) => promisify(gzip)(body, { level: 9 }),
};

/**
 * The best encoding that a browser takes.
 * @param {string} accepted the request's Accept-Encoding
 * @returns {"br" | "gzip" | undefined}
 */
export function chooseEncoding(accepted) {
  const taken = new Map(
    accepted
      .toLowerCase()
      .split(",")
      .map((part) => {
        const [name = "", ...params] = part.split(";").map((text) => text.trim());
        const quality = params.find((param) => param.startsWith("q="))?.slice(2) ?? "1";
        return [name, Number(quality)];
      }),
  );
  if ((taken.get("br") ?? 0) > 0) return "br";
  return (taken.get("gzip") ?? 0) > 0 ? "gzip" : undefined;
}

/**
 * @typedef {object} StaticFile
 * @property {Buffer} body
 * @property {string} type
 * @property {string} etag
 * @property {number} changed
 * @property {Map<string, Promise<Buffer>>} encoded
 */

/**
 * Serves a build: files by their name, and index.html for every other path, since paths belong to
 * the page's router. Bodies are kept in memory, compressed once when first asked for.
 * @param {string} folder
 * @param {{ page?: (html: string, request: import("node:http").IncomingMessage) => string }} [options]
 *   page: a last change to index.html, as a server that injects values makes it
 * @returns {(request: import("node:http").IncomingMessage, response: import("node:http").ServerResponse, path: string) => Promise<void>}
 *   path: the decoded or raw path below the folder, without a query
 */
export function createStaticFiles(folder, options = {}) {
  /** @type {Map<string, StaticFile>} */
  const files = new Map();

  /** @param {string} path @returns {StaticFile | undefined} */
  const open = (path) => {
    const full = normalize(join(folder, path));
    if (!full.startsWith(normalize(folder.endsWith(sep) ? folder : folder + sep))) return undefined;
    const stat = statSync(full, { throwIfNoEntry: false });
    if (!stat?.isFile()) return undefined;
    const known = files.get(full);
    if (known?.changed === stat.mtimeMs) return known;
    const body = readFileSync(full);
    const file = {
      body,
      type: types[extname(full)] ?? "application/octet-stream",
      etag: etagOf(body),
      changed: stat.mtimeMs,
      encoded: new Map(),
    };
    files.set(full, file);
    return file;
  };

  return async (request, response, path) => {
    if (request.method !== "GET" && request.method !== "HEAD") {
      response.writeHead(405, { allow: "GET, HEAD", "content-type": "text/plain" });
      response.end("Method not allowed\n");
      return;
    }
    const name = safeDecode(path);
    const asset = name.startsWith("/static/");
    let file = name.includes("\0") || name === "/index.html" ? undefined : open(name);
    // An asset that is not there is one of an older build. The page in its place would be
    // run as a script.
    const asPage = !file && !asset;
    if (asPage) file = open("/index.html");
    if (!file) {
      response.writeHead(404, { "content-type": "text/plain", "cache-control": "no-store" });
      response.end("Not found\n");
      return;
    }
    if (asPage && options.page) {
      const body = Buffer.from(options.page(file.body.toString("utf8"), request));
      file = { ...file, body, etag: etagOf(body), encoded: new Map() };
    }
    /** @type {import("node:http").OutgoingHttpHeaders} */
    const headers = {
      "content-type": file.type,
      "cache-control":
        asset && hashed.test(name) ? "public, max-age=31536000, immutable" : "no-cache",
      "x-content-type-options": "nosniff",
      etag: file.etag,
      vary: "accept-encoding",
    };
    if (asPage) headers["content-security-policy"] = policyFor(file);
    if (request.headers["if-none-match"] === file.etag) {
      response.writeHead(304, headers);
      response.end();
      return;
    }
    const encoding =
      file.body.length > 1000 && compressible.test(file.type)
        ? chooseEncoding(String(request.headers["accept-encoding"] ?? ""))
        : undefined;
    const body = encoding ? await encoded(file, encoding) : file.body;
    if (encoding) headers["content-encoding"] = encoding;
    headers["content-length"] = body.length;
    response.writeHead(200, headers);
    response.end(request.method === "HEAD" ? undefined : body);
  };
}

/** The policies of pages by their tag, which changes with their text. @type {Map<string, string>} */
const policies = new Map();

/** @param {StaticFile} file a page, as it is sent */
function policyFor(file) {
  let policy = policies.get(file.etag);
  if (policy === undefined) {
    // A page that is filled in at each request differs by its base only: there are few of them.
    if (policies.size > 100) policies.clear();
    policy = policyOf(file.body.toString("utf8"));
    policies.set(file.etag, policy);
  }
  return policy;
}

/** @param {StaticFile} file @param {"br" | "gzip"} encoding */
function encoded(file, encoding) {
  const before = file.encoded.get(encoding);
  if (before) return before;
  const body = compressors[encoding](file.body);
  file.encoded.set(encoding, body);
  return body;
}

/** @param {Buffer} body */
function etagOf(body) {
  return `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
}

/** @param {string} path */
function safeDecode(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
