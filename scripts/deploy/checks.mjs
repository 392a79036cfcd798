import assert from "node:assert/strict";
import { readdirSync } from "node:fs";

/**
 * @typedef {object} Site
 * @property {string} url of nginx, with a slash at its end
 * @property {string} folder the build
 * @property {string} traceId of a trace that the Jaeger behind it has
 * @property {string} mode address of the fixture behind it
 * @property {import("@playwright/test").Browser} browser
 */

/** @param {Response} response */
const cacheControl = (response) => response.headers.get("cache-control");

/** What a server of Spanwise has to do: each throws where it does not. @type {Record<string, (site: Site) => Promise<void>>} */
export const checks = {
  "every page is index.html, and asked for anew": async ({ url }) => {
    for (const path of [
      "",
      "search?service=a",
      "trace/0af7651916cd43dd8448eb211c80319c",
      "x.html",
    ]) {
      const response = await fetch(url + path);
      assert.equal(response.status, 200, path);
      assert.match(response.headers.get("content-type") ?? "", /^text\/html/);
      assert.match(await response.text(), /<div id="root">/);
      assert.equal(cacheControl(response), "no-cache");
      assert.equal(response.headers.get("x-content-type-options"), "nosniff");
      assert.equal(response.headers.get("content-security-policy"), "frame-ancestors 'self'");
    }
  },

  "files with a hash are compressed and kept for ever": async ({ url, folder }) => {
    const name = readdirSync(`${folder}/static`).find((file) => /^index-.{8}\.js$/.test(file));
    assert.ok(name);
    const response = await fetch(`${url}static/${name}`, {
      headers: { "accept-encoding": "gzip" },
    });
    assert.equal(response.status, 200);
    assert.equal(response.headers.get("content-encoding"), "gzip");
    assert.match(response.headers.get("content-type") ?? "", /^text\/javascript/);
    assert.equal(cacheControl(response), "public, max-age=31536000, immutable");
    await response.body?.cancel();
  },

  "the site's settings are asked for anew": async ({ url }) => {
    const response = await fetch(`${url}static/config.json`);
    assert.deepEqual(await response.json(), {});
    assert.equal(cacheControl(response), "no-cache");
  },

  "a file that is not there is no page": async ({ url }) => {
    for (const name of ["none.js", "index-00000000.js"]) {
      assert.equal((await fetch(`${url}static/${name}`)).status, 404, name);
    }
  },

  "the API is Jaeger's, with its errors": async ({ url }) => {
    const response = await fetch(`${url}api/v3/services`);
    assert.equal(cacheControl(response), "no-store");
    const services = await response.json();
    assert.ok(services.services.includes("storefront"));
    assert.equal((await fetch(`${url}api/v3/traces/ffffffffffffffffffffffffffffffff`)).status, 404);
  },

  "an answer comes as it arrives": async ({ url, traceId, mode }) => {
    await fetch(`${mode}__behave?as=held&path=/api/v3/traces/`, { method: "POST" });
    const response = await fetch(`${url}api/v3/traces/${traceId}`);
    const reader = response.body?.getReader();
    // Would never come, were it kept until the whole is there.
    const first = await reader?.read();
    assert.ok((first?.value?.length ?? 0) > 0);
    await fetch(`${mode}__behave?as=`, { method: "POST" });
    let rest = 0;
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      rest += part.value.length;
    }
    assert.ok(rest > 0);
  },

  "a link to a trace opens it in a browser, without a complaint": async (site) => {
    const { url, traceId, browser } = site;
    const page = await browser.newPage();
    /** @type {string[]} */
    const complaints = [];
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(String(error)));
    await page.goto(`${url}trace/${traceId}`);
    await page.getByRole("treegrid", { name: "Spans" }).getByRole("row").first().waitFor();
    await page.evaluate("spanwise.idle()");
    await page.close();
    assert.deepEqual(complaints, []);
  },
};
