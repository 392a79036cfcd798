// `node scripts/jaeger/record.mjs [address]`: what a Jaeger of some version answers, in outline, for
// comparing versions and for keeping `e2e/fixtures/jaeger.mjs` true. Without an address: the Jaeger
// that the tests use, with a trace of its own.
import { findJaeger } from "./find-jaeger.mjs";
import { sendOtlp } from "./otlp.mjs";
import { fillIn, outlineOf, questions } from "./questions.mjs";
import { startJaeger } from "./run-jaeger.mjs";

const [address] = process.argv.slice(2);
const own = address === undefined ? await startJaeger(await findJaeger(console.error)) : undefined;
const base = address ?? own?.url ?? "";

const toMs = Date.now() + 60_000;
const known = { id: "0af7651916cd43dd8448eb211c80319c", service: "recorded", fromMs: 0, toMs };
known.fromMs = toMs - 3_600_000;
if (own) {
  const startTimeUnixNano = `${Date.now()}000000`;
  const span = { traceId: known.id, spanId: "00f067aa0ba902b7", name: "a", kind: 2, status: {} };
  const times = { startTimeUnixNano, endTimeUnixNano: startTimeUnixNano };
  const attributes = [{ key: "service.name", value: { stringValue: known.service } }];
  const scopeSpans = [{ spans: [{ ...span, ...times }] }];
  await sendOtlp(own.otlpUrl, { resourceSpans: [{ resource: { attributes }, scopeSpans }] });
} else {
  // Of a server that is not ours, something that it has.
  const services = await (await fetch(`${base}/api/v3/services`)).json();
  known.service = services.services?.[0] ?? "";
}
try {
  for (const question of questions) {
    const answer = await fetch(`${base}/${fillIn(question, known)}`);
    const type = answer.headers.get("content-type") ?? "";
    const outline = outlineOf(answer.status, type, await answer.text());
    console.log(`${question}\n  ${JSON.stringify(outline)}`);
  }
} finally {
  await own?.stop();
}
