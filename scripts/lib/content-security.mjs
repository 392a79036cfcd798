import { createHash } from "node:crypto";

/** The script that a Jaeger may rewrite, so that nobody knows its hash when the page is built. */
const configScript = "JAEGER_CONFIG = ";

/** @param {string} text as it stands between its tags */
const hashOf = (text) => `'sha256-${createHash("sha256").update(text, "utf8").digest("base64")}'`;

/**
 * What stands between the tags of the scripts or styles in a page, those without an address.
 * @param {string} html
 * @param {"script" | "style"} tag
 */
function inlineTexts(html, tag) {
  const found = html.matchAll(new RegExp(`<${tag}(\\s[^>]*)?>([^]*?)</${tag}>`, "g"));
  return [...found]
    .filter(([, attributes = ""]) => !/\ssrc=/.test(attributes))
    .map(([, , text = ""]) => text);
}

/**
 * The Content-Security-Policy under which a page runs: what comes from its own origin, the scripts
 * and styles that stand in it, and nothing else. No script that data brings along can run.
 * @param {string} html
 * @param {{ withConfig?: boolean }} [options] withConfig: the page is sent as it is here, so that
 *   the script that a Jaeger might rewrite may run as it stands
 */
export function policyOf(html, { withConfig = true } = {}) {
  const scripts = inlineTexts(html, "script").filter(
    (text) => withConfig || !text.includes(configScript),
  );
  const directives = {
    "default-src": ["'none'"],
    "script-src": ["'self'", ...scripts.map(hashOf)],
    "style-src": ["'self'", ...inlineTexts(html, "style").map(hashOf)],
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "worker-src": ["'self'"],
    "manifest-src": ["'self'"],
    "base-uri": ["'self'"],
    "form-action": ["'none'"],
  };
  return Object.entries(directives)
    .map(([name, sources]) => [name, ...sources].join(" "))
    .join("; ");
}

/**
 * Puts the policy into a page, right behind the script that a Jaeger may rewrite: that one has run
 * by then, whatever it holds, and everything that comes after it is under the policy.
 * @param {string} html
 */
export function writePolicy(html) {
  const marker = html.indexOf(configScript);
  const end = marker < 0 ? -1 : html.indexOf("</script>", marker);
  if (end < 0) throw new Error("The page has no script with Jaeger's markers");
  const at = end + "</script>".length;
  const policy = policyOf(html, { withConfig: false });
  const meta = `\n    <meta http-equiv="Content-Security-Policy" content="${policy}" />`;
  return html.slice(0, at) + meta + html.slice(at);
}

/** The same as the last part of the build. @returns {import("vite").Plugin} */
export function contentSecurity() {
  return {
    name: "spanwise-content-security",
    apply: "build",
    transformIndexHtml: { order: "post", handler: writePolicy },
  };
}
