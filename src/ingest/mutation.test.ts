import fc from "fast-check";
import { expect, test } from "vitest";
import { Problem } from "@/lib/problem";
import { TraceSetBuilder } from "@/model/trace-set-builder";
import { ingestStream } from "./ingest";
import { mutate, SEEDS } from "./testing/mutations";
import { streamOf } from "./testing/read-text";

test("10,000 mutated documents are read or refused, and nothing else is thrown", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...SEEDS),
      fc.array(fc.tuple(fc.nat(5), fc.nat(5000), fc.nat(5000)), { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 1, max: 400 }),
      async (seed, mutations, chunk) => {
        const text = mutations.reduce(mutate, seed);
        const builder = new TraceSetBuilder();
        try {
          const { spans } = await ingestStream(streamOf(text, chunk), builder);
          expect(spans).toBe(builder.spanCount);
        } catch (error) {
          if (!(error instanceof Problem) || error.code === "internal") throw error;
        }
        const kept = builder.finish().map((trace) => trace.spans.length);
        expect(kept.reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(builder.spanCount);
      },
    ),
    { numRuns: 10_000 },
  );
}, 600_000);
