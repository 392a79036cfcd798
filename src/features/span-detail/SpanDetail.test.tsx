// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import type { ComponentProps } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createFormats } from "@/i18n/formats";
import { I18nProvider } from "@/i18n/I18nProvider";
import { en } from "@/i18n/en";
import { ru } from "@/i18n/ru";
import { spanIndex } from "@/model/indexes";
import { StatusCode } from "@/model/span-table";
import type { SpanView } from "@/model/span-view";
import { setPreferences } from "@/state/preferences-store";
import { visibleText } from "@/widgets/visible-text";
import {
  attributes,
  hostileTexts,
  int,
  sampleTrace,
  sampleView,
  text,
} from "./span-detail-fixture";
import { SpanDetail } from "./SpanDetail";
import { valueText } from "./value-text";

type Props = ComponentProps<typeof SpanDetail>;

const onSelect = vi.fn<Props["onSelect"]>();
const onClose = vi.fn<Props["onClose"]>();
const onFollow = vi.fn<Props["onFollow"]>();

function panel(props: Partial<Props> = {}, language: "en" | "ru" = "en") {
  return (
    <I18nProvider messages={language === "en" ? en : ru} formats={createFormats(language)}>
      <SpanDetail
        trace={sampleTrace}
        view={sampleView}
        onSelect={onSelect}
        onClose={onClose}
        onFollow={onFollow}
        linkHref={(trace, span) => `/trace/${trace}?span=${span}`}
        {...props}
      />
    </I18nProvider>
  );
}

const show = (view: Partial<SpanView> = {}, props: Partial<Props> = {}) =>
  render(panel({ view: { ...sampleView, ...view }, ...props }));
const region = () => screen.getByLabelText(/^(Span details|Сведения о спане)$/);
const headings = () => [...region().querySelectorAll("h3")].map((one) => one.textContent);

/**
 * The first element of a kind by its name. The library's own look-up by role computes the style of
 * every element on the way, which takes seconds in a panel of this size.
 */
function named(selector: string, name: string | RegExp): HTMLElement {
  const found = [...region().querySelectorAll<HTMLElement>(selector)].find((element) => {
    const own = element.getAttribute("aria-label") ?? element.textContent;
    return typeof name === "string" ? own === name : name.test(own);
  });
  if (!found) throw new Error(`no ${selector} is named ${name}`);
  return found;
}
const button = (name: string | RegExp) => named("button", name);
const link = (name: string | RegExp) => named("a[href]", name);
/** An item of the menu that is open, or about to be. */
const shownItem = (name: string) =>
  vi.waitFor(
    () => {
      const items = [...document.querySelectorAll<HTMLElement>('[role="menuitem"]')];
      const item = items.find((one) => one.textContent === name);
      if (!item) throw new Error(`no item ${name}`);
      return item;
    },
    { timeout: 30_000 },
  );
const table = (name: string) => region().querySelector(`table[aria-label="${name}"]`);

beforeEach(() => setPreferences({ timeZone: "utc" }));
afterEach(() => {
  cleanup();
  vi.resetAllMocks();
});

const bare: Partial<SpanView> = {
  attributes: [],
  droppedAttributesCount: 0,
  events: [],
  droppedEventsCount: 0,
  links: [],
  droppedLinksCount: 0,
  issues: [],
  warnings: [],
  unknownFields: "",
  resource: {
    service: "gpu-worker",
    attributes: [],
    droppedAttributesCount: 0,
    schemaUrl: "",
  },
  scope: { name: "", version: "", attributes: [], droppedAttributesCount: 0, schemaUrl: "" },
};

