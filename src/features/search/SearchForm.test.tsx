// @vitest-environment jsdom
import { QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Backend, BackendInfo } from "@/backend/backend";
import type { TraceEngine } from "@/engine/trace-engine";
import { loadCatalogue } from "@/i18n/catalogue";
import { createFormats } from "@/i18n/formats";
import { I18nProvider } from "@/i18n/I18nProvider";
import { Problem } from "@/lib/problem";
import { createQueryClient } from "@/queries/query-client";
import { SourceProvider } from "@/queries/source-context";
import { preferencesStore, setPreferences } from "@/state/preferences-store";
import type { SearchParams } from "@/state/search-params";
import { SearchForm } from "./SearchForm";

const operations = vi.fn<Backend["operations"]>();
const onSearch = vi.fn<(params: SearchParams) => void>();

async function show(
  params: SearchParams,
  {
    searchesAllServices = false,
    services = () => Promise.resolve(["api", "auth"]),
    timeRange = undefined as BackendInfo["timeRange"],
  } = {},
) {
  const info = {
    kind: "jaeger-v3",
    version: "2.20.0",
    searchesAllServices,
    ...(timeRange && { timeRange }),
  } as const;
  const backend = { info, services, operations } as Partial<Backend> as Backend;
  const engine = {} as TraceEngine;
  const form = (given: SearchParams, messages: Awaited<ReturnType<typeof loadCatalogue>>) => (
    <QueryClientProvider client={client}>
      <I18nProvider messages={messages} formats={createFormats("en")}>
        <SourceProvider source={{ key: "test", backend, engine }}>
          <SearchForm params={given} abilities={info} onSearch={onSearch} />
        </SourceProvider>
      </I18nProvider>
    </QueryClientProvider>
  );
  const client = createQueryClient();
  const messages = await loadCatalogue("en");
  const { rerender } = render(form(params, messages));
  return (next: SearchParams) => rerender(form(next, messages));
}

const field = (name: string) => screen.getByLabelText<HTMLInputElement>(name, { exact: true });
const fill = (name: string, value: string) => fireEvent.change(field(name), { target: { value } });
const find = () => fireEvent.click(screen.getByRole("button", { name: "Find traces" }));

beforeEach(() => {
  onSearch.mockReset();
  operations.mockReset().mockResolvedValue([
    { name: "GET /", kind: "server" },
    { name: "GET /", kind: "client" },
  ]);
  setPreferences({ ...preferencesStore.getInitialState(), timeZone: "utc" });
});
afterEach(cleanup);

it("has the roles and names that are relied upon", async () => {
  await show({});
  expect(screen.getByRole("search", { name: "Traces" })).toBeTruthy();
  for (const name of ["Service", "Operation"]) {
    expect(screen.getByRole("combobox", { name })).toBe(field(name));
  }
  for (const name of ["Attributes", "Min duration", "Max duration", "Limit", "Lookback"]) {
    expect(field(name)).toBeTruthy();
  }
});

it("keeps what is typed when new results move the end of the window on", async () => {
  const shown = { service: "api", lookback: "1h", start: 1e15, end: 1e15 + 3_600e6 };
  const rerender = await show(shown);
  fill("Min duration", "5ms");
  rerender({ ...shown, end: shown.end + 5e6 });
  expect(field("Min duration").value).toBe("5ms");
  rerender({ ...shown, end: shown.end + 9e6, limit: 7 });
  expect(field("Min duration").value).toBe("");
});

it("says that all services were searched, also where one was before", async () => {
  setPreferences({ lastService: "auth", lastOperation: "GET /" });
  const rerender = await show({}, { searchesAllServices: true });
  expect(field("Service").value).toBe("auth");
  rerender({ lookback: "1h", start: 1e15, end: 1e15 + 3_600e6 });
  expect(field("Service").value).toBe("");
  expect(field("Operation").value).toBe("");
});

it("recalls the last service of a server there, and not among files or demo data", async () => {
  setPreferences({ lastService: "auth", lastOperation: "GET /" });
  const timeRange = { startUnixMicro: 1e15, endUnixMicro: 1e15 + 1 };
  await show({}, { searchesAllServices: true, timeRange });
  expect(field("Service").value).toBe("");
  expect(field("Operation").value).toBe("");
  fill("Service", "of a file");
  find();
  expect(onSearch.mock.lastCall?.[0].service).toBe("of a file");
  cleanup();
  await show({}, { searchesAllServices: true });
  expect(field("Service").value).toBe("auth");
  expect(field("Operation").value).toBe("GET /");
});

it("keeps what is typed while the search before it becomes the parameters", async () => {
  const rerender = await show({ service: "api" });
  fill("Min duration", "5ms");
  find();
  const [sent = {}] = onSearch.mock.lastCall ?? [];
  expect(sent.minDuration).toBe("5ms");
  fill("Min duration", "1s");
  rerender({ ...sent, source: "jaeger" });
  expect(field("Min duration").value).toBe("1s");
  // Of any other parameters the form is filled in anew, also of the same ones once again.
  rerender({ minDuration: "2s" });
  expect(field("Min duration").value).toBe("2s");
  fill("Min duration", "3s");
  rerender({ ...sent });
  expect(field("Min duration").value).toBe("5ms");
});

