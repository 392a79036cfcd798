// @vitest-environment jsdom
import { QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Backend } from "@/backend/backend";
import type { LoadedTrace, TraceEngine } from "@/engine/trace-engine";
import { en } from "@/i18n/en";
import { createFormats } from "@/i18n/formats";
import { I18nProvider } from "@/i18n/I18nProvider";
import { Problem } from "@/lib/problem";
import type { ExportPreview } from "@/model/trace-export";
import type { LoadOptions } from "@/model/trace-source";
import { createQueryClient } from "@/queries/query-client";
import { SourceProvider } from "@/queries/source-context";
import { traceFromDiagram } from "@/testing/trace-diagram";
import { ExportMenu } from "./ExportMenu";

const core = traceFromDiagram(`
frontend GET /cart    |====|
  cart read             |=|
`);
const trace: LoadedTrace = { handle: "trace-1", core, format: "otlp-json", bytes: 10 };
const noLoss = { sourceFormat: "otlp-json", losses: [] } as const;

const previewExport = vi.fn<TraceEngine["previewExport"]>();
const exportTrace = vi.fn<TraceEngine["exportTrace"]>();
const saved: { name: string; bytes: Blob }[] = [];

beforeEach(() => {
  const blobs: Blob[] = [];
  URL.createObjectURL = (bytes) => `blob:${blobs.push(bytes as Blob) - 1}`;
  URL.revokeObjectURL = () => undefined;
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function click(
    this: HTMLAnchorElement,
  ) {
    const bytes = blobs[Number(this.href.slice(5))];
    if (bytes) saved.push({ name: this.download, bytes });
  });
  previewExport.mockImplementation(async (_, format) => ({ format, ...noLoss }));
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  previewExport.mockReset();
  exportTrace.mockReset();
  saved.length = 0;
});

async function openDialog(item: RegExp) {
  const engine = { previewExport, exportTrace } as unknown as TraceEngine;
  const backend = { info: { kind: "jaeger-v3" } } as Backend;
  render(
    <I18nProvider messages={en} formats={createFormats("en")}>
      <QueryClientProvider client={createQueryClient()}>
        <SourceProvider source={{ key: "test", backend, engine }}>
          <ExportMenu trace={trace} />
        </SourceProvider>
      </QueryClientProvider>
    </I18nProvider>,
  );
  fireEvent.click(screen.getByRole("button", { name: "Export" }));
  fireEvent.click(await screen.findByRole("menuitem", { name: item }));
  return screen.findByRole("dialog");
}

it("offers the formats and says what the chosen one loses, before anything is saved", async () => {
  const losses = [
    { kind: "span-nanoseconds", count: 1203 },
    { kind: "dropped-counts", count: 3 },
  ] as const;
  previewExport.mockResolvedValue({ format: "jaeger-v1", sourceFormat: "otlp-json", losses });
  const dialog = await openDialog(/^Jaeger JSON/);
  expect(dialog.getAttribute("aria-labelledby")).not.toBeNull();
  await within(dialog).findByRole("heading", { name: "What the file does not hold as it is here" });
  expect(
    within(dialog)
      .getAllByRole("listitem")
      .map((item) => item.textContent),
  ).toEqual([
    "The nanoseconds of 1,203 spans: their times are cut to microseconds.",
    "3 counts of dropped attributes, events or links.",
  ]);
  expect(dialog.textContent).toContain("frontend-0e0e4736.jaeger.json");
  expect(exportTrace).not.toHaveBeenCalled();
  fireEvent.click(within(dialog).getByRole("button", { name: "Cancel" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(document.activeElement).toBe(screen.getByRole("button", { name: "Export" }));
});

it("saves what the engine wrote, under a name that says what it is", async () => {
  const bytes = new Blob(["{}"]);
  exportTrace.mockResolvedValue(bytes);
  const dialog = await openDialog(/^OTLP JSON/);
  await within(dialog).findByText(en.traceExport.lossless);
  fireEvent.click(within(dialog).getByRole("button", { name: "Save" }));
  await waitFor(() => expect(saved).toEqual([{ name: "frontend-0e0e4736.otlp.json", bytes }]));
  expect(exportTrace.mock.calls[0]?.slice(0, 2)).toEqual(["trace-1", "otlp-json"]);
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});

it("shows how far it is, and gives it up when it is cancelled", async () => {
  let given: LoadOptions = {};
  exportTrace.mockImplementation((_, __, options = {}) => {
    given = options;
    options.onProgress?.({ phase: "building", bytes: 1500, spans: 1 });
    return new Promise((___, reject) =>
      options.signal?.addEventListener("abort", () => reject(options.signal?.reason)),
    );
  });
  const dialog = await openDialog(/^OTLP JSON/);
  await within(dialog).findByText(en.traceExport.lossless);
  fireEvent.click(within(dialog).getByRole("button", { name: "Save" }));
  const bar = await within(dialog).findByRole("progressbar", { name: "Writing the file" });
  await waitFor(() => expect(bar.getAttribute("aria-valuenow")).toBe("50"));
  expect(bar.getAttribute("aria-valuetext")).toBe("1 of 2 spans, 1.5 kB");
  fireEvent.click(within(dialog).getByRole("button", { name: "Cancel" }));
  await waitFor(() => expect(within(dialog).queryByRole("progressbar")).toBeNull());
  expect(given.signal?.aborted).toBe(true);
  expect(saved).toEqual([]);
  expect(within(dialog).queryByRole("alert")).toBeNull();
});

it("says why there is no file of this trace alone", async () => {
  const preview: ExportPreview = { format: "source", ...noLoss, unavailable: "other-traces" };
  previewExport.mockResolvedValue(preview);
  const dialog = await openDialog(/^As it came/);
  await within(dialog).findByText(en.traceExport.unavailable["other-traces"]);
  expect(within(dialog).queryByRole("button", { name: "Save" })).toBeNull();
  expect(within(dialog).getByRole("button", { name: "Close" })).toBeDefined();
});

it("says what failed, and can be tried again", async () => {
  previewExport.mockResolvedValue({ format: "source", ...noLoss, fileName: "my trace.json.gz" });
  exportTrace.mockRejectedValueOnce(new Problem("unreachable", { detail: "gone" }));
  const dialog = await openDialog(/^As it came/);
  await within(dialog).findByText(/The file my trace\.json\.gz is saved as it was opened/);
  fireEvent.click(within(dialog).getByRole("button", { name: "Save" }));
  expect((await within(dialog).findByRole("alert")).textContent).toContain(en.traceExport.failed);
  exportTrace.mockResolvedValue(new Blob(["x"]));
  fireEvent.click(within(dialog).getByRole("button", { name: "Save" }));
  await waitFor(() => expect(saved.map(({ name }) => name)).toEqual(["my trace.json.gz"]));
});