describe("sections", () => {
  it("has one for everything that was recorded", () => {
    show();
    expect(headings()).toEqual([
      "Warnings",
      "Attributes",
      "Events",
      "Links",
      "Children",
      "Resource",
      "Scope",
      "Context",
      "Other fields",
    ]);
  });

  it("can be found by role and name", () => {
    show({ ...bare, index: spanIndex(3), attributes: attributes.slice(0, 12) });
    expect(screen.getByRole("region", { name: "Span details" })).toBe(region());
    expect(screen.getByRole("heading", { name: "Attributes", level: 3 })).toBeTruthy();
    expect(screen.getByRole("table", { name: "Attributes" })).toBe(table("Attributes"));
    expect(screen.getByRole("textbox", { name: "Filter attributes" })).toBeTruthy();
    expect(screen.getByRole("button", { name: "Close span details" })).toBeTruthy();
  });

  it("has none where there is nothing to show", () => {
    show({ ...bare, index: spanIndex(3) });
    expect(headings()).toEqual(["Context"]);
  });

  it("folds by its button, and stays folded on the next span", () => {
    const { rerender } = show();
    fireEvent.click(button("Attributes"));
    expect(button("Attributes").getAttribute("aria-expanded")).toBe("false");
    expect(table("Attributes")).toBeNull();
    rerender(panel({ view: { ...sampleView, index: spanIndex(1) } }));
    expect(table("Attributes")).toBeNull();
    fireEvent.click(button("Attributes"));
    expect(table("Attributes")).not.toBeNull();
  });
});

describe("attributes", () => {
  const rowsOf = (name: string) => [...(table(name)?.querySelectorAll("tbody tr") ?? [])];
  const some = [
    { key: "http.response.body.size", value: int(12_345n) },
    { key: "zebra", value: text("z") },
    { key: "http.route", value: text("/matches/{id}") },
    {
      key: "db.query.text",
      value: text("SELECT id, name FROM matches WHERE day = $1 AND team = $2 ORDER BY id LIMIT 10"),
    },
    { key: "server.address", value: text("10.0.0.1") },
    { key: "code.function.name", value: text("run") },
  ];

  afterEach(() => setPreferences({ pinnedKeys: [] }));

  it("come in the groups of the conventions", () => {
    show({ ...bare, attributes: some });
    expect(rowsOf("Attributes").map((row) => row.querySelector("th")?.textContent)).toEqual([
      ...["HTTP", "http.response.body.size", "http.route", "Database", "db.query.text"],
      ...["Network", "server.address", "Code and runtime", "code.function.name"],
      ...["Other", "zebra"],
    ]);
  });

  it("say what a number counts", () => {
    show({ ...bare, attributes: some });
    expect(rowsOf("Attributes")[1]?.querySelector("td")?.textContent).toBe(
      "12345 bytes (12.3 kB) int",
    );
  });

  it("lay out SQL when asked to", () => {
    show({ ...bare, attributes: some });
    fireEvent.click(button("Format SQL"));
    expect(table("Attributes")?.textContent).toContain("\nWHERE day = $1\n  AND team = $2\n");
    fireEvent.click(button("Show as recorded"));
    expect(table("Attributes")?.textContent).toContain("FROM matches WHERE day = $1 AND team");
  });

  it("are offered to be found, searched for and pinned", async () => {
    const onFind = vi.fn<(key: string, value: string) => void>();
    const onExclude = vi.fn<(key: string, value: string) => void>();
    show(
      { ...bare, attributes: some },
      { actions: { onFind, onExclude, searchHref: (key, value) => `/search?${key}=${value}` } },
    );
    const item = async (name: string) => {
      fireEvent.click(button("Actions for http.route"));
      return shownItem(name);
    };
    fireEvent.click(await item("Find in this trace"));
    expect(onFind).toHaveBeenCalledWith("http.route", "/matches/{id}");
    fireEvent.click(await item("Leave out of find"));
    expect(onExclude).toHaveBeenCalledWith("http.route", "/matches/{id}");
    expect((await item("Search traces with it")).getAttribute("href")).toBe(
      "/search?http.route=/matches/{id}",
    );
    fireEvent.click(await shownItem("Pin key to the top"));
    expect(rowsOf("Attributes")[0]?.textContent).toContain("Pinned");
    expect(rowsOf("Attributes")[1]?.textContent).toContain("http.route");
  });
});

