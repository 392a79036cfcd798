import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import { expect } from "./support";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

interface AxeGlobal {
  readonly axe: {
    run(
      context: Document,
      options: unknown,
    ): Promise<{ readonly passes: readonly unknown[]; readonly violations: readonly Violation[] }>;
  };
}

/** What axe finds wrong with the page as it stands: nothing. */
export async function expectAccessible(
  page: Page,
  what: string,
  rules: object = {},
): Promise<void> {
  // Half a megabyte, which a page needs once.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe);
  const { looked, violations } = await page.evaluate(async (exceptions) => {
    const result = await (globalThis as unknown as AxeGlobal).axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
      rules: exceptions,
      // What passes is counted alone: described node by node, it is megabytes.
      resultTypes: ["violations"],
    });
    return { looked: result.passes.length, violations: result.violations };
  }, rules);
  expect(looked, `rules that looked at ${what}`).toBeGreaterThan(10);
  const found = violations.map(({ id, help, nodes }) => ({
    id,
    help,
    nodes: nodes.slice(0, 3).map((node) => [node.html.slice(0, 200), node.failureSummary]),
  }));
  expect(found, what).toEqual([]);
}
