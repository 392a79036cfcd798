import type { DrawList } from "./draw-list";

export interface SvgPicture {
  readonly width: number;
  readonly height: number;
  /** Size and families of the labels, as CSS has them. */
  readonly font: string;
  /** Said by those who cannot show it. */
  readonly title: string;
}

/** A part of an SVG document: its name, attributes, and text or parts within. */
export interface SvgNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly within: string | readonly SvgNode[];
}

const round = (value: number): string => String(Math.round(value * 100) / 100);

/** "#rrggbb" or "#rrggbbaa" as SVG has it everywhere: opacity apart. */
function fill(color: string): Record<string, string> {
  const match = /^(#[0-9a-f]{6})([0-9a-f]{2})$/i.exec(color);
  if (!match) return { fill: color };
  const opacity = Number.parseInt(match[2] ?? "ff", 16) / 255;
  return { fill: match[1] ?? color, "fill-opacity": round(opacity) };
}

const anchors = { left: "start", center: "middle", right: "end" } as const;

/** A list as a drawing without a size in pixels of a device. Same order as `replay`. */
export function svgOf(list: DrawList, picture: SvgPicture): SvgNode {
  const { width, height, font, title } = picture;
  const box = (at: readonly number[], i: number, inset = 0): Record<string, string> => ({
    x: round((at[i * 4] ?? 0) + inset),
    y: round((at[i * 4 + 1] ?? 0) + inset),
    width: round(Math.max(0, (at[i * 4 + 2] ?? 0) - 2 * inset)),
    height: round(Math.max(0, (at[i * 4 + 3] ?? 0) - 2 * inset)),
  });
  const parts: SvgNode[] = [{ name: "title", attributes: {}, within: title }];
  list.rectColors.forEach((color, i) => {
    parts.push({ name: "rect", attributes: { ...box(list.rects, i), ...fill(color) }, within: "" });
  });
  list.outlineColors.forEach((color, i) => {
    const attributes = { ...box(list.outlines, i, 0.5), fill: "none", stroke: color };
    parts.push({ name: "rect", attributes, within: "" });
  });
  list.labelTexts.forEach((text, i) => {
    const attributes = {
      x: round(list.labels[i * 2] ?? 0),
      y: round(list.labels[i * 2 + 1] ?? 0),
      "text-anchor": anchors[list.labelAligns[i] ?? "left"],
      ...fill(list.labelColors[i] ?? "#000000"),
    };
    parts.push({ name: "text", attributes, within: text });
  });
  const [size = "", ...family] = font.split(" ");
  return {
    name: "svg",
    attributes: {
      xmlns: svgNamespace,
      viewBox: `0 0 ${round(width)} ${round(height)}`,
      width: round(width),
      height: round(height),
      // Attributes and no style: a page's policy may allow none.
      "font-size": size,
      "font-family": family.join(" "),
      "xml:space": "preserve",
      "dominant-baseline": "central",
    },
    within: parts,
  };
}

export const svgNamespace = "http://www.w3.org/2000/svg";

/** Characters that XML does not allow, halves of pairs among them. */
const notXml =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const escapeXml = (text: string): string =>
  text
    .replaceAll(notXml, "\ufffd")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");

/** The text of a drawing, as a file holds it. */
export function svgText({ name, attributes, within }: SvgNode): string {
  const list = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(value)}"`);
  const inner = typeof within === "string" ? escapeXml(within) : within.map(svgText).join("\n");
  return inner === ""
    ? `<${name}${list.join("")}/>`
    : `<${name}${list.join("")}>${inner}</${name}>`;
}
