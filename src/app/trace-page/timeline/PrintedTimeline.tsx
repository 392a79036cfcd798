import { useEffect, useRef } from "react";
import { createPortal } from "react-dom";
import { svgNamespace, type SvgNode } from "@/canvas/draw-list-svg";
import { pictureSvg } from "@/features/waterfall/picture";
import type { Timeline } from "@/features/waterfall/timeline-commands";
import { readCanvasTheme, type CanvasTheme } from "@/trace-ui/canvas-theme";
import styles from "./PrintedTimeline.module.css";
import { usePicture } from "./use-picture";

/** The colours of the light theme, whichever is in use: paper is white. */
function lightTheme(): CanvasTheme {
  const root = document.documentElement;
  const { theme } = root.dataset;
  root.dataset["theme"] = "light";
  const colors = readCanvasTheme(root);
  if (theme === undefined) delete root.dataset["theme"];
  else root.dataset["theme"] = theme;
  return colors;
}

/** Builds a drawing in the document; texts are text, whatever is in them. */
function elementOf({ name, attributes, within }: SvgNode): SVGElement {
  const element = document.createElementNS(svgNamespace, name) as SVGElement;
  for (const [key, value] of Object.entries(attributes)) {
    if (key !== "xmlns") element.setAttribute(key, value);
  }
  if (typeof within === "string") element.textContent = within;
  else element.append(...within.map(elementOf));
  return element;
}

/**
 * What goes on paper in place of the page: the rows in sight with their names, the ruler and the
 * name of the trace, as a drawing that is as wide as the paper. It is made when the page is about
 * to be printed.
 */
export function PrintedTimeline({ timeline }: { readonly timeline: Timeline }) {
  const host = useRef<HTMLDivElement>(null);
  const draw = usePicture();
  useEffect(() => {
    const fill = () => {
      const picture = draw(timeline, lightTheme());
      host.current?.replaceChildren(...(picture ? [elementOf(pictureSvg(picture))] : []));
    };
    const empty = () => host.current?.replaceChildren();
    globalThis.addEventListener("beforeprint", fill);
    globalThis.addEventListener("afterprint", empty);
    return () => {
      globalThis.removeEventListener("beforeprint", fill);
      globalThis.removeEventListener("afterprint", empty);
    };
  }, [timeline, draw]);
  return createPortal(<div ref={host} className={styles.paper} data-paper="" />, document.body);
}
