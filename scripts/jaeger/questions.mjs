/**
 * What a Jaeger is asked so that its answers can be told from those of another version: paths below
 * its base with their parameters. `{id}` is a trace that it has, `{from}` and `{to}` a time with
 * traces in it (RFC 3339), `{fromMicro}`, `{toMicro}` and `{toMs}` the same as numbers, `{service}` a
 * service that it knows.
 * @type {readonly string[]}
 */
export const questions = [
  "api/v3/services",
  "api/v3/operations?service={service}",
  "api/v3/traces/{id}",
  "api/v3/traces/abababababababababababababababab",
  "api/v3/traces/not-an-id",
  "api/v3/traces?query.start_time_min={from}&query.start_time_max={to}&query.num_traces=5",
  "api/v3/traces?query.service_name=nobody&query.start_time_min={from}&query.start_time_max={to}&query.num_traces=5",
  "api/v3/traces?query.service_name={service}",
  "api/v3/traces?query.start_time_min={to}&query.start_time_max={from}&query.num_traces=5",
  "api/v3/traces?query.start_time_min={from}&query.start_time_max={to}&query.num_traces=5&query.duration_min=soon",
  "api/v3/trace-summaries?query.startTimeMin={from}&query.startTimeMax={to}&query.searchDepth=5",
  "api/services",
  "api/operations?service={service}",
  "api/operations",
  "api/services/{service}/operations",
  "api/traces/{id}",
  "api/traces/abababababababababababababababab",
  "api/traces/not-an-id",
  "api/traces",
  "api/traces?service={service}&start={fromMicro}&end={toMicro}&limit=5",
  "api/traces?service={service}&minDuration=soon",
  "api/traces?service=nobody&start={fromMicro}&end={toMicro}",
  "api/dependencies?endTs={toMs}&lookback=3600000",
  "api/unknown",
];

/**
 * What can be told of an answer without its data: the status, the kind of body, and its shape.
 * @typedef {{ status: number, type: string, shape: unknown }} Outline
 */

/**
 * A question with its places filled in.
 * @param {string} question
 * @param {{ id: string, service: string, fromMs: number, toMs: number }} known
 */
export function fillIn(question, { id, service, fromMs, toMs }) {
  /** @type {Record<string, string>} */
  const places = {
    id,
    service,
    from: new Date(fromMs).toISOString(),
    to: new Date(toMs).toISOString(),
    fromMicro: `${fromMs}000`,
    toMicro: `${toMs}000`,
    toMs: String(toMs),
  };
  return question.replaceAll(/\{(\w+)\}/g, (_, name) => encodeURIComponent(places[name] ?? ""));
}

/**
 * @param {number} status
 * @param {string} type the whole header
 * @param {string} body
 * @returns {Outline}
 */
export function outlineOf(status, type, body) {
  /** @type {unknown} */
  let shape = body.trimStart().startsWith("<") ? "page" : "text";
  try {
    shape = shapeOf(JSON.parse(body), 2);
  } catch {
    // Not JSON: said already.
  }
  return { status, type: type.split(";")[0] ?? "", shape };
}

/** Names and types down to a depth. @param {unknown} value @param {number} depth @returns {unknown} */
function shapeOf(value, depth) {
  if (value === null) return "null";
  if (Array.isArray(value)) {
    return value.length === 0 || depth === 0 ? "list" : [shapeOf(value[0], depth - 1)];
  }
  if (typeof value !== "object") return typeof value;
  if (depth === 0) return "object";
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, one]) => [name, shapeOf(one, depth - 1)]),
  );
}
