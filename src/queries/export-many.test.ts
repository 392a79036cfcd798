import { describe, expect, it } from "vitest";
import { createInProcessEngine } from "@/engine/in-process-engine";
import { isAbort } from "@/lib/problem";
import { exportMany, joinTraceFiles, type ManyProgress } from "./export-many";
import { openFiles } from "./source";

const traceOf = (id: string) =>
  JSON.stringify({
    traceID: id,
    spans: [
      {
        traceID: id,
        spanID: "01",
        operationName: `GET ],"total":1 ${id}`,
        references: [],
        startTime: 1_768_228_200_000_000,
        duration: 5,
        processID: "p1",
      },
    ],
    processes: { p1: { serviceName: "a" } },
  });
const ids = ["a1", "a2", "a3", "a4", "a5", "a6"].map((id) => id.padStart(32, "0"));

async function opened() {
  const engine = createInProcessEngine();
  const files = ids.map((id) => new File([traceOf(id)], `${id}.json`));
  const { source } = await openFiles(engine, files);
  return { engine, source };
}

describe.each(["jaeger-v1", "otlp-json"] as const)("many traces as %s", (format) => {
  it("are one file that opens as the same traces, in the order asked for", async () => {
    const { engine, source } = await opened();
    const seen: ManyProgress[] = [];
    const { file, failed } = await exportMany(source, {
      traceIds: ids,
      format,
      signal: new AbortController().signal,
      onProgress: (progress) => seen.push(progress),
    });
    expect(failed).toEqual([]);
    expect(seen.at(-1)).toEqual({ done: 6, total: 6 });
    const document = JSON.parse(await file.text()) as Record<string, unknown[]>;
    expect(document[format === "jaeger-v1" ? "data" : "resourceSpans"]).toHaveLength(6);
    const again = await openFiles(engine, [new File([file], "all.json")]);
    expect(again.info.summaries.map(({ traceId }) => traceId).toSorted()).toEqual(ids);
  });

  it("leave out what cannot be read, and say so", async () => {
    const { source } = await opened();
    const { file, failed } = await exportMany(source, {
      traceIds: [ids[0] ?? "", "f".repeat(32)],
      format,
      signal: new AbortController().signal,
      onProgress: () => undefined,
    });
    expect(failed).toMatchObject([{ traceId: "f".repeat(32), problem: { code: "not-found" } }]);
    expect(await file.text()).toContain("GET ]");
  });
});

it("can be given up", async () => {
  const { source } = await opened();
  const controller = new AbortController();
  const given = exportMany(source, {
    traceIds: ids,
    format: "otlp-json",
    signal: controller.signal,
    onProgress: ({ done }) => done === 1 && controller.abort(),
  }).catch((error: unknown) => error);
  expect(isAbort(await given)).toBe(true);
});

it("refuses files that are framed otherwise", async () => {
  await expect(joinTraceFiles("otlp-json", [new Blob(["[]"])])).rejects.toMatchObject({
    code: "internal",
  });
  const empty = await joinTraceFiles("jaeger-v1", []);
  expect(JSON.parse(await empty.text())).toMatchObject({ data: [], total: 0 });
});
