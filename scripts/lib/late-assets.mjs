/** The tags of a built page that load something from the build. */
const assetTags =
  /\s*<(?:script type="module"[^>]*\ssrc="\.\/[^>]*><\/script>|link rel="(?:modulepreload|stylesheet)"[^>]*\shref="\.\/[^>]*>)/g;

/**
 * Makes a page write its asset tags itself, once a script before them has set the base. A browser
 * reads ahead of scripts and would ask for everything below the base that stands in the markup,
 * which is wrong wherever the page is served below a path.
 * @param {string} html
 * @returns {string}
 */
export function writeAssetsLate(html) {
  const tags = [...html.matchAll(assetTags)];
  const first = tags[0];
  if (!first) return html;
  const markup = tags.map(([tag]) => tag.trim()).join("");
  // The parser would take the end tag in the text for the end of this script.
  const text = JSON.stringify(markup).replaceAll("</", String.raw`<\/`);
  const rest = html.slice(first.index).replaceAll(assetTags, "");
  return `${html.slice(0, first.index)}\n    <script>document.write(${text});</script>${rest}`;
}

/** The same as a part of the build. @returns {import("vite").Plugin} */
export function lateAssets() {
  return {
    name: "spanwise-late-assets",
    apply: "build",
    transformIndexHtml: { order: "post", handler: writeAssetsLate },
  };
}
