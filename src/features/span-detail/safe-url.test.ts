import { describe, expect, it } from "vitest";
import { linkableUrl } from "./safe-url";

describe("linkableUrl", () => {
  it.each(["https://example.com/a?b=c#d", "http://localhost:3000/", "HTTPS://EXAMPLE.COM/"])(
    "links %s",
    (url) => expect(linkableUrl(url)).toBe(new URL(url).href),
  );

  it.each([
    "javascript:alert(1)",
    "JavaScript:alert(1)//https://example.com",
    "java\nscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "ftp://example.com/",
    "//example.com/",
    "see https://example.com/",
    "https://example.com/ and more",
    "https://example.com/\u202egnp.exe",
    "https://exa\u0000mple.com/",
    "https://",
    "https://[",
    `https://example.com/${"a".repeat(5000)}`,
  ])("leaves %j as text", (text) => expect(linkableUrl(text)).toBeUndefined());
});
