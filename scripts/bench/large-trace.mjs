import { createWriteStream } from "node:fs";
import { mkdir, rename, stat } from "node:fs/promises";
import path from "node:path";
import { once } from "node:events";

/**
 * Generated traces for the benchmark: seeded, so that every run measures the same bytes. About
 * 700 bytes of Jaeger v1 JSON a span, six attributes each, of which two are different in every span.
 */

/**
 * A seeded source of 32-bit numbers.
 * @param {number} seed
 */
function numbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let x = state;
    x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
    x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
    return (x ^ (x >>> 15)) >>> 0;
  };
}

/** @param {number} bits */
const hex8 = (bits) => bits.toString(16).padStart(8, "0");

/**
 * The id of span `i`: a bijection of its number, so that no two are equal.
 * @param {number} i
 */
const spanId = (i) => hex8(Math.imul(i + 1, 0x9e3779b1) >>> 0) + hex8(i + 1);

const services = Array.from({ length: 24 }, (_, i) => `service-${String(i).padStart(2, "0")}`);
const operations = Array.from({ length: 60 }, (_, i) => `operation-${i}`);
const startMicros = 1_767_225_600_000_000;

/**
 * The shape of a trace of `n` spans: each span's parent is one of the last few hundred, at a depth
 * of at most 12, and lies inside it in time, as calls do.
 * @param {number} n
 * @param {number} seed
 */
function* shape(n, seed) {
  const next = numbers(seed);
  const root = { row: 0, depth: 0, end: n * 40 + 1000 };
  /** The open spans below the root, outermost first. */
  const stack = [root];
  yield { parent: -1, start: 0, duration: n * 40 + 1000, bits: next() };
  let clock = 10;
  for (let row = 1; row < n; row += 1) {
    const bits = next();
    clock += 5 + (bits & 31);
    const drop = (bits >>> 8) % 4 === 0 ? 1 : 0;
    for (let left = drop; stack.length > 1; left -= 1) {
      if (left <= 0 && (stack.at(-1) ?? root).end > clock) break;
      stack.pop();
    }
    const parent = stack.at(-1) ?? root;
    const room = Math.max(1, parent.end - clock);
    const duration = Math.min(room, 20 + ((bits >>> 5) % (parent.depth === 0 ? 40_000 : 2_000)));
    yield { parent: parent.row, start: clock, duration, bits };
    if (parent.depth < 11) stack.push({ row, depth: parent.depth + 1, end: clock + duration });
  }
}

export const benchTraceId = "5ca1ab1e0ddba11c0ffee0000000feed";

/**
 * @param {number} n
 * @param {number} seed
 */
function* jaegerV1(n, seed) {
  yield `{"data":[{"traceID":"${benchTraceId}","spans":[`;
  let row = 0;
  for (const { parent, start, duration, bits } of shape(n, seed)) {
    const references =
      parent < 0
        ? "[]"
        : `[{"refType":"CHILD_OF","traceID":"${benchTraceId}","spanID":"${spanId(parent)}"}]`;
    const error = bits % 997 === 0 ? `,{"key":"error","type":"bool","value":true}` : "";
    yield (
      `${row === 0 ? "" : ","}{"traceID":"${benchTraceId}","spanID":"${spanId(row)}",` +
        `"operationName":"${operations[bits % 60]}","references":${references},` +
        `"startTime":${startMicros + start},"duration":${duration},"tags":[` +
        `{"key":"http.request.method","type":"string","value":"GET"},` +
        `{"key":"http.response.status_code","type":"int64","value":200},` +
        `{"key":"url.full","type":"string","value":"http://${services[bits % 24]}/items/${row}"},` +
        `{"key":"span.kind","type":"string","value":"${bits & 1 ? "server" : "client"}"},` +
        `{"key":"request.id","type":"string","value":"${hex8(bits)}${hex8(row)}"},` +
        `{"key":"otel.scope.name","type":"string","value":"bench/generator"}${error}],` +
        `"logs":[],"processID":"p${bits % 24}","warnings":null}`
    );
    row += 1;
  }
  const processes = services.map(
    (name, i) =>
      `"p${i}":{"serviceName":"${name}","tags":[{"key":"host.name","type":"string","value":"host-${i}"}]}`,
  );
  yield (
    `],"processes":{${processes.join(",")}},"warnings":null}],` +
      `"total":1,"limit":0,"offset":0,"errors":null}`
  );
}

/**
 * @param {number} n
 * @param {number} seed
 */
function* otlpJson(n, seed) {
  yield `{"result":{"resourceSpans":[`;
  // Spans come grouped by resource, as an exporter sends them: in blocks of a few hundred.
  yield* otlpSpans({ n, seed, traceId: benchTraceId, block: 256 });
  yield "]}}";
}

/**
 * The answer to a search: traces one after the other, each of `n` spans of several services.
 * @param {{ traces: number, n: number, seed: number }} options
 */
