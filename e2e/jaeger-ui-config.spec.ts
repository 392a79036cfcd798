import { expectAccessible } from "./axe";
import { ids } from "./fixtures/traces.mjs";
import { details, expect, rest, search, searchForm, spanRow, spans, test } from "./support";

// A configuration of Jaeger UI, as its users have it, in `static/config.json`.

const menu = [
  { label: "Runbooks", url: "/runbooks", anchorTarget: "_self" },
  {
    label: "Help",
    items: [
      { label: "Handbook", url: "https://docs.example/handbook" },
      { label: "Trap", url: "javascript:alert(1)" },
    ],
  },
];

test("links of the site are behind a button in the header", async ({ page, site }) => {
  const server = site("v2.20");
  await server.configure({ jaegerUi: { menu } });
  await server.open("search");
  await page.getByRole("banner").getByRole("button", { name: "Links" }).click();
  const handbook = page.getByRole("menuitem", { name: "Handbook" });
  await expect(handbook).toHaveAttribute("href", "https://docs.example/handbook");
  await expect(handbook).toHaveAttribute("target", "_blank");
  await expect(page.getByRole("group", { name: "Help" }).getByRole("menuitem")).toHaveCount(1);
  const runbooks = page.getByRole("menuitem", { name: "Runbooks" });
  await expect(runbooks).toHaveAttribute("href", new URL("/runbooks", server.base).href);
  await expect(runbooks).not.toHaveAttribute("target", "_blank");
  // A menu lies in a layer of its own, between guards that pass the focus on and never keep it.
  await expectAccessible(page, "the menu of links", {
    region: { enabled: false },
    "aria-hidden-focus": { enabled: false },
  });
});

test("links of the site are in the settings where it is narrow", async ({ page, site }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const server = site("v2.20");
  await server.configure({ jaegerUi: { menu } });
  await server.open("search");
  await page.getByRole("banner").getByRole("button", { name: "Settings" }).click();
  await expect(page.getByRole("menuitem", { name: "Handbook" })).toBeVisible();
});

test("what the site does not want is not offered", async ({ page, site }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  const server = site("v2.20");
  await server.configure({
    jaegerUi: {
      dependencies: { menuEnabled: false },
      disableFileUploadControl: true,
      themes: { enabled: false },
    },
  });
  await server.open("search");
  const banner = page.getByRole("banner");
  await expect(banner.getByRole("link", { name: "Compare" })).toBeVisible();
  await expect(banner.getByRole("link", { name: "Dependencies" })).toHaveCount(0);
  await expect(banner.getByRole("button", { name: /^Theme/ })).toHaveCount(0);
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
  await banner.getByRole("button", { name: /^Source/ }).click();
  await expect(page.getByRole("menuitemradio", { name: /^Jaeger/ })).toBeVisible();
  await expect(page.getByRole("menuitem", { name: /files/ })).toHaveCount(0);
});

test("limits of searches hold in the form and in links", async ({ page, site }) => {
  const server = site("v2.20");
  await server.configure({
    jaegerUi: {
      search: {
        defaultLookback: "3h",
        maxLookback: { label: "Last 12 hours", value: "12h" },
        maxLimit: 50,
      },
    },
  });
  await server.open("search");
  const form = searchForm(page);
  await expect(form.getByLabel("Limit")).toHaveValue("50");
  const lookback = form.getByLabel("Lookback");
  await expect(lookback).toHaveValue("3h");
  const offered = await lookback
    .locator("option")
    .evaluateAll((all) => all.map((option) => (option as HTMLOptionElement).value));
  expect(offered).toContain("12h");
  expect(offered).not.toContain("24h");
  await search(page, { Service: "storefront", Limit: "51" });
  await expect(form).toContainText("50");
  await expect(form.getByLabel("Limit")).toHaveAttribute("aria-invalid", "true");
  await search(page, { Limit: "20" });
  const asked = (await server.requests()).findLast(({ url }) => url.includes("trace-summaries"));
  const params = new URL(asked?.url ?? "", server.base).searchParams;
  const ms = (name: string) => Date.parse(params.get(name) ?? "");
  expect(ms("query.startTimeMax") - ms("query.startTimeMin")).toBe(3 * 3_600_000);
  expect(params.get("query.searchDepth")).toBe("20");
});

test("attributes that the site wants first come first", async ({ page, site }) => {
  const server = site("v2.20");
  await server.open(`trace/${ids.checkout}`);
  await spans(page).getByRole("row").nth(0).click();
  await rest(page);
  const keys = details(page)
    .getByRole("table", { name: /^Attributes/ })
    .getByRole("rowheader");
  const before = await keys.allTextContents();
  const last = before.at(-1) ?? "";
  expect(last).not.toBe(before[0]);
  await server.configure({ jaegerUi: { topTagPrefixes: [last.slice(0, -1)] } });
  await page.reload();
  await rest(page);
  await expect(keys.first()).toHaveText(last);
});

test("link patterns of the site's file are those of the page", async ({ page, site }) => {
  const server = site("v2.20");
  await server.configure({
    jaegerUi: {
      linkPatterns: [
        {
          type: "tags",
          key: "http.route",
          url: "https://wiki.example/?route=#{http.route}",
          text: "About #{http.route}",
        },
      ],
    },
  });
  await server.open(`trace/${ids.checkout}`);
  await spanRow(page, "storefront").first().click();
  await rest(page);
  const link = details(page).getByRole("link", { name: /^About / });
  await expect(link.first()).toHaveAttribute("href", /^https:\/\/wiki\.example\/\?route=/);
});

test("links of a trace stand in its header: one by itself, several in a menu", async ({
  page,
  site,
}) => {
  const server = site("v2.20");
  const logs = {
    type: "traces",
    url: "https://logs.example/?trace=#{traceID}&to=#{endTime | epoch_micros_to_date_iso}",
    text: "Logs of #{traceName}",
  };
  await server.configure({ jaegerUi: { linkPatterns: [logs] } });
  await server.open(`trace/${ids.checkout}`);
  const header = page.getByRole("main");
  await expect(header.getByRole("link", { name: /^Logs of storefront: / })).toHaveAttribute(
    "href",
    new RegExp(String.raw`^https://logs\.example/\?trace=${ids.checkout}&to=\d{4}-`),
  );

  const profile = { type: "traces", url: "profile/#{traceID}", text: "Profile" };
  const bad = { type: "traces", url: "javascript:alert(1)", text: "Bad" };
  await server.configure({ jaegerUi: { linkPatterns: [logs, profile, bad] } });
  await page.reload();
  await rest(page);
  await header.getByRole("button", { name: "Trace links" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem")).toHaveText([/^Logs of storefront/, "Profile"]);
  await expect(page.getByRole("menuitem", { name: "Profile" })).toHaveAttribute(
    "href",
    new RegExp(`/profile/${ids.checkout}$`),
  );
});
