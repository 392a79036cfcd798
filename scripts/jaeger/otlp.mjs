/** Jaeger's receiver takes bodies of at most 20 MiB, less what its limit leaves to others. */
const bodyLimit = 8 * 1024 * 1024;

/** @typedef {{ resourceSpans: unknown[] }} TracesData OTLP JSON */

/**
 * OTLP documents in parts that a receiver takes: cut between resources, and within the scope of
 * one resource where it alone is too long.
 * @param {TracesData} document
 * @param {number} [limit] of the JSON of a part, in characters; a single span is never cut
 * @returns {Generator<string>} JSON
 */
export function* otlpParts(document, limit = bodyLimit) {
  const whole = JSON.stringify(document);
  if (whole.length <= limit) {
    yield whole;
    return;
  }
  const resources = document.resourceSpans;
  if (resources.length > 1) {
    const half = resources.length >> 1;
    yield* otlpParts({ resourceSpans: resources.slice(0, half) }, limit);
    yield* otlpParts({ resourceSpans: resources.slice(half) }, limit);
    return;
  }
  const [only] = /** @type {{ scopeSpans?: { spans?: unknown[] }[] }[]} */ (resources);
  const scopes = only?.scopeSpans ?? [];
  const split = (/** @type {{ spans?: unknown[] }[]} */ some) =>
    otlpParts({ resourceSpans: [{ ...only, scopeSpans: some }] }, limit);
  if (scopes.length > 1) {
    const half = scopes.length >> 1;
    yield* split(scopes.slice(0, half));
    yield* split(scopes.slice(half));
    return;
  }
  const spans = scopes[0]?.spans ?? [];
  if (spans.length < 2) {
    yield whole;
    return;
  }
  const half = spans.length >> 1;
  yield* split([{ ...scopes[0], spans: spans.slice(0, half) }]);
  yield* split([{ ...scopes[0], spans: spans.slice(half) }]);
}

/**
 * Sends spans to a receiver, as an exporter does, and waits until they are taken.
 * @param {string} otlpUrl
 * @param {TracesData} document
 * @throws {Error} with the receiver's own words when it refuses
 */
export async function sendOtlp(otlpUrl, document) {
  for (const body of otlpParts(document)) {
    const response = await fetch(`${otlpUrl}/v1/traces`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
    });
    const words = await response.text();
    if (!response.ok) throw new Error(`OTLP was refused with ${response.status}: ${words}`);
    if (/rejectedSpans"\s*:\s*"?[1-9]/.test(words)) throw new Error(`Spans were refused: ${words}`);
  }
}
