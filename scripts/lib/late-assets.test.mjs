import { describe, expect, it } from "vitest";
import { writeAssetsLate } from "./late-assets.mjs";

describe("asset tags", () => {
  const page = (/** @type {string} */ middle) =>
    `<head><base href="/" /><script>setBase()</script>${middle}</head><body></body>`;
  const tags = [
    `<script type="module" crossorigin src="./static/index-ab.js"></script>`,
    `<link rel="modulepreload" crossorigin href="./static/lib-ab.js">`,
    `<link rel="stylesheet" crossorigin href="./static/index-ab.css">`,
  ];

  it("are written by a script at the place of the first", () => {
    const html = writeAssetsLate(page(`\n${tags.join("\n")}\n`));
    expect(html.match(/<(link|script type=)/g)).toHaveLength(3);
    const script = /<script>document\.write\((".*")\);<\/script>/.exec(html);
    expect(JSON.parse(script?.[1] ?? '""')).toBe(tags.join(""));
    expect(html.indexOf("setBase")).toBeLessThan(html.indexOf("document.write"));
    expect(html.match(/<\/script>/g)).toHaveLength(2);
  });

  it("leave the rest of the page alone", () => {
    const other = `<link rel="icon" href="./static/icon.svg" /><script nomodule>x()</script>`;
    expect(writeAssetsLate(page(other))).toBe(page(other));
    expect(writeAssetsLate(page(tags[0] + other))).toContain(other);
  });
});
