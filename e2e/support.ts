import { expect, test as base, type Locator, type Page } from "@playwright/test";

/** A request that the page made below `/api`, as the fixture server saw it. */
export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly givenUp: boolean;
}

/** The page as one mode of the fixture server serves it. */
export interface Site {
  readonly base: string;
  /** Opens a path below the base, such as "search?service=a", and waits for rest. */
  open(path: string): Promise<void>;
  requests(): Promise<readonly Seen[]>;
  /** From now on, answers below `path` go wrong as named; "" makes them right again. */
  behave(as: string, path?: string): Promise<void>;
  /** What is in the site's `static/config.json` from now on. */
  configure(config: object): Promise<void>;
}

interface Fixtures {
  /** Serves the page in a mode of the fixture server: see `fixture-server.mjs`. */
  readonly site: (mode: string) => Site;
  /** What the browser may complain of in this test. Everything else fails it. */
  readonly allowed: RegExp[];
  readonly complaints: void;
}

const fixtureUrl = (): string => process.env["SPANWISE_FIXTURE_URL"] ?? "";

/** The address of the server of `npm start`, which has a Jaeger behind it. */
export const productUrl = (): string => process.env["SPANWISE_PRODUCT_URL"] ?? "";

/** Complaints of the browser itself about answers that a test wants to be wrong. */
export const networkComplaints = /^Failed to load resource: /;

export const test = base.extend<Fixtures>({
  allowed: async ({}, use) => use([]),
  complaints: [
    async ({ page, allowed }, use) => {
      const complaints: string[] = [];
      page.on("console", (message) => {
        if (message.type() === "error" || message.type() === "warning") {
          complaints.push(message.text());
        }
      });
      page.on("pageerror", (error) => complaints.push(String(error)));
      await use();
      const left = complaints.filter((text) => !allowed.some((pattern) => pattern.test(text)));
      expect(left, "errors in the browser's console").toEqual([]);
    },
    { auto: true },
  ],
  site: async ({ page, request }, use, { testId }) => {
    await use((mode) => {
      const root = `${fixtureUrl()}/m/${mode}~${testId}/`;
      return {
        base: root,
        async open(path) {
          await page.goto(root + path);
          await rest(page);
        },
        requests: async () => (await (await request.get(`${root}__requests`)).json()) as Seen[],
        async configure(config) {
          await request.put(`${root}__config`, { data: JSON.stringify(config) });
        },
        async behave(as, path = "/api/") {
          await request.post(`${root}__behave?${new URLSearchParams({ as, path })}`);
        },
      };
    });
  },
});

export { expect };

interface SpanwiseGlobal {
  readonly spanwise?: { readonly idle: () => Promise<void> };
}

/** Waits until the page has nothing left to do. */
export async function rest(page: Page): Promise<void> {
  await page.waitForFunction(() => (globalThis as SpanwiseGlobal).spanwise !== undefined);
  await page.evaluate(() => (globalThis as SpanwiseGlobal).spanwise?.idle());
}

/** Stores preferences before the page starts. */
export async function prefer(page: Page, preferences: Record<string, unknown>): Promise<void> {
  await page.addInitScript((text) => {
    // Only at first: what the page itself stores has to survive a reload.
    const key = "spanwise.preferences.v1";
    if (localStorage.getItem(key) === null) localStorage.setItem(key, text);
  }, JSON.stringify(preferences));
}

export const searchForm = (page: Page): Locator => page.getByRole("search", { name: "Traces" });

export const results = (page: Page, name = "Traces"): Locator =>
  page.getByRole("table", { name }).or(page.getByRole("grid", { name }));

/** The link to a trace in the result list. */
export const resultLink = (page: Page, traceId: string, name = "Traces"): Locator =>
  results(page, name)
    .getByRole("link")
    .and(page.locator(`[href*="/trace/${traceId}"]`));

export const spans = (page: Page): Locator => page.getByRole("treegrid", { name: "Spans" });

/** The row of a span, by the beginning of its name. */
export const spanRow = (page: Page, name: string): Locator =>
  spans(page).getByRole("row", { name: new RegExp(`^${escape(name)}`) });

const escape = (text: string): string => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);

export const details = (page: Page): Locator => page.getByRole("region", { name: "Span details" });

/** Fills in the search form and searches. */
export async function search(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  const form = searchForm(page);
  for (const [label, value] of Object.entries(fields)) {
    const field = form.getByLabel(label, { exact: true });
    await field.fill(value);
  }
  await form.getByRole("button", { name: "Find traces" }).click();
  await rest(page);
}

/** Presses Tab until something has the focus; fails when it cannot be reached so. */
export async function tabTo(page: Page, target: Locator, key = "Tab"): Promise<void> {
  for (let step = 0; step < 120; step += 1) {
    await page.keyboard.press(key);
    if (await holdsFocus(target)) return;
  }
  throw new Error(`${String(target)} cannot be reached with ${key}`);
}

/** Presses a key until something has the focus. */
export async function pressUntilFocused(page: Page, key: string, target: Locator): Promise<void> {
  for (let step = 0; step < 60; step += 1) {
    if (await holdsFocus(target)) return;
    await page.keyboard.press(key);
    await rest(page);
  }
  throw new Error(`${String(target)} is not reached with ${key}`);
}

/** Whether an element, or one inside it, has the focus. */
function holdsFocus(target: Locator): Promise<boolean> {
  // All in one go: rows come and go while the focus moves through them.
  return target.evaluateAll((elements) =>
    elements.some((element) => element.contains(document.activeElement)),
  );
}

/** Whether canvases add anything to what is seen of an element. */
export async function isPaintedOver(element: Locator): Promise<boolean> {
  const show = (visibility: string) =>
    element.page().evaluate((value) => {
      for (const canvas of document.querySelectorAll("canvas")) canvas.style.visibility = value;
    }, visibility);
  await element.page().mouse.move(0, 0);
  const painted = await element.screenshot();
  await show("hidden");
  const bare = await element.screenshot();
  await show("");
  return !painted.equals(bare);
}