it("searches for what is in it, with the window fixed at the press", async () => {
  await show({});
  fill("Service", "api");
  fill("Attributes", 'http.route="/a b"');
  fill("Lookback", "15m");
  fill("Min duration", "1m30s");
  find();
  const [params] = onSearch.mock.calls[0] ?? [];
  expect(params).toMatchObject({
    service: "api",
    tags: '{"http.route":"/a b"}',
    lookback: "15m",
    minDuration: "1m30s",
    limit: 200,
  });
  expect((params?.end ?? 0) - (params?.start ?? 0)).toBe(900e6);
  expect(preferencesStore.getState().lastService).toBe("api");
});

it("says at the field what is wrong before anything is sent, and goes there", async () => {
  await show({ service: "api" });
  fill("Attributes", 'a="b');
  fill("Limit", "0");
  find();
  expect(onSearch).not.toHaveBeenCalled();
  expect(field("Attributes").getAttribute("aria-invalid")).toBe("true");
  expect(document.activeElement).toBe(field("Attributes"));
  const error = screen.getByText(/never closed/);
  expect(field("Attributes").getAttribute("aria-describedby")?.split(" ")).toContain(error.id);
  fill("Attributes", "a=b");
  expect(field("Attributes").getAttribute("aria-invalid")).toBeNull();
  expect(field("Limit").getAttribute("aria-invalid")).toBe("true");
});

it("asks for a service only where the source needs one", async () => {
  await show({});
  find();
  expect(onSearch).not.toHaveBeenCalled();
  expect(field("Service").getAttribute("aria-invalid")).toBe("true");
  cleanup();
  await show({}, { searchesAllServices: true });
  find();
  expect(onSearch).toHaveBeenCalledOnce();
});

it("searches for a service typed by hand when the list cannot be had", async () => {
  await show({}, { services: () => Promise.reject(new Problem("server-error")) });
  fill("Service", "typed");
  find();
  expect(onSearch.mock.calls[0]?.[0]).toMatchObject({ service: "typed" });
});

it("fetches span names for a whole service, not for every letter", async () => {
  await show({});
  for (const text of ["a", "ap", "api"]) fill("Service", text);
  await waitFor(() => expect(operations).toHaveBeenCalledOnce());
  expect(operations.mock.calls[0]?.[0]).toBe("api");
});

it("empties the operation with the service that it belonged to", async () => {
  await show({ service: "api", operation: "GET /" });
  expect(field("Operation").value).toBe("GET /");
  fill("Service", "auth");
  expect(field("Operation").value).toBe("");
});

it("follows the URL, and begins a custom range as the window that was meant", async () => {
  const rerender = await show({ service: "api" });
  rerender({ service: "auth", start: 1_000_000, end: 2_000_000, limit: 5 });
  expect(field("Service").value).toBe("auth");
  expect(field("Limit").value).toBe("5");
  expect(field("From").value).toContain("1970-01-01T00:00:01");
  fill("Lookback", "1h");
  expect(screen.queryByLabelText("From")).toBeNull();
  fill("Lookback", "custom");
  const hours = Date.parse(`${field("To").value}Z`) - Date.parse(`${field("From").value}Z`);
  expect(hours).toBe(3_600_000);
});

it("moves a typed range to the other clock with its moment", async () => {
  await show({ service: "api", start: 1_768_228_200_000_000, end: 1_768_231_800_000_000 });
  const before = field("From").value;
  setPreferences({ timeZone: "local" });
  await waitFor(() => {
    const local = new Date(field("From").value).getTime();
    expect(local).toBe(Date.parse(`${before}Z`));
  });
});

it("is empty after Reset", async () => {
  await show({ service: "api", tags: '{"a":"b"}', limit: 7 });
  fireEvent.click(screen.getByRole("button", { name: "Reset" }));
  expect([field("Service").value, field("Attributes").value, field("Limit").value]).toEqual([
    "",
    "",
    "200",
  ]);
});

it("searches all the time that a source has, when asked to, and after a reset", async () => {
  await show({}, { searchesAllServices: true });
  expect(screen.queryByRole("button", { name: "Search all the time there is" })).toBeNull();
  cleanup();
  const timeRange = { startUnixMicro: 1_000_999, endUnixMicro: 3_500_001 };
  await show({}, { searchesAllServices: true, timeRange });
  fireEvent.click(screen.getByRole("button", { name: "Search all the time there is" }));
  expect(field("From").value).toContain("1970-01-01T00:00:01");
  expect(field("To").value).toBe("1970-01-01T00:00:03.501");
  find();
  expect(onSearch).toHaveBeenLastCalledWith(
    expect.objectContaining({ start: 1_000_000, end: 3_501_000, lookback: "custom" }),
  );
  fill("Lookback", "5m");
  fireEvent.click(screen.getByRole("button", { name: "Reset" }));
  expect(field("To").value).toBe("1970-01-01T00:00:03.501");
});
