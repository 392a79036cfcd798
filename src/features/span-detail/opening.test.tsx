// @vitest-environment jsdom
import { flushSync } from "react-dom";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createFormats } from "@/i18n/formats";
import { I18nProvider } from "@/i18n/I18nProvider";
import { en } from "@/i18n/en";
import type { LoadedTrace } from "@/engine/trace-engine";
import { spanIndex } from "@/model/indexes";
import type { SpanView } from "@/model/span-view";
import { sampleTrace, sampleView, traceOf } from "./span-detail-fixture";
import { SpanDetail } from "./SpanDetail";

// What comes when: so nothing here waits for all that is to come, as a test renderer does.
let root: Root;
let host: HTMLElement;
beforeEach(() => {
  host = document.body.appendChild(document.createElement("div"));
  root = createRoot(host);
});
afterEach(() => {
  root.unmount();
  host.remove();
  vi.unstubAllGlobals();
});

const show = (trace: LoadedTrace, view: SpanView) =>
  flushSync(() =>
    root.render(
      <I18nProvider messages={en} formats={createFormats("en")}>
        <SpanDetail
          trace={trace}
          view={view}
          onSelect={() => undefined}
          onClose={() => undefined}
          onFollow={() => undefined}
          linkHref={() => "#"}
        />
      </I18nProvider>,
    ),
  );
// On a busy machine things take their time: only what never comes is to fail.
const comes = (expectation: () => void) => vi.waitFor(expectation, { timeout: 20_000 });
const headings = () => [...host.querySelectorAll("h3")].map((one) => one.textContent);
const others = ["Events", "Links", "Children", "Resource"];

describe("a panel that opens", () => {
  it("shows what is in sight first, and the rest in a rendering of its own", async () => {
    show(sampleTrace, sampleView);
    expect(headings()).toContain("Attributes");
    for (const heading of others) expect(headings()).not.toContain(heading);
    await comes(() => expect(headings()).toEqual(expect.arrayContaining(others)));
  });

  it("goes on to another span at once, as nothing is to flicker", async () => {
    show(sampleTrace, sampleView);
    await comes(() => expect(headings()).toEqual(expect.arrayContaining(others)));
    show(sampleTrace, { ...sampleView, index: spanIndex(3), name: "another" });
    expect(host.querySelector("h2")?.textContent).toBe("another");
    expect(headings()).toContain("Resource");
  });

  it("is drawn before a large trace is searched for spans like its own", async () => {
    let whenIdle: (() => void) | undefined;
    const deadline = { didTimeout: false, timeRemaining: () => 9 };
    vi.stubGlobal("requestIdleCallback", (callback: IdleRequestCallback) => {
      whenIdle = () => callback(deadline);
    });
    const count = 10_001;
    const row = { service: 0, parent: -1, start: 0 };
    const large = traceOf(
      Array.from({ length: count }, (_, i) => ({ ...row, name: "a", end: i + 1, duration: i })),
    );
    // All are of one name.
    large.core.spans.name.fill(large.core.spans.name[0] ?? 0);
    show(large, { ...sampleView, index: spanIndex(0) });
    await comes(() => expect(whenIdle).toBeDefined());
    expect(host.textContent).not.toContain("Among similar spans");
    whenIdle?.();
    await comes(() => expect(host.textContent).toContain("Among similar spans"));
  });
});
