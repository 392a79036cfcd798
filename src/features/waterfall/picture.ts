import { DrawList, replay } from "@/canvas/draw-list";
import { svgOf, svgText, type SvgNode } from "@/canvas/draw-list-svg";
import { canvasTextFit, type TextFit } from "@/canvas/text-fit";
import { resize, rowAt, rowTop, rowsInSight, scrollTo, type Viewport } from "@/canvas/viewport";
import type { Catalogue } from "@/i18n/catalogue";
import type { Formats } from "@/i18n/formats";
import { cssPx } from "@/lib/units";
import { spanIndex } from "@/model/indexes";
import { spanService } from "@/model/span-search";
import { SpanFlag } from "@/model/span-table";
import type { CanvasTheme } from "@/trace-ui/canvas-theme";
import { deepestIndent } from "@/trace-ui/indent-base";
import { resourceColors } from "@/trace-ui/resource-colors";
import { serviceColorIndex } from "@/trace-ui/service-colors";
import { rowHeight } from "@/trace-ui/span-bars";
import { visibleLine } from "@/widgets/visible-text";
import { closedFoldAt, memberCount } from "./folds";
import { foldFacts, spanTitle } from "./row-facts";
import { treeFor } from "./rows";
import type { Timeline } from "./timeline-commands";
import { viewStyle } from "./view-style";
import { rowsScene, rulerHeight, rulerScene } from "./waterfall-scene";

/** What a picture of a timeline is made with. */
export interface PictureOptions {
  readonly theme: CanvasTheme;
  readonly formats: Formats;
  readonly words: Catalogue["trace"]["timeline"];
  readonly rowWords: Catalogue["rows"];
  /** What stands above it: the trace's name and figures. */
  readonly heading: string;
  /** Measures texts in the theme's font. */
  readonly text?: TextFit;
}

/** What is seen of a timeline: names, ruler and the rows in sight, in CSS pixels. */
export interface TimelinePicture {
  readonly list: DrawList;
  readonly width: number;
  readonly height: number;
  readonly font: string;
  readonly heading: string;
}

const headingHeight = 34;
const margin = 12;
const indentStep = 10;
const namesShare = 0.5;
const narrowestNames = 240;
const widestNames = 520;

/** Draws what is in sight of a timeline; undefined before it has had a size. */
export function timelinePicture(
  timeline: Timeline,
  options: PictureOptions,
): TimelinePicture | undefined {
  const { core, view, viewport } = timeline;
  const { theme, formats, rowWords, heading } = options;
  const inSight = viewport.getState().viewport;
  if (inSight.width <= 0 || inSight.height <= 0) return undefined;
  const text = options.text ?? canvasTextFit(theme.font);
  const state = view.getState();
  const { rows } = treeFor(core, state);
  const whole = wholeRows(inSight, rows.length);
  const names = Math.max(narrowestNames, Math.min(widestNames, inSight.width * namesShare));
  const width = names + whole.width + 2 * margin;
  const height = headingHeight + rulerHeight + whole.height + margin;
  const foldLabel = (fold: Parameters<typeof memberCount>[0]) => {
    const { count, figures } = foldFacts(fold, rowWords, formats);
    return `×${formats.number(count)}  ${figures}`;
  };
  const style = viewStyle(
    { ...timeline, viewport: whole },
    {
      theme,
      text,
      formats,
      colorOfResource: resourceColors(core),
      durationLabel: formats.duration,
      foldLabel,
    },
  );
  const scene = { core, viewport: whole, rows };
  const list = new DrawList();
  list.rect(0, 0, { w: width, h: height }, theme.bg);
  const headingText = text.fit(visibleLine(heading), width - 2 * margin);
  list.label(margin, headingHeight / 2, headingText, { color: theme.fg, align: "left" });
  const left = margin + names;
  const top = headingHeight + rulerHeight;
  list.rect(margin, top - 1, { w: names + whole.width, h: 1 }, theme.rule);
  append(list, rulerScene(scene, style), left, headingHeight);
  append(list, rowsScene(scene, style), left, top);
  drawNames(list, timeline, { ...options, text, whole, names, top });
  return { list, width, height, font: theme.font, heading };
}

