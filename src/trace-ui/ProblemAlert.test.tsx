// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import type { ReactElement } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { loadCatalogue } from "@/i18n/catalogue";
import type { Locale } from "@/i18n/locale";
import { createFormats } from "@/i18n/formats";
import { I18nProvider } from "@/i18n/I18nProvider";
import { Problem } from "@/lib/problem";
import { preferencesStore, setPreferences } from "@/state/preferences-store";
import { ProblemAlert } from "./ProblemAlert";

async function show(element: ReactElement, locale: Locale = "en") {
  const messages = await loadCatalogue(locale);
  render(
    <I18nProvider messages={messages} formats={createFormats(locale)}>
      {element}
    </I18nProvider>,
  );
  return screen.getByRole("alert");
}

beforeEach(() => setPreferences({ timeLimitMs: 30_000 }));
afterEach(cleanup);

describe("ProblemAlert", () => {
  it("says what failed, why, what to do, where, and what the server said", async () => {
    const problem = new Problem("server-error", {
      status: 500,
      url: "http://jaeger/api/traces?service=x",
      serverMessage: "<b>plugin\u0007 error</b>",
    });
    const retry = vi.fn<() => void>();
    const alert = await show(<ProblemAlert problem={problem} onRetry={retry} />);
    expect(alert.textContent).toContain("The server reports an error");
    expect(alert.textContent).toContain("with HTTP status 500");
    expect(alert.textContent).toContain("look at the logs of Jaeger");
    expect(alert.textContent).toContain("http://jaeger/api/traces");
    expect(within(alert).getByRole("blockquote").textContent).toBe("<b>plugin␇ error</b>");
    fireEvent.click(within(alert).getByRole("button", { name: "Retry" }));
    expect(retry).toHaveBeenCalledTimes(1);
    expect(within(alert).queryByRole("button", { name: "Wait longer" })).toBeNull();
  });

  it("names the file and the place in it", async () => {
    const problem = new Problem("bad-document", {
      file: "a\u202eb.json",
      where: "data[3].spans[0]",
      byteOffset: 7000,
      expected: "a list",
      found: "null",
    });
    const alert = await show(<ProblemAlert problem={problem} />);
    expect(alert.textContent).toContain("a⟨U+202E⟩b.json");
    expect(alert.textContent).toContain("data[3].spans[0], byte 7,000");
    expect(alert.textContent).toContain("Expected a list, found null.");
    expect(within(alert).queryByRole("button")).toBeNull();
  });

  it("offers to wait longer after a timeout: twice as long, then again", async () => {
    const retry = vi.fn<() => void>();
    const problem = new Problem("timeout", { limitMs: 30_000 });
    const alert = await show(<ProblemAlert problem={problem} onRetry={retry} />);
    expect(alert.textContent).toContain("no data came for 30 s");
    fireEvent.click(within(alert).getByRole("button", { name: "Wait longer" }));
    expect(preferencesStore.getState().timeLimitMs).toBe(60_000);
    expect(retry).toHaveBeenCalledTimes(1);
    setPreferences({ timeLimitMs: 3_000_000 });
    fireEvent.click(within(alert).getByRole("button", { name: "Wait longer" }));
    expect(preferencesStore.getState().timeLimitMs).toBe(3_600_000);
  });

  it("is headed by what failed, where that is better known", async () => {
    const alert = await show(
      <ProblemAlert
        variant="page"
        title="No Jaeger in reach"
        problem={new Problem("unreachable")}
      />,
    );
    expect(within(alert).getByRole("heading", { level: 1 }).textContent).toContain(
      "No Jaeger in reach",
    );
    expect(alert.textContent).toContain("The server cannot be reached.");
  });

  it("speaks Russian", async () => {
    const alert = await show(
      <ProblemAlert problem={new Problem("cut-off", { bytes: 1e6, spans: 22 })} />,
      "ru",
    );
    expect(alert.textContent).toContain("получено 1 МБ, прочитано 22 спана");
  });
});