describe("beside other spans", () => {
  it("says what of the critical path is the span's own", () => {
    const { rerender } = show({}, { criticalNs: 12_000_000 });
    expect(region().textContent).toContain("Critical pathon it for 12 ms");
    rerender(panel({ criticalNs: 0 }));
    expect(region().textContent).toContain("Critical pathnot on it");
    rerender(panel());
    expect(region().textContent).not.toContain("Critical path");
  });

  it("lists the spans that link to it", () => {
    show({ ...bare }, { linksIn: Uint32Array.of(3) });
    expect(headings()).toContain("Links");
    const list = region().querySelector('ul[aria-label="Linked from"]');
    fireEvent.click(list?.querySelector("button") as HTMLElement);
    expect(onSelect).toHaveBeenCalledWith(3);
  });
});

describe("what is shown", () => {
  it("is every field of the span", () => {
    show({}, { selfTimeNs: 148_000_001 });
    fireEvent.click(button("Show all 12"));
    const shown = region().textContent ?? "";
    for (const expected of [
      "stitch_frames",
      "gpu-worker",
      "Internal",
      "Error",
      "CUDA out of memory",
      "2026-01-12 14:30:00.095000124",
      "+95 ms",
      "95,000,001 ns",
      "150 ms",
      "150,000,007 ns",
      "61.2% of the trace",
      "148,000,001 ns",
      "98.7% of the span",
      sampleView.traceId,
      sampleView.spanId,
      sampleView.parentSpanId,
      "0x303",
      "sampled, random trace ID, the parent is remote",
      sampleView.traceState,
      "t61rcWkgMzE",
      `00-${sampleView.traceId}-${sampleView.spanId}-03`,
      `00-${sampleView.traceId}-${sampleView.parentSpanId}-03`,
      "7 more attributes were dropped",
      "batch started",
      "+1 ms from span start, +96 ms from trace start",
      "2026-01-12 14:30:00.096000125",
      "batch.size",
      "2 more attributes were dropped",
      "torch.cuda.OutOfMemoryError",
      "CUDA out of memory. Tried to allocate 2.50 GiB",
      'File "worker/stitch.py", line 49, in step_39',
      "exception.escaped",
      "flushed",
      "outside the span",
      "4 more events were dropped",
      "0af7651916cd43dd8448eb211c80319c",
      "b7ad6b7169203331",
      "vendor=linked",
      "0x01",
      "messaging.batch.index",
      "5 more attributes were dropped",
      "Follows from",
      "Additional parent",
      "1 more link was dropped",
      "gpu-worker-resource",
      "k8s.pod.name",
      "gpu-worker-6d4f9",
      "3 more attributes were dropped",
      "https://opentelemetry.io/schemas/1.27.0",
      "io.example.stitcher",
      "2.4.1",
      "scope.team",
      "6 more attributes were dropped",
      "https://opentelemetry.io/schemas/1.26.0",
      "The attribute key twice is repeated.",
      "SPAN_KIND_⟨U+202E⟩ODD",
      sampleView.warnings[0] ?? "",
      '"n": 12345678901234567890',
    ]) {
      expect(shown).toContain(expected);
    }
  });

  it("is every attribute, typed and exact", () => {
    show();
    const rows = [...(table("Attributes")?.querySelectorAll("tbody tr:has(td)") ?? [])];
    const keys = rows.map((row) => row.querySelector("th")?.textContent);
    expect(keys).toHaveLength(attributes.length);
    const cell = (key: string) => rows[keys.indexOf(key)]?.querySelector("td")?.textContent;
    expect(cell("http.response.status_code")).toBe("500 int");
    expect(cell("counter.max")).toBe("9223372036854775807 int");
    expect(cell("ratio")).toBe("0.1 double");
    expect(cell("zero")).toBe("-0 double");
    expect(cell("retried")).toBe("false bool");
    expect(cell("payload")).toContain("00 01 02 fd fe ff6 bytes");
    expect(cell("tags")).toBe('["gpu", "batch", 3, true] array');
    expect(cell("config")).toContain("map, 3 entries");
    expect(cell("empty")).toBe("empty string");
    expect(cell("none")).toBe("no value");
    expect(cell("__proto__")).toBe("polluted");
    expect(keys.filter((key) => key === "twice repeated key")).toHaveLength(2);
  });

  it("has a name also where a key or an event has none", () => {
    const [event] = sampleView.events;
    if (!event) throw new Error("no event");
    show({
      ...bare,
      service: "",
      attributes: [{ key: "", value: text("bare") }],
      events: [{ ...event, name: "" }],
    });
    expect(button("Copy the value of (empty key)")).toBeDefined();
    expect(button("Actions for (empty key)")).toBeDefined();
    expect(table("Attributes of event (event without a name)")).not.toBeNull();
    expect(region().textContent).toContain("unknown service");
  });

  it("counts the messages of a call of generative AI only where it has some", async () => {
    const model = [{ key: "gen_ai.request.model", value: text("m") }];
    await act(async () => void show({ ...bare, attributes: model }));
    const heading = await vi.waitFor(() => named("h3", "GenAI"), { timeout: 30_000 });
    expect(heading.parentElement?.textContent).toBe("GenAI");
  });

  it("shows bytes in either encoding and JSON formatted on demand", () => {
    show();
    fireEvent.click(button("Base64"));
    expect(region().textContent).toContain("AAEC/f7/");
    fireEvent.click(button("Format JSON"));
    expect(region().textContent).toContain('"id": 12345678901234567890,');
    fireEvent.click(button("Show as recorded"));
    expect(region().textContent).toContain('{"id":12345678901234567890,"items"');
  });

  it("opens maps and arrays level by level", () => {
    show();
    expect(region().textContent).not.toContain("1920");
    const closed = button("map, 2 entries");
    expect(closed.getAttribute("aria-expanded")).toBe("false");
    fireEvent.click(closed);
    expect(closed.getAttribute("aria-expanded")).toBe("true");
    expect(region().textContent).toContain("1920 int");
    expect(region().textContent).not.toContain("1280 int");
  });

  it("cuts a long value until it is asked for", () => {
    const long = "0123456789".repeat(10_000);
    show();
    expect(region().textContent).not.toContain(long);
    fireEvent.click(button("Show all 100,000 characters"));
    expect(region().textContent).toContain(long);
    fireEvent.click(button("Show less"));
    expect(region().textContent).not.toContain(long);
  });

  it("shows status Unset as Unset", () => {
    show({ status: { code: StatusCode.Unset, message: "" } });
    const status = within(region()).getByText("Status").parentElement;
    expect(status?.textContent).toBe("StatusUnset");
  });

  it("speaks Russian", () => {
    render(panel({}, "ru"));
    expect(region().getAttribute("aria-label")).toBe("Сведения о спане");
    expect(headings()).toContain("Атрибуты");
  });

  it("says what was repaired for every kind of repair", () => {
    for (const catalogue of [en, ru]) {
      const sentences = catalogue.spanDetail.issues;
      for (const sentence of Object.values(sentences)) {
        expect(sentence("")).toMatch(/\.$/);
        expect(sentence("7")).not.toContain("undefined");
      }
    }
  });
});

