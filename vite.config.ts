import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { contentSecurity } from "./scripts/lib/content-security.mjs";
import { earlyStart } from "./scripts/lib/early-start.mjs";
import { lateAssets } from "./scripts/lib/late-assets.mjs";
import { importsOf } from "./scripts/lib/imports-of.mjs";

const jaeger = process.env["JAEGER_URL"] ?? "http://localhost:16686";

/**
 * Not in the file that pages share: what no page has at first (the parts of menus and dialogs, what
 * draws graphs), or only some have, or one has only where there may be no workers.
 */
const notAtFirst = [
  /[\\/](?:@base-ui|@floating-ui|d3-\w+|virtual-core|react-virtual)[\\/]/,
  /[\\/]src[\\/](?:canvas|engine|ingest|derive|features)[\\/]/,
  /[\\/]src[\\/]app[\\/](?:trace|compare|dependencies)-page[\\/]/,
  /[\\/]src[\\/]queries[\\/](?:analysis|archive|comparison|dependencies|export|flame|views)\./,
  /[\\/]src[\\/]trace-ui[\\/](?:span-bars|bar-colors|bar-stretches|canvas-theme|FindSteps|find-bar|hover-tooltip|resource-colors|side-colors|time-axis|time-ruler|timeline-painter|use-row-window)\./,
  /[\\/]src[\\/]widgets[\\/](?:Virtual|virtual|FilterField|SplitPane|Splitter|use-row-return|use-url-text)/,
];

const isOfFirstPage = (id: string) => !notAtFirst.some((part) => part.test(id));

/** What a trace needs for its first rows, and other pages or parts have too. */
const trace = importsOf("/src/app/TracePage.tsx");
// "d3" stands for all its parts, of which few are used.
const isOfTrace = (id: string) =>
  trace.includes(id) && !isOfFirstPage(id) && !/[\\/]d3-(?!array)\w+[\\/]/.test(id);

export default defineConfig({
  // Relative, so that one build works under any path; index.html sets the base at run time.
  base: "./",
  plugins: [react(), lateAssets(), trace.plugin, earlyStart(), contentSecurity()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  worker: { format: "es" },
  build: {
    target: "es2023",
    // Jaeger serves a drop-in user interface's assets from <base>/static/.
    assetsDir: "static",
    sourcemap: true,
    // Read by the check of the first page's size.
    manifest: true,
    // What several pages share comes in one file: some twenty small ones cost more requests than
    // they save bytes.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            {
              name: "shared",
              minShareCount: 2,
              test: isOfFirstPage,
              priority: 2,
            },
            // Not with what its modules import: that is in the files above.
            {
              name: "trace",
              test: isOfTrace,
              priority: 1,
              minShareCount: 2,
              includeDependenciesRecursively: false,
            },
          ],
        },
      },
    },
  },
  server: { port: 16687, proxy: { "/api": { target: jaeger, changeOrigin: true } } },
  test: {
    include: ["src/**/*.test.{ts,tsx}", "scripts/**/*.test.mjs"],
    environment: "node",
    // Properties run hundreds of cases, and machines may be busy: only what hangs is to fail.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
