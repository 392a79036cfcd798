import { serviceColorCount } from "./service-colors";

/** The colours and the font of the theme in use, resolved for a canvas. */
export interface CanvasTheme {
  /** By palette step. */
  readonly service: readonly string[];
  /** Black or white, by palette step: what can be read on that colour. */
  readonly onService: readonly string[];
  readonly bg: string;
  readonly bgSunken: string;
  readonly fg: string;
  readonly fgMuted: string;
  readonly rule: string;
  readonly ruleStrong: string;
  readonly error: string;
  readonly accent: string;
  readonly cursorLine: string;
  /** CSS font shorthand of figures and labels. */
  readonly font: string;
}

/** What of the document decides on its tokens. */
const themeAttributes = ["data-theme", "class", "style"];
const known = new WeakMap<HTMLElement, { readonly key: string; readonly theme: CanvasTheme }>();

/** The theme of the document. To read it forces style, so that is done once for each theme. */
export function readCanvasTheme(root: HTMLElement): CanvasTheme {
  const key = JSON.stringify(themeAttributes.map((name) => root.getAttribute(name)));
  const last = known.get(root);
  if (last?.key === key) return last.theme;
  const theme = readTokens(root);
  known.set(root, { key, theme });
  return theme;
}

function readTokens(root: HTMLElement): CanvasTheme {
  const style = getComputedStyle(root);
  const token = (name: string, otherwise: string): string =>
    longHex(style.getPropertyValue(name).trim() || otherwise);
  const service = Array.from({ length: serviceColorCount }, (_, i) =>
    token(`--service-${i}`, "#888888"),
  );
  return {
    service,
    onService: service.map(readableOn),
    bg: token("--bg", "#fff"),
    bgSunken: token("--bg-sunken", "#f5f6f8"),
    fg: token("--fg", "#000"),
    fgMuted: token("--fg-muted", "#555"),
    rule: token("--rule", "#ddd"),
    ruleStrong: token("--rule-strong", "#888"),
    error: token("--error", "#c00"),
    accent: token("--accent", "#1a5fb4"),
    cursorLine: token("--cursor-line", "#555"),
    font: `${token("--text-s", "11.5px")} ${token("--font-ui", "sans-serif")}`,
  };
}

/** "#abc" as "#aabbcc", as which colours are computed with; style sheets are made shorter. */
export const longHex = (color: string): string =>
  /^#[0-9a-f]{3}$/i.test(color) ? color.replaceAll(/[0-9a-f]/gi, "$&$&") : color;

/** Black or white, whichever has more contrast to a "#rrggbb"; at least 4.5:1 on any colour. */
export function readableOn(color: string): "#000000" | "#ffffff" {
  const light = relativeLuminance(color);
  return (light + 0.05) / 0.05 >= 1.05 / (light + 0.05) ? "#000000" : "#ffffff";
}

/** Relative luminance of a "#rrggbb", 0 to 1, as WCAG 2 defines it. */
export function relativeLuminance(color: string): number {
  const channel = (at: number): number => {
    const value = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

/** Calls back when the document changes its theme. Returns the function that stops it. */
export function watchCanvasTheme(root: HTMLElement, onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(root, { attributes: true, attributeFilter: themeAttributes });
  return () => observer.disconnect();
}
