import fc from "fast-check";
import { expect, test } from "vitest";
import { mutate, SEEDS } from "@/ingest/testing/mutations";
import { Problem } from "@/lib/problem";
import { spanIndex } from "@/model/indexes";
import { createInProcessEngine } from "./in-process-engine";

const whole = SEEDS[0] ?? "";

test("whatever is opened beside it, a trace that is open stays as it was", async () => {
  const engine = createInProcessEngine({ fetch: () => Promise.reject(new Error("no network")) });
  const named = (text: string) => ({ name: "a.json", blob: new Blob([text]) });
  const { libraryId, summaries } = await engine.openLibrary([named(whole)]);
  const traceId = summaries[0]?.traceId ?? "";
  const { handle, core } = await engine.load({ kind: "library", libraryId, traceId });
  const before = await engine.spanDetail(handle, spanIndex(0));
  const starts = core.spans.startNs.slice();

  const mutation = fc.tuple(fc.nat(5), fc.nat(5000), fc.nat(5000));
  const documents = fc
    .tuple(fc.constantFrom(...SEEDS), fc.array(mutation, { minLength: 1, maxLength: 3 }))
    .map(([seed, mutations]) => mutations.reduce(mutate, seed));
  await fc.assert(
    fc.asyncProperty(documents, async (text) => {
      const other = await engine.openLibrary([named(text)]);
      const [file] = other.files;
      // Read as something, or refused with a reason.
      expect(file?.format !== undefined || file?.problem !== undefined).toBe(true);
      for (const summary of other.summaries) {
        const source = { kind: "library", ...other, traceId: summary.traceId } as const;
        const loaded = await engine.load(source).catch((error: unknown) => {
          if (!(error instanceof Problem) || error.code === "internal") throw error;
        });
        if (loaded) await engine.release(loaded.handle);
      }
      await engine.closeLibrary(other.libraryId);
    }),
    { numRuns: 300 },
  );

  expect(await engine.spanDetail(handle, spanIndex(0))).toEqual(before);
  expect(core.spans.startNs).toEqual(starts);
}, 120_000);
