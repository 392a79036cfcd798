import { answerJaeger, versions } from "../e2e/fixtures/jaeger.mjs";
import { toOtlp } from "../e2e/fixtures/formats.mjs";
import { createTraces, ids } from "../e2e/fixtures/traces.mjs";
import { expect } from "../e2e/support";
import { sendOtlp, type TracesData } from "../scripts/jaeger/otlp.mjs";
import { fillIn, outlineOf, questions, type Outline } from "../scripts/jaeger/questions.mjs";
import { isFrom } from "./settings";
import { test } from "./support";

// The tests of `e2e` stand on a server of our own. Over the same traces it has to answer as the real
// one of its version does.

test("the server of the other tests answers as the real one does", async ({ ownJaeger }) => {
  const jaeger = await ownJaeger();
  const nowMs = Date.now();
  const listed = createTraces(nowMs);
  await sendOtlp(jaeger.otlpUrl, toOtlp(listed) as TracesData);
  const known = {
    id: ids.checkout,
    service: "storefront",
    fromMs: nowMs - 3_600_000,
    toMs: nowMs + 60_000,
  };
  // 2.13 and 1.76 are one release.
  const version = versions[isFrom(2, 21) ? "v2.21" : isFrom(2, 19) ? "v2.20" : "v1"];
  if (!version) throw new Error("The fixture has no such version");
  const real: Record<string, Outline> = {};
  const ours: Record<string, Outline> = {};
  for (const question of questions) {
    const url = new URL(`${jaeger.url}/${fillIn(question, known)}`);
    const response = await fetch(url);
    const type = response.headers.get("content-type") ?? "";
    real[question] = outlineOf(response.status, type, await response.text());
    const answer = answerJaeger(version, { listed, unlisted: [] }, url.pathname, url.searchParams);
    const page = { status: 200, type: "text/html", body: "<!doctype html>" };
    const text = { status: 404, type: "text/plain", body: "404 page not found" };
    const { status, type: as, body } = answer ?? (version.unknownIsPage ? page : text);
    ours[question] = outlineOf(status, as, body);
  }
  expect(ours).toEqual(real);
});
