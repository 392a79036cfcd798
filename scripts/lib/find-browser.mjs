import { accessSync, constants } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { run, runTool } from "./run.mjs";

/** Chromium without a window of its own: draws nothing but the page, so tests take half as long. */
const shell = "chromium-headless-shell";

const names = [
  "chromium",
  "chromium-browser",
  "google-chrome-stable",
  "google-chrome",
  "chrome",
  "microsoft-edge-stable",
  "microsoft-edge",
  "brave-browser",
];

/** Where installers put a Chromium that is not on the PATH. */
const usualPlaces = {
  darwin: [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  ],
  win32: ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"].flatMap((name) => {
    const folder = process.env[name];
    return folder === undefined
      ? []
      : [
          join(folder, "Google/Chrome/Application/chrome.exe"),
          join(folder, "Chromium/Application/chrome.exe"),
          join(folder, "Microsoft/Edge/Application/msedge.exe"),
        ];
  }),
  linux: ["/snap/bin/chromium", "/opt/google/chrome/chrome", "/usr/lib/chromium/chromium"],
};

/** What to do where no browser can be had. */
export const noBrowserAdvice =
  "The end-to-end tests need Chromium, Chrome or Edge, and none was found or could be installed.\n" +
  "Install one (Debian, Ubuntu: apt-get install chromium; macOS: brew install --cask chromium;\n" +
  "any system: npx playwright install chromium), or say where it is: CHROMIUM_PATH=/path/to/chrome npm test";

/**
 * The places in which a browser may be, best first.
 * @param {object} where
 * @param {NodeJS.ProcessEnv} where.env
 * @param {NodeJS.Platform} where.platform
 * @param {string | undefined} [where.playwright] where Playwright keeps its own
 * @param {boolean | undefined} [where.asUsed] the kind of browser that people use comes first
 * @returns {string[]}
 */
export function browserPlaces({ env, platform, playwright, asUsed = false }) {
  const chosen = env["CHROMIUM_PATH"];
  // A browser that was asked for by name is used or complained of, never passed over.
  if (chosen) return [chosen];
  const suffix = platform === "win32" ? ".exe" : "";
  const folders = (env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  return [
    ...(asUsed ? [...names, shell] : [shell, ...names]).flatMap((name) =>
      folders.map((folder) => join(folder, name + suffix)),
    ),
    ...(usualPlaces[/** @type {keyof typeof usualPlaces} */ (platform)] ?? []),
    ...(playwright ? [playwright] : []),
  ];
}

/** @param {string} path */
async function works(path) {
  try {
    accessSync(path, constants.X_OK);
  } catch {
    return false;
  }
  // Windows' browsers open a window when asked for their version.
  if (process.platform === "win32") return true;
  // Asked, because one that lacks a library is there and yet does not run.
  return (await run(path, ["--version"], { capture: true, timeoutMs: 30_000 })).code === 0;
}

function playwrightBrowser() {
  try {
    const require = createRequire(import.meta.url);
    return /** @type {string} */ (require("@playwright/test").chromium.executablePath());
  } catch {
    return undefined;
  }
}

/**
 * The path of a browser that is there and runs.
 * @param {{ asUsed?: boolean }} [wish] see `browserPlaces`
 * @returns {Promise<string | undefined>}
 */
export async function findBrowser({ asUsed } = {}) {
  const places = browserPlaces({
    env: process.env,
    platform: process.platform,
    playwright: playwrightBrowser(),
    asUsed,
  });
  for (const place of places) if (await works(place)) return place;
  return undefined;
}

/**
 * Debian's package, where this user may install it: it comes with the libraries it needs.
 * @param {{ asUsed?: boolean }} [wish] see `browserPlaces`
 */
async function installPackage({ asUsed } = {}) {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return;
  const quiet = { capture: true, env: { DEBIAN_FRONTEND: "noninteractive" }, timeoutMs: 600_000 };
  if ((await run("apt-get", ["--version"], { capture: true })).code !== 0) return;
  console.log("Installing Chromium with apt-get …");
  await run("apt-get", ["update", "-q"], quiet);
  for (const name of asUsed ? ["chromium"] : [shell, "chromium"]) {
    const install = ["install", "-qy", "--no-install-recommends", name];
    if ((await run("apt-get", install, quiet)).code === 0) return;
  }
}

/**
 * A browser for the end-to-end tests and the benchmark, installed when there is none.
 * @param {{ asUsed?: boolean }} [wish] see `browserPlaces`
 * @returns {Promise<string | undefined>}
 */
export async function ensureBrowser(wish) {
  const there = await findBrowser(wish);
  if (there || process.env["CHROMIUM_PATH"]) return there;
  await installPackage(wish);
  const packaged = await findBrowser(wish);
  if (packaged) return packaged;
  console.log("Downloading Playwright's Chromium …");
  await runTool("@playwright/test/cli.js", ["install", "chromium"], {
    capture: true,
    env: { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: "30000" },
    timeoutMs: 300_000,
  });
  return findBrowser(wish);
}
