import { readFileSync } from "node:fs";
import type { Download, Locator, Page } from "@playwright/test";

export const drawing = (page: Page): Locator =>
  page.getByRole("figure", { name: "Service dependencies" });
export const node = (page: Page, name: string): Locator =>
  drawing(page).getByRole("button", { name: new RegExp(`^${name}(:|,|$)`) });
export const calls = (page: Page): Locator => page.getByRole("table", { name: "Service calls" });
export const row = (page: Page, caller: string, callee: string): Locator =>
  calls(page)
    .getByRole("row")
    .filter({ has: page.getByRole("rowheader", { name: caller, exact: true }) })
    .filter({ has: page.getByRole("cell", { name: new RegExp(`^${callee}`) }) });
export const selection = (page: Page): Locator => page.getByRole("region", { name: "Selection" });

export async function textOf(download: Download): Promise<string> {
  return readFileSync(await download.path(), "utf8");
}
