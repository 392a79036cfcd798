// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import { createFormats } from "@/i18n/formats";
import { I18nProvider } from "@/i18n/I18nProvider";
import { en } from "@/i18n/en";
import { EventsSection } from "./EventsSection";
import { SectionsProvider } from "./Section";
import { SpanActionsProvider, type SpanActions } from "./span-actions";
import { sampleView } from "./span-detail-fixture";

afterEach(cleanup);

const show = (actions: SpanActions) =>
  render(
    <I18nProvider messages={en} formats={createFormats("en")}>
      <SectionsProvider>
        <SpanActionsProvider value={actions}>
          <EventsSection span={sampleView} traceDurationNs={245_000_000} />
        </SpanActionsProvider>
      </SectionsProvider>
    </I18nProvider>,
  );

it("finds what has the same exception, as with any other value", async () => {
  const onFind = vi.fn<NonNullable<SpanActions["onFind"]>>();
  show({ onFind });
  const type = screen.getByRole("group", { name: "Exception type" });
  expect(within(type).getByRole("button", { name: /^Copy .*exception\.type/ })).toBeDefined();
  fireEvent.click(within(type).getByRole("button", { name: "Actions for exception.type" }));
  const item = await screen.findByRole(
    "menuitem",
    { name: "Find in this trace" },
    { timeout: 30_000 },
  );
  fireEvent.click(item);
  expect(onFind).toHaveBeenCalledWith("exception.type", "torch.cuda.OutOfMemoryError");
});

it("has the configured links of an exception", () => {
  show({
    linksOf: ({ key }, owner, among) => [
      { url: `https://logs.example/?${key}&${owner}&${among.length}`, text: `Logs by ${key}` },
    ],
  });
  for (const key of ["exception.type", "exception.message", "exception.stacktrace"]) {
    expect(screen.getByRole("link", { name: `Logs by ${key}` }).getAttribute("href")).toBe(
      `https://logs.example/?${key}&event&4`,
    );
  }
});
