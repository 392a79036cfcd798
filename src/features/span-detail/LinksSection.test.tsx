// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import type { LinksFromOthers } from "@/engine/trace-engine";
import { createFormats } from "@/i18n/formats";
import { I18nProvider } from "@/i18n/I18nProvider";
import { en } from "@/i18n/en";
import type { SpanView } from "@/model/span-view";
import { LinksSection } from "./LinksSection";
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

function show(links: SpanView["links"], linksFromOthers: LinksFromOthers): void {
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
            OtherSpan: undefined,
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

it("says nothing where there are no links", () => {
  show([], { spans: [], total: 0 });
  expect(document.body.textContent).toBe("");
});
