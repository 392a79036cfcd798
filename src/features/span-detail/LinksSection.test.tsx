// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import type { LinksFromOthers } from "@/engine/trace-engine";
import { createFormats } from "@/i18n/formats";
import { I18nProvider } from "@/i18n/I18nProvider";
import { en } from "@/i18n/en";
import type { SpanView } from "@/model/span-view";
import { LinksSection, type OtherSpanName } from "./LinksSection";
import { SectionsProvider } from "./Section";
import { sampleTrace, sampleView } from "./span-detail-fixture";

const onFollow = vi.fn<(traceId: string, spanId: string) => void>();
afterEach(() => {
  cleanup();
  onFollow.mockClear();
});

const traceId = "0af7651916cd43dd8448eb211c80319c";
const other = { traceId, service: "worker", name: "run" };
const spans = [
  { ...other, spanId: "00000000000000b1", durationNs: 5_000_000, isError: false },
  { ...other, spanId: "00000000000000b2", durationNs: 6_000_000, isError: true },
];

function show(
  links: SpanView["links"],
  linksFromOthers: LinksFromOthers,
  OtherSpan?: OtherSpanName,
): void {
  render(
    <I18nProvider messages={en} formats={createFormats("en")}>
      <SectionsProvider>
        <LinksSection
          span={{ ...sampleView, links, droppedLinksCount: 0 }}
          linksIn={new Uint32Array(0)}
          linksFromOthers={linksFromOthers}
          targets={{
            core: sampleTrace.core,
            format: sampleTrace.format,
            linkHref: (trace, span) => `/trace/${trace}?span=${span}`,
            onSelect: vi.fn(),
            onFollow,
            OtherSpan,
            OtherQueue: undefined,
          }}
        />
      </SectionsProvider>
    </I18nProvider>,
  );
}

const listed = () =>
  screen
    .getByRole("list", { name: "Linking spans of other loaded traces" })
    .querySelectorAll<HTMLAnchorElement>("a");

it("lists the spans of other traces that link to a span, as ways to get there", () => {
  show([], { spans, total: 3 });
  expect([...listed()].map((link) => link.textContent)).toEqual([
    "worker: run5 ms",
    "worker: run6 ms",
  ]);
  expect(document.body.textContent).toContain("1 more span links here.");
  expect(listed()[1]?.getAttribute("href")).toBe(`/trace/${traceId}?span=00000000000000b2`);
  fireEvent.click(listed()[1] as HTMLElement);
  expect(onFollow).toHaveBeenCalledWith(traceId, "00000000000000b2");
});

it("names a span of another trace once where each links to the other", () => {
  const [first] = sampleView.links;
  if (!first) throw new Error("The sample has links");
  show([{ ...first, traceId, spanId: "00000000000000b1" }], { spans, total: 2 });
  expect([...listed()].map((link) => link.textContent)).toEqual(["worker: run6 ms"]);
});

it("names three spans of other traces, and more when they are asked for", () => {
  const [first] = sampleView.links;
  if (!first) throw new Error("The sample has links");
  // One of the same trace stands between them, and takes no name from the others.
  const links = Array.from({ length: 16 }, (_, at) => ({
    ...first,
    target: -1,
    traceId: at === 1 ? sampleView.traceId : traceId,
    spanId: `id-${at}`,
  }));
  show(links, { spans: [], total: 0 }, ({ spanId }) => `named ${spanId}`);
  const named = () => document.body.textContent.match(/named id-\d+/g) ?? [];
  expect(named()).toEqual(["named id-0", "named id-2", "named id-3"]);
  fireEvent.click(screen.getByRole("button", { name: "Look up 10 more names" }));
  expect(named()).toHaveLength(13);
  fireEvent.click(screen.getByRole("button", { name: "Look up 2 more names" }));
  expect(named()).toHaveLength(15);
  expect(screen.queryByRole("button", { name: /Look up/ })).toBeNull();
});

it("says nothing where there are no links", () => {
  show([], { spans: [], total: 0 });
  expect(document.body.textContent).toBe("");
});
