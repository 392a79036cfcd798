// @vitest-environment jsdom
import { cleanup, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { LoadedTrace } from "@/engine/trace-engine";
import { traceFromDiagram } from "@/testing/trace-diagram";
import { whenIdle } from "@/lib/activity";
import { PanelRehearsal } from "./PanelRehearsal";

vi.mock("@/queries/trace", () => ({
  usePrefetchSpan: () => prefetchSpan,
  useSpanDetail: () => ({ data: undefined }),
}));
const prefetched: unknown[] = [];
const prefetchSpan = (handle: unknown, span: unknown) => {
  prefetched.push([handle, span]);
  return Promise.resolve();
};
vi.mock("@/features/span-detail/SpanDetail", () => ({
  SpanDetail: () => (
    <section aria-label="Span details">
      <button type="button">Close</button>
    </section>
  ),
}));

const core = traceFromDiagram("api GET /cart    |==========|");
const trace: LoadedTrace = { handle: "trace-1", format: "otlp-json", bytes: 1, core };

/** The panels that there have been, and what could be found of them then. */
let seen: Map<Element, { readonly found: unknown; readonly inert: boolean }>;
let observer: MutationObserver;
beforeEach(() => {
  seen = new Map();
  observer = new MutationObserver(() => {
    const panel = document.querySelector("section");
    if (!panel) return;
    const found = screen.queryByRole("region") ?? screen.queryByRole("button");
    seen.set(panel, { found, inert: panel.closest("[inert]") !== null });
  });
  observer.observe(document.body, { subtree: true, childList: true });
});
afterEach(() => {
  observer.disconnect();
  cleanup();
});

it("shows details to nobody, once, and takes them away", async () => {
  const rehearsal = (of: LoadedTrace) => <PanelRehearsal trace={of} linkHref={() => "#"} />;
  const { rerender } = render(rehearsal(trace));
  await waitFor(() => expect(seen.size).toBe(1));
  expect([...seen.values()]).toEqual([{ found: null, inert: true }]);
  await waitFor(() => expect(document.querySelector("section")).toBeNull());
  await whenIdle();
  expect(prefetched).toEqual([["trace-1", 0]]);
  // What has become warm stays so.
  rerender(rehearsal({ ...trace, handle: "trace-2" }));
  await whenIdle();
  expect(prefetched).toHaveLength(1);
  expect(seen.size).toBe(1);
});
