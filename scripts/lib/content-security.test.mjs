import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { policyOf, writePolicy } from "./content-security.mjs";

/** @param {string} text */
const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
const config = "\n var JAEGER_CONFIG = DEFAULT_CONFIG;\n";
const page = `<head><script id="a">first()</script><script>${config}</script>
<style>b{}</style><script type="module" src="./x.js"></script></head>`;

/** @param {string} policy @param {string} name */
const sources = (policy, name) =>
  policy
    .split("; ")
    .find((directive) => directive.startsWith(`${name} `))
    ?.split(" ")
    .slice(1);

describe("policyOf", () => {
  it("lets run what stands in the page, and what its origin serves", () => {
    const policy = policyOf(page);
    expect(sources(policy, "script-src")).toEqual(["'self'", hash("first()"), hash(config)]);
    expect(sources(policy, "style-src")).toEqual(["'self'", hash("b{}")]);
    expect(sources(policy, "default-src")).toEqual(["'none'"]);
    expect(policy).not.toContain("unsafe");
  });
});

describe("writePolicy", () => {
  it("puts the policy behind the script that a Jaeger may rewrite, and leaves that one out", () => {
    const written = writePolicy(page);
    const policy = /content="([^"]*)"/.exec(written)?.[1] ?? "";
    expect(sources(policy, "script-src")).toEqual(["'self'", hash("first()")]);
    expect(written.indexOf("<meta")).toBeGreaterThan(written.indexOf(config));
    expect(written.indexOf("<meta")).toBeLessThan(written.indexOf("<style>"));
    expect(written.replace(/\n\s*<meta[^>]*>/, "")).toBe(page);
  });

  it("fails where there is no such script", () => {
    expect(() => writePolicy("<head></head>")).toThrow("markers");
  });
});