describe("hostile input", () => {
  it("is text: it makes no element, no link and no script", () => {
    const keys = Object.keys(Object.prototype);
    const evil = hostileTexts.map((value, i) => ({ key: `${value}${i}`, value: text(value) }));
    show({
      name: hostileTexts[0] ?? "",
      service: "<svg onload=alert(1)>",
      status: { code: StatusCode.Error, message: "<script>alert(1)</script>" },
      attributes: evil,
      resource: { ...sampleView.resource, attributes: evil, schemaUrl: "javascript:alert(1)" },
      scope: { ...sampleView.scope, name: "<b>scope</b>", schemaUrl: "data:text/html,x" },
      warnings: ["<i>warning</i>"],
      events: sampleView.events.map((event) => ({ ...event, name: "<u>e</u>", attributes: evil })),
      unknownFields: '{"<p>":"</script>"}',
    });
    for (const value of hostileTexts) expect(region().textContent).toContain(visibleText(value));
    expect(region().querySelector("script, img, svg[onload], b, i, u")).toBeNull();
    for (const one of region().querySelectorAll("a")) {
      expect(one.getAttribute("href")).toMatch(/^(\/trace\/|https:\/\/opentelemetry\.io\/)/);
    }
    expect(Object.keys(Object.prototype)).toEqual(keys);
  });

  it("links only http and https addresses, without a referrer or an opener", () => {
    show();
    const address = link("https://example.com/matches/42/process?retry=1");
    expect(address.getAttribute("rel")).toBe("noopener noreferrer");
  });
});

