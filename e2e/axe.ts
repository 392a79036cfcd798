import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import { expect } from "./support";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface AxeGlobal {
  readonly axe: {
    run(
      context: Document,
      options: unknown,
    ): Promise<{
      readonly passes: readonly unknown[];
      readonly violations: readonly {
        id: string;
        help: string;
        nodes: readonly { html: string; failureSummary: string }[];
      }[];
    }>;
  };
}

/** What axe finds wrong with the page as it stands: nothing. */
export async function expectAccessible(
  page: Page,
  what: string,
  rules: object = {},
): Promise<void> {
  await page.evaluate(axe);
  const { passes, violations } = await page.evaluate(
    (exceptions) =>
      (globalThis as unknown as AxeGlobal).axe.run(document, {
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        rules: exceptions,
      }),
    rules,
  );
  expect(passes.length, `rules that looked at ${what}`).toBeGreaterThan(10);
  const found = violations.map(({ id, help, nodes }) => ({
    id,
    help,
    nodes: nodes.slice(0, 3).map((node) => [node.html.slice(0, 200), node.failureSummary]),
  }));
  expect(found, what).toEqual([]);
}
