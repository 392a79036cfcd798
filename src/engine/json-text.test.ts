import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Problem } from "@/lib/problem";
import { traces } from "@/testing/arbitraries";
import { traceFromDiagram } from "@/testing/trace-diagram";
import { jsonText, LineWriter } from "./json-text";
import type { JsonText } from "./trace-engine";

const decoder = new TextDecoder();
const linesOf = ({ bytes, lineOffset }: Pick<JsonText, "bytes" | "lineOffset">): string[] =>
  Array.from({ length: lineOffset.length - 1 }, (_, line) =>
    decoder.decode(bytes.subarray(lineOffset[line], lineOffset[line + 1])),
  );
const origin = { kind: "none", reason: "other-traces" } as const;

describe("a trace as JSON in lines", () => {
  it("lays out as JSON.stringify does with two spaces", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.integer({ min: 1, max: 9 }), (value, piece) => {
        const json = new TextEncoder().encode(JSON.stringify(value));
        const writer = new LineWriter();
        for (let at = 0; at < json.length; at += piece) writer.write(json.subarray(at, at + piece));
        expect(linesOf(writer.take()).join("\n")).toBe(JSON.stringify(value, undefined, 2));
      }),
    );
  });

  it("is what is exported, whole", async () => {
    await fc.assert(
      fc.asyncProperty(traces(12), async (trace) => {
        const text = await jsonText({ trace, format: "otlp-json", origin }, 1e9, undefined);
        expect(text.isWhole).toBe(true);
        expect(text.spans).toBe(trace.spans.length);
        const document = JSON.parse(linesOf(text).join("\n")) as { resourceSpans: unknown[] };
        expect(document.resourceSpans.length).toBeGreaterThan(0);
      }),
    );
  });

  it("ends early where it would get too long, and can be given up", async () => {
    const line = "a x |=| text=" + "y".repeat(500);
    const trace = traceFromDiagram(Array.from({ length: 2000 }, () => line).join("\n"));
    const held = { trace, format: "otlp-json", origin } as const;
    const part = await jsonText(held, 1000, undefined);
    expect(part.isWhole).toBe(false);
    expect(part.spans).toBeGreaterThan(0);
    expect(part.spans).toBeLessThan(2000);
    expect(linesOf(part)[0]).toBe("{");
    const whole = await jsonText(held, 1e9, undefined);
    expect([whole.isWhole, whole.spans]).toEqual([true, 2000]);
    const given = jsonText(held, 1e9, AbortSignal.abort());
    await expect(given).rejects.toMatchObject({ name: "AbortError" });
    await expect(given).rejects.not.toBeInstanceOf(Problem);
  });
});
