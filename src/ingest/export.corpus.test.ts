import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { expectSame, lossesOf, throughExport, upToLosses, written } from "./testing/compare-traces";
import { corpusBytes, corpusIsThere, corpusText, openTraces } from "./testing/corpus";

const there = corpusIsThere();
const LONG = 240_000;
/** Traces of one file are much alike. */
const tracesPerFile = 20;
const formats = ["otlp-json", "jaeger-v1"] as const;

function filesBelow(folder: string): string[] {
  const root = resolve(process.cwd(), "../shared/traces", folder);
  return readdirSync(root, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesBelow(`${folder}/${entry.name}`) : `${folder}/${entry.name}`,
  );
}

describe.skipIf(!there)("a trace of the corpus, written and read again", () => {
  const files = there ? ["jaeger", "otlp", "zipkin", "large"].flatMap(filesBelow) : [];

  test("is looked at in each of its files", () => expect(files.length).toBeGreaterThan(60));

  test.each(files)(
    "differs by what was listed alone: %s",
    async (file) => {
      const opened = await openTraces(corpusBytes(file)).catch(() => undefined);
      if (opened === undefined) return;
      for (const trace of opened.traces.slice(0, tracesPerFile)) {
        const from = opened.result.format;
        for (const format of formats) {
          const losses = lossesOf(trace, from, format);
          const back = await throughExport(trace, from, format);
          expectSame(upToLosses(back, losses, format), upToLosses(trace, losses, format));
        }
      }
    },
    LONG,
  );
});

test.skipIf(!there)("OTLP is translated as Jaeger's query service does it", async () => {
  const { traces, result } = await openTraces(corpusBytes("otlp/jaeger-jptrace-in.json"));
  const [trace] = traces;
  if (trace === undefined) throw new Error("No trace");
  const ours = JSON.parse(written(trace, result.format, "jaeger-v1")) as JaegerAnswer;
  const theirs = JSON.parse(corpusText("jaeger/jaeger-jptrace-out.json")) as JaegerAnswer;
  expect(ours.data).toEqual(theirs.data);
});

interface JaegerAnswer {
  readonly data: readonly object[];
}
