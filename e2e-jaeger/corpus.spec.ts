import type { TracesData } from "../scripts/jaeger/otlp.mjs";
import { corpusFiles, refusedFiles } from "../scripts/jaeger/corpus.mjs";
import { expect, rest } from "../e2e/support";
import { started } from "./settings";
import { rowCount, test } from "./support";

/**
 * For each trace, its distinct spans, each with where it comes from: a file may hold a span twice,
 * of which the server gives one, and a trace may be in two files.
 */
type Traces = Map<string, Set<string>>;

interface ResourceSpans {
  readonly resource?: object;
  readonly scopeSpans?: readonly {
    readonly scope?: object;
    readonly spans?: readonly { readonly traceId: string }[];
  }[];
}

function addTraces(to: Traces, documents: readonly TracesData[]): Traces {
  const resources = documents.flatMap(({ resourceSpans }) => resourceSpans) as ResourceSpans[];
  for (const { resource, scopeSpans = [] } of resources) {
    for (const { scope, spans = [] } of scopeSpans) {
      for (const span of spans) {
        const known = to.get(span.traceId) ?? new Set();
        to.set(span.traceId, known.add(JSON.stringify([resource, scope, span])));
      }
    }
  }
  return to;
}

/** Of a file with many traces, these many are opened: the largest. */
const opened = 5;

const files = corpusFiles().filter(({ name }) => !refusedFiles.has(name));
const all: Traces = new Map();
for (const { documents } of files) addTraces(all, documents);

test.describe("a real trace that went through the server opens whole", () => {
  for (const { name, documents } of files) {
    test(name, async ({ page }) => {
      const sizes = [...addTraces(new Map(), documents).keys()]
        .filter((traceId) => traceId !== "")
        .map((traceId) => ({ traceId, spans: all.get(traceId)?.size ?? 0 }))
        .sort((a, b) => b.spans - a.spans);
      expect(sizes.length).toBeGreaterThan(0);
      for (const { traceId, spans } of sizes.slice(0, opened)) {
        await page.goto(`${started().productUrl}/trace/${traceId}`);
        await rest(page);
        expect(await rowCount(page), traceId).toBe(spans);
      }
    });
  }
});
