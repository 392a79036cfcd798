import { useEffect, useRef } from "react";
import { createPortal } from "react-dom";
import { svgNamespace, type SvgNode } from "@/canvas/draw-list-svg";
import { pictureSvg } from "@/features/waterfall/picture";
import type { Timeline } from "@/features/waterfall/timeline-commands";
import { readCanvasTheme, type CanvasTheme } from "@/trace-ui/canvas-theme";
import { watchPrinting, wearLightTheme } from "@/trace-ui/printing";
import styles from "./PrintedTimeline.module.css";
import { usePicture } from "./use-picture";

/** The colours of the light theme, whichever is in use. */
function lightTheme(): CanvasTheme {
  const takeOff = wearLightTheme();
  const colors = readCanvasTheme(document.documentElement);
  takeOff();
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
    return watchPrinting(fill, empty);
  }, [timeline, draw]);
  return createPortal(<div ref={host} className={styles.paper} data-paper="" />, document.body);
}
