// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { loadCatalogue, type Catalogue } from "@/i18n/catalogue";
import { createFormats } from "@/i18n/formats";
import { I18nProvider } from "@/i18n/I18nProvider";
import { setPreferences } from "@/state/preferences-store";
import { LoadingProgress, type LoadingProgressProps } from "./LoadingProgress";

let messages: Catalogue;
const formats = createFormats("en");

function element(props: LoadingProgressProps) {
  return (
    <I18nProvider messages={messages} formats={formats}>
      <LoadingProgress {...props} />
    </I18nProvider>
  );
}
const pass = (ms: number): void => {
  act(() => {
    vi.advanceTimersByTime(ms);
  });
};
const reading = (bytes: number) =>
  ({ phase: "reading", bytes, totalBytes: 80e6, spans: 45_000 }) as const;

beforeEach(async () => {
  messages = await loadCatalogue("en");
  setPreferences({ timeLimitMs: 30_000 });
  vi.useFakeTimers();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe("LoadingProgress", () => {
  it("appears after a second, as a progress bar that says how far it is", () => {
    render(element({ progress: reading(12.1e6), label: "Loading trace" }));
    pass(999);
    expect(screen.queryByRole("progressbar")).toBeNull();
    pass(1);
    const bar = screen.getByRole("progressbar", { name: "Loading trace" });
    expect(bar.getAttribute("aria-valuenow")).toBe("15");
    expect(bar.getAttribute("aria-valuetext")).toBe("12.1 MB of 80 MB, 45,000 spans");
    expect(screen.getByText("12.1 MB of 80 MB, 45,000 spans")).toBeDefined();
  });

  it("has no value while the whole is not known", () => {
    render(element({}));
    pass(1000);
    expect(screen.getByRole("progressbar", { name: "Loading" }).hasAttribute("aria-valuenow")).toBe(
      false,
    );
  });

  it("can be cancelled", () => {
    const cancel = vi.fn<() => void>();
    render(element({ onCancel: cancel }));
    pass(1000);
    fireEvent.click(screen.getByRole("button", { name: "Cancel" }));
    expect(cancel).toHaveBeenCalledTimes(1);
  });

  it("says when half of the time limit was silent, and offers to wait", () => {
    const keepWaiting = vi.fn<() => void>();
    const { rerender } = render(element({ progress: reading(1e6), onKeepWaiting: keepWaiting }));
    pass(14_999);
    expect(screen.getByRole("status").textContent).toBe("");
    // A byte more: the silence begins anew.
    rerender(element({ progress: reading(2e6), onKeepWaiting: keepWaiting }));
    pass(14_999);
    expect(screen.getByRole("status").textContent).toBe("");
    pass(1);
    expect(screen.getByRole("status").textContent).toContain("No answer for 15 s");
    fireEvent.click(screen.getByRole("button", { name: "Keep waiting" }));
    expect(keepWaiting).toHaveBeenCalledTimes(1);
    // One may ask again.
    expect(screen.getByRole("status").textContent).toBe("");
    pass(15_000);
    expect(screen.getByRole("status").textContent).toContain("No answer for 15 s");
    rerender(element({ progress: reading(3e6), onKeepWaiting: keepWaiting }));
    expect(screen.getByRole("status").textContent).toBe("");
  });
});
