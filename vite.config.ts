import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { contentSecurity } from "./scripts/lib/content-security.mjs";
import { earlyStart } from "./scripts/lib/early-start.mjs";
import { lateAssets } from "./scripts/lib/late-assets.mjs";
import { importsOf } from "./scripts/lib/imports-of.mjs";
import { plainSentinels } from "./scripts/lib/plain-sentinels.mjs";

const jaeger = process.env["JAEGER_URL"] ?? "http://localhost:16686";

// "d3" stands for all its parts, of which few are used.
const unusedParts = /[\\/]d3-(?!array)\w+[\\/]/;
/** What the first page needs at once, and what a trace needs for its first rows. */
const first = importsOf("/src/main.tsx", "/src/app/SearchPage.tsx");
const trace = importsOf("/src/app/TracePage.tsx");
const isOfFirstPage = (id: string) => first.includes(id) && !unusedParts.test(id);
const isOfTrace = (id: string) =>
  trace.includes(id) && !first.includes(id) && !unusedParts.test(id);

export default defineConfig({
  // Relative, so that one build works under any path; index.html sets the base at run time.
  base: "./",
  plugins: [
    react(),
    plainSentinels(),
    lateAssets(),
    first.plugin,
    trace.plugin,
    earlyStart(),
    contentSecurity(),
  ],
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
    environment: "node",
    projects: [
      {
        extends: true,
        test: {
          name: "threads",
          // Sooner there than processes are, for each of some hundred files.
          pool: "threads",
          include: ["src/**/*.test.{ts,tsx}", "scripts/**/*.test.mjs"],
          exclude: ["src/**/*.zone.test.ts"],
        },
      },
      {
        extends: true,
        // The time zone is a process's own, not a thread's.
        test: { name: "zones", pool: "forks", include: ["src/**/*.zone.test.ts"] },
      },
    ],
    // All of the machine: by default one processor of two would stand idle.
    maxWorkers: "100%",
    setupFiles: ["src/testing/property-seed.ts", "src/testing/patience.ts"],
    // Properties run hundreds of cases, and machines may be busy: only what hangs is to fail.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