describe("filter", () => {
  it("is there for more than ten attributes and finds keys and values", () => {
    show();
    const filter = named("input", "Filter attributes");
    fireEvent.change(filter, { target: { value: "HTTP" } });
    expect(screen.getByText("3 of 28")).toBeTruthy();
    fireEvent.change(filter, { target: { value: "nowhere" } });
    expect(region().textContent).toContain("No attribute matches the filter.");
    fireEvent.keyDown(filter, { key: "Escape" });
    expect(onClose).not.toHaveBeenCalled();
    expect(table("Attributes")).not.toBeNull();
  });

  it("is not there for ten", () => {
    show({ attributes: attributes.slice(0, 10) });
    expect(region().querySelector("input")).toBeNull();
  });
});

describe("many", () => {
  it("attributes come a hundred at a time", () => {
    show({
      ...bare,
      attributes: Array.from({ length: 250 }, (_, i) => ({ key: `k${i}`, value: int(BigInt(i)) })),
    });
    const count = () => table("Attributes")?.querySelectorAll("tbody tr:has(td)");
    expect(count()).toHaveLength(100);
    expect(region().textContent).toContain("100 of 250 shown");
    fireEvent.click(button("Show 100 more"));
    expect(count()).toHaveLength(200);
    fireEvent.click(button("Show all 250"));
    expect(count()).toHaveLength(250);
  });

  it("events too", () => {
    show({
      ...bare,
      index: spanIndex(3),
      events: Array.from({ length: 10_000 }, (_, i) => ({
        name: `event ${i}`,
        timeUnixNano: sampleView.startUnixNano + BigInt(i),
        timeNs: sampleView.startNs + i,
        attributes: [],
        droppedAttributesCount: 0,
      })),
    });
    expect(region().querySelectorAll("li")).toHaveLength(20);
    fireEvent.click(button("Show 100 more"));
    expect(region().querySelectorAll("li")).toHaveLength(120);
    expect(region().textContent).toContain("120 of 10,000 shown");
  });
});