/** The viewport without the part of a row at its edges, and without room between rows. */
function wholeRows(inSight: Viewport, rowCount: number): Viewport {
  const above = rowAt(inSight, cssPx(0), rowHeight);
  const cut = rowTop(inSight, above, rowHeight) < 0 ? 1 : 0;
  const first = Math.min(above + cut, Math.max(0, rowCount - 1));
  const fits = Math.max(1, rowAt(inSight, inSight.height, rowHeight) - first);
  const count = Math.min(fits, rowCount - first);
  const v = { ...inSight, gap: undefined };
  return scrollTo(resize(v, v.width, cssPx(count * rowHeight)), cssPx(first * rowHeight));
}

function append(list: DrawList, part: DrawList, dx: number, dy: number): void {
  part.rectColors.forEach((color, i) => {
    const [x = 0, y = 0, w = 0, h = 0] = part.rects.slice(i * 4, i * 4 + 4);
    list.rect(x + dx, y + dy, { w, h }, color);
  });
  part.labelTexts.forEach((text, i) => {
    const style = { color: part.labelColors[i] ?? "", align: part.labelAligns[i] ?? "left" };
    list.label((part.labels[2 * i] ?? 0) + dx, (part.labels[2 * i + 1] ?? 0) + dy, text, style);
  });
}

interface NamesOptions extends PictureOptions {
  readonly text: TextFit;
  readonly whole: Viewport;
  readonly names: number;
  readonly top: number;
}

/** The names of the rows: level, service colour, error, service and span name. */
function drawNames(list: DrawList, { core, view }: Timeline, options: NamesOptions): void {
  const { theme, text, whole, names, top, words, formats } = options;
  const state = view.getState();
  const { rows, levels } = treeFor(core, state);
  const { first, last } = rowsInSight(whole, rows.length, rowHeight);
  const levelOf = (row: number) => levels?.[row] ?? core.spans.depth[rows[row] ?? 0] ?? 0;
  let base = Number.POSITIVE_INFINITY;
  for (let row = first; row < last; row += 1) base = Math.min(base, levelOf(row));
  for (let row = first; row < last; row += 1) {
    const span = spanIndex(rows[row] ?? 0);
    const fold = closedFoldAt(state, span);
    const middle = top + (row - first + 0.5) * rowHeight;
    let x = margin + Math.min(deepestIndent, levelOf(row) - base) * indentStep;
    const color = theme.service[serviceColorIndex(spanService(core, span))] ?? theme.fg;
    list.rect(x, middle - 7, { w: 4, h: 14 }, color);
    x += 10;
    const flags = core.spans.flags[span] ?? 0;
    const hasError = fold
      ? (fold.folds.errorCount[fold.fold] ?? 0) > 0
      : (flags & SpanFlag.Error) !== 0;
    if (hasError) {
      list.rect(x, middle - 4, { w: 8, h: 8 }, theme.error);
      x += 13;
    }
    const write = (words: string, ink: string): void => {
      const fitting = text.fit(words, margin + names - 8 - x);
      if (fitting !== "") list.label(x, middle, fitting, { color: ink, align: "left" });
      x += text.width(fitting) + 8;
    };
    const { service, name } = spanTitle(core, span, words);
    if (fold) write(`×${formats.number(memberCount(fold))}`, theme.fgMuted);
    write(visibleLine(service), theme.fg);
    write(visibleLine(name), theme.fgMuted);
  }
}

/** A picture as a drawing: for a file, or for paper. */
export const pictureSvg = ({ list, ...picture }: TimelinePicture): SvgNode =>
  svgOf(list, { ...picture, title: picture.heading });

/** Pixels of a file per CSS pixel: as sharp as a good screen. */
const pixelsPerPixel = 2;

/** A picture as the bytes of a file; rejects where the browser does not make any. */
export async function pictureFile(picture: TimelinePicture, kind: "png" | "svg"): Promise<Blob> {
  if (kind === "svg") {
    return new Blob([svgText(pictureSvg(picture))], { type: "image/svg+xml" });
  }
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * pixelsPerPixel);
  canvas.height = Math.round(picture.height * pixelsPerPixel);
  const context = canvas.getContext("2d");
  if (!context) throw new Error("This browser draws no pictures");
  context.setTransform(pixelsPerPixel, 0, 0, pixelsPerPixel, 0, 0);
  replay(context, picture.list, pixelsPerPixel, picture.font);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob) resolve(blob);
      else reject(new Error("This browser writes no pictures"));
    }, "image/png");
  });
}
