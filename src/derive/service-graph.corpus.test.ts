import { expect, test } from "vitest";
import { readSpan } from "@/model/read-span";
import { spanIndex } from "@/model/indexes";
import { describeCorpus } from "@/testing/corpus";
import { corpusTraces, traceFiles } from "@/testing/corpus-traces";
import { serviceGraph } from "./service-graph";

/** Trees above this size are read span by span elsewhere; here it would take minutes. */
const readable = 25_000;

/** A list of summaries holds no spans. */
const files = traceFiles().filter((file) => !file.endsWith("/kiali-tempo-search.json"));

describeCorpus("the service graph of real traces", () => {
  test.each(files)("%s: calls are those of its spans, read one by one", async (file) => {
    const traces = (await corpusTraces(file)).filter(({ spans }) => spans.length <= readable);
    const expected = new Map<string, [calls: number, failed: number]>();
    for (const trace of traces) {
      for (let row = 0; row < trace.spans.length; row += 1) {
        const parent = trace.spans.parent[row]!;
        if (parent < 0) continue;
        const span = readSpan(trace, spanIndex(row));
        const key = JSON.stringify([readSpan(trace, spanIndex(parent)).service, span.service]);
        const [calls, failed] = expected.get(key) ?? [0, 0];
        expected.set(key, [calls + 1, failed + (span.status.code === 2 ? 1 : 0)]);
      }
    }
    const { nodes, edges } = serviceGraph(traces);
    const found = new Map<string, [calls: number, failed: number]>();
    for (const { from, to, relation, calls, errors } of edges) {
      if (relation !== "call" && relation !== "message") continue;
      const key = JSON.stringify([nodes[from]!.service, nodes[to]!.service]);
      const [before, failed] = found.get(key) ?? [0, 0];
      found.set(key, [before + calls, failed + errors!]);
    }
    expect(found).toEqual(expected);
  });
});