describe("going on", () => {
  it("selects the parent, the siblings and a child", () => {
    show();
    fireEvent.click(link(/video-processor: process/));
    expect(onSelect).toHaveBeenLastCalledWith(1);
    fireEvent.click(button("Next sibling"));
    expect(onSelect).toHaveBeenLastCalledWith(15);
    fireEvent.click(button("There is no sibling before this span"));
    expect(onSelect).toHaveBeenCalledTimes(2);
    const child = button(/^gpu-worker: frame 5/);
    expect(within(child).getByLabelText("status Error")).toBeTruthy();
    fireEvent.click(child);
    expect(onSelect).toHaveBeenLastCalledWith(7);
  });

  it("goes on in the order of the rows", () => {
    show();
    fireEvent.click(button("Next span of the trace"));
    expect(onSelect).toHaveBeenLastCalledWith(sampleView.index + 1);
    fireEvent.click(button("Previous span of the trace"));
    expect(onSelect).toHaveBeenLastCalledWith(sampleView.index - 1);
    cleanup();
    show({ index: spanIndex(0), parentSpanId: "" });
    fireEvent.click(button("This is the first span of the trace"));
    expect(onSelect).toHaveBeenCalledTimes(2);
  });

  it("keeps the focus in the panel when it has gone to another span", () => {
    const { rerender } = show();
    fireEvent.click(button("Next sibling"));
    rerender(panel({ view: { ...sampleView, index: spanIndex(15), name: "encode" } }));
    expect(document.activeElement?.tagName).toBe("H2");
    expect(document.activeElement?.textContent).toBe("encode");
  });

  it("follows a link to another trace, and selects one in this trace", () => {
    show();
    const other = link("Span b7ad6b7169203331");
    expect(other.getAttribute("href")).toBe(
      "/trace/0af7651916cd43dd8448eb211c80319c?span=b7ad6b7169203331",
    );
    fireEvent.click(other);
    expect(onFollow).toHaveBeenCalledWith("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331");
    fireEvent.click(link(/api-gateway: GET \/status/));
    expect(onSelect).toHaveBeenLastCalledWith(16);
  });

  it("leaves clicks with a modifier to the browser", () => {
    show();
    const target = link("Span b7ad6b7169203331");
    expect(fireEvent.click(target, { ctrlKey: true })).toBe(true);
    expect(onFollow).not.toHaveBeenCalled();
  });

  it("names the parent that is missing", () => {
    show({
      index: spanIndex(17),
      parentSpanId: "00000000deadbeef",
      issues: [{ code: "parent-missing", detail: "00000000deadbeef" }],
    });
    expect(region().textContent).toContain("Its parent is not in this trace.");
    expect(region().textContent).toContain(
      "The parent span 00000000deadbeef is not in this trace.",
    );
  });

  it("closes by its button and by Escape", () => {
    show();
    fireEvent.click(button("Close span details"));
    fireEvent.keyDown(button("Attributes"), { key: "Escape" });
    expect(onClose).toHaveBeenCalledTimes(2);
  });

  it("copies a value as it was recorded", async () => {
    const writeText = vi.fn<(text: string) => Promise<void>>(() => Promise.resolve());
    vi.stubGlobal("navigator", { clipboard: { writeText } });
    show();
    await act(async () => {
      fireEvent.click(button("Copy the value of hostile.5"));
      await Promise.resolve();
    });
    expect(writeText).toHaveBeenCalledWith(hostileTexts[5]);
    await act(async () => {
      fireEvent.click(button("Copy the value of config"));
      await Promise.resolve();
    });
    const config = attributes.find((one) => one.key === "config");
    expect(writeText).toHaveBeenLastCalledWith(config && valueText(config.value));
    vi.unstubAllGlobals();
  });
});

describe("without details", () => {
  it("names the span while they load", () => {
    render(panel({ view: undefined, span: spanIndex(2) }));
    expect(region().getAttribute("aria-busy")).toBe("true");
    expect(screen.getByRole("heading", { level: 2 }).textContent).toBe("stitch_frames");
    expect(screen.getByRole("status").textContent).toBe("Loading span details…");
  });

  it("does not show the details of another span under this one's name", () => {
    render(panel({ span: spanIndex(1) }));
    expect(screen.getByRole("heading", { level: 2 }).textContent).toBe("process");
    expect(screen.queryByRole("table")).toBeNull();
  });

  it("says what failed and tries again", () => {
    const onRetry = vi.fn<() => void>();
    render(
      panel({
        view: undefined,
        problem: { code: "engine-failed", params: { detail: "out of memory" } },
        onRetry,
      }),
    );
    expect(screen.getByRole("alert").textContent).toContain("out of memory");
    fireEvent.click(button("Retry"));
    expect(onRetry).toHaveBeenCalledOnce();
  });
});