function* otlpSearch({ traces, n, seed }) {
  yield `{"result":{"resourceSpans":[`;
  for (let trace = 0; trace < traces; trace += 1) {
    if (trace > 0) yield ",";
    const traceId = benchTraceId.slice(0, 24) + hex8(trace + 1);
    yield* otlpSpans({ n, seed: seed + trace, traceId, block: 8 });
  }
  yield "]}}";
}

/**
 * The resources of a trace with their spans, `block` spans each.
 * @param {{ n: number, seed: number, traceId: string, block: number }} options
 */
function* otlpSpans({ n, seed, traceId, block }) {
  let row = 0;
  for (const { parent, start, duration, bits } of shape(n, seed)) {
    if (row % block === 0) {
      const i = (row / block + seed - 7) % services.length;
      yield (
        `${row === 0 ? "" : "]}]},"}{"resource":{"attributes":[` +
          `{"key":"service.name","value":{"stringValue":"${services[i]}"}},` +
          `{"key":"host.name","value":{"stringValue":"host-${i}"}}]},` +
          `"scopeSpans":[{"scope":{"name":"bench/generator","version":"1.0.0"},"spans":[`
      );
    } else yield ",";
    const parentId = parent < 0 ? "" : `"parentSpanId":"${spanId(parent)}",`;
    const status = bits % 997 === 0 ? `{"code":2,"message":"failed"}` : "{}";
    yield (
      `{"traceId":"${traceId}","spanId":"${spanId(row)}",${parentId}` +
        `"flags":257,"name":"${operations[bits % 60]}","kind":${bits & 1 ? 2 : 3},` +
        `"startTimeUnixNano":"${startMicros + start}000",` +
        `"endTimeUnixNano":"${startMicros + start + duration}000","attributes":[` +
        `{"key":"http.request.method","value":{"stringValue":"GET"}},` +
        `{"key":"http.response.status_code","value":{"intValue":"200"}},` +
        `{"key":"url.full","value":{"stringValue":"http://${services[bits % 24]}/items/${row}"}},` +
        `{"key":"request.id","value":{"stringValue":"${hex8(bits)}${hex8(row)}"}},` +
        `{"key":"thread.id","value":{"intValue":"${bits % 64}"}},` +
        `{"key":"code.function.name","value":{"stringValue":"handle_${bits % 300}"}}],` +
        `"status":${status}}`
    );
    row += 1;
  }
  yield "]}]}";
}

/**
 * Writes a trace of `spans` spans to `folder`, once; gives the file's path and its size in bytes.
 * @param {{ format: "v1" | "otlp", spans: number, folder: string, seed?: number }} options
 */
export function largeTraceFile({ format, spans, folder, seed = 7 }) {
  const pieces = () => (format === "v1" ? jaegerV1 : otlpJson)(spans, seed);
  return fileOf(path.join(folder, `${format}-${spans}-${seed}.json`), pieces);
}

/**
 * The same for the answer to a search, OTLP as the third API has it.
 * @param {{ traces: number, spans: number, folder: string, seed?: number }} options
 */
export function searchAnswerFile({ traces, spans, folder, seed = 7 }) {
  const pieces = () => otlpSearch({ traces, n: spans, seed });
  return fileOf(path.join(folder, `search-${traces}-${spans}-${seed}.json`), pieces);
}

/**
 * @param {string} file
 * @param {() => Iterable<string>} pieces
 */
async function fileOf(file, pieces) {
  const size = await stat(file).then(
    (found) => found.size,
    () => undefined,
  );
  if (size !== undefined) return { file, bytes: size };
  await mkdir(path.dirname(file), { recursive: true });
  const out = createWriteStream(`${file}.part`);
  let text = "";
  for (const piece of pieces()) {
    text += piece;
    if (text.length < 1 << 20) continue;
    if (!out.write(text)) await once(out, "drain");
    text = "";
  }
  out.end(text);
  await once(out, "finish");
  await rename(`${file}.part`, file);
  return { file, bytes: (await stat(file)).size };
}

/**
 * Calls among services in six tiers, as a server counts them: mostly of the next tier, some past it,
 * some back.
 * @param {{ services: number, edges: number, seed?: number }} options
 */
export function dependencyLinks({ services: count, edges, seed = 7 }) {
  const next = numbers(seed);
  const tier = Math.ceil(count / 6);
  /** @type {Map<string, { parent: string, child: string, callCount: number }>} */
  const links = new Map();
  const name = (/** @type {number} */ at) => `service-${String(at).padStart(3, "0")}`;
  /** @param {number} from @param {number} to */
  const add = (from, to) => {
    if (from === to) return;
    const key = `${from} ${to}`;
    links.set(key, { parent: name(from), child: name(to), callCount: 1 + (next() % 100_000) });
  };
  for (let at = tier; at < count; at += 1) add(at - tier, at);
  while (links.size < edges) {
    const from = next() % count;
    const kind = next() % 20;
    const step = kind === 0 ? -1 : kind < 4 ? 2 : 1;
    const to = (Math.floor(from / tier) + step) * tier + (next() % tier);
    if (to >= 0 && to < count) add(from, to);
  }
  return [...links.values()];
}
