import type { SceneBox } from "./graph-scene";

const shown = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-opacity",
  "stroke-width",
  "stroke-dasharray",
  "stroke-linecap",
  "opacity",
];
const ofText = ["font-family", "font-size", "fill"];
const marginPx = 20;
/** Browsers give up on larger canvases. */
const mostPixels = 60_000_000;

export interface Picture {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/**
 * A drawing as a file of its own: the whole of it, at its natural size, with the colours of the
 * theme in use written out.
 */
export function takePicture(drawing: SVGSVGElement, box: SceneBox): Picture {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const from = drawing.querySelectorAll<SVGElement>("path, rect, text, circle");
  copy.querySelectorAll<SVGElement>("path, rect, text, circle").forEach((element, at) => {
    const original = from[at];
    if (!original) return;
    const style = getComputedStyle(original);
    if (style.visibility === "hidden") {
      element.remove();
      return;
    }
    for (const name of original.tagName === "text" ? ofText : shown) {
      element.setAttribute(name, style.getPropertyValue(name));
    }
  });
  copy.querySelectorAll("*").forEach((element) => {
    for (const { name } of [...element.attributes]) {
      if (/^(class|role|tabindex|aria-.*|data-.*)$/.test(name)) element.removeAttribute(name);
    }
  });
  const [w, h] = [Math.ceil(box.width + 2 * marginPx), Math.ceil(box.height + 2 * marginPx)];
  const [x, y] = [Math.floor(box.left - marginPx), Math.floor(box.top - marginPx)];
  const picture = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  picture.setAttribute("width", String(w));
  picture.setAttribute("height", String(h));
  picture.setAttribute("viewBox", `${x} ${y} ${w} ${h}`);
  const ground = document.createElementNS(picture.namespaceURI, "rect");
  for (const [name, value] of Object.entries({ x, y, width: w, height: h })) {
    ground.setAttribute(name, String(value));
  }
  ground.setAttribute("fill", getComputedStyle(document.documentElement).backgroundColor);
  picture.append(ground);
  const group = copy.querySelector("g");
  group?.removeAttribute("transform");
  if (group) picture.append(group);
  return { svg: new XMLSerializer().serializeToString(picture), width: w, height: h };
}

/** A picture as pixels, twice as many as its size where the browser can do that. */
export async function toPng({ svg, width, height }: Picture): Promise<Blob> {
  const scale = Math.min(2, Math.sqrt(mostPixels / (width * height)));
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.floor(width * scale));
  canvas.height = Math.max(1, Math.floor(height * scale));
  const context = canvas.getContext("2d");
  context?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob) resolve(blob);
      else reject(new Error("No picture of this size can be made"));
    }, "image/png");
  });
}
