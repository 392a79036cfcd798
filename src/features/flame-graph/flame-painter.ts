import { DrawList, replay } from "@/canvas/draw-list";
import { frames } from "@/canvas/frame-scheduler";
import { createSurface } from "@/canvas/surface";
import { canvasTextFit } from "@/canvas/text-fit";
import { cssPx } from "@/lib/units";
import { readCanvasTheme, watchCanvasTheme } from "@/trace-ui/canvas-theme";
import type { FlameModel } from "./flame-model";
import { flameBox, flameScene, hitFlame, type FlameScene, type FlameStyle } from "./flame-scene";

/** What the picture shows, as it is now. */
export interface FlamePicture {
  readonly model: FlameModel;
  readonly zoom: number;
  /** The node that the table has its focus on; -1: none. */
  readonly current: number;
  /** Nodes that are not meant by what is looked for. */
  readonly isPale: ((node: number) => boolean) | undefined;
}

export interface FlamePainter {
  /** Shows something else. */
  show(picture: FlamePicture): void;
  /** Another part of the levels, or another size. */
  place(scrollTop: number, width: number, height: number): void;
  /** The pointer is there, in CSS pixels of the host, or nowhere. */
  point(at: { readonly x: number; readonly y: number } | undefined): void;
  /** The node at a point, or -1. */
  nodeAt(x: number, y: number): number;
  dispose(): void;
}

/**
 * Draws a flame graph into a host. The base layer follows the picture and the scroll position, the
 * overlay the pointer and the focus. `onHover` hears of the node under the pointer when it changes.
 */
export function createFlamePainter(
  host: HTMLElement,
  first: FlamePicture,
  onHover: (node: number) => void,
): FlamePainter {
  const root = host.ownerDocument.documentElement;
  let picture = first;
  let view = { scrollTop: 0, width: 0, height: 0 };
  let pointer: { readonly x: number; readonly y: number } | undefined;
  let hovered = -1;
  let theme = readCanvasTheme(root);
  let text = canvasTextFit(theme.font);

  const invalidate = () => {
    frames.schedule("canvas", paintBase);
    frames.schedule("canvas", paintOverlay);
  };
  const surface = createSurface(host, invalidate);
  const scene = (): FlameScene => ({ tree: picture.model.tree, zoom: picture.zoom, ...view });
  const style = (): FlameStyle => {
    const { model, isPale } = picture;
    const { parent, service } = model.tree;
    return {
      theme,
      text,
      colors: model.colors(theme),
      hasErrors: model.hasErrors,
      isPale: isPale ?? (() => false),
      // A service is named where it begins; its colour says the rest.
      label(node) {
        const above = parent[node] ?? -1;
        const isSame = above >= 0 && service[above] === service[node];
        const name = isSame ? model.name(node) : `${model.service(node)}: ${model.name(node)}`;
        return `${model.sign?.(node) ?? ""}${name}`;
      },
    };
  };

  function paintBase(): void {
    const { context } = surface.base;
    if (!surface.base.begin() || !context) return;
    replay(context, flameScene(scene(), style()), surface.dpr, theme.font);
  }
  function paintOverlay(): void {
    const { context } = surface.overlay;
    if (!surface.overlay.begin() || !context) return;
    const list = new DrawList();
    const now = scene();
    const current = picture.current < 0 ? undefined : flameBox(now, picture.current);
    if (current) {
      list.outline(current.x, current.y, current, theme.fg);
      list.outline(current.x + 1, current.y + 1, { w: current.w - 2, h: current.h - 2 }, theme.bg);
    }
    const under = pointer ? hitFlame(now, pointer.x, pointer.y) : -1;
    const box = under < 0 ? undefined : flameBox(now, under);
    if (box) list.outline(box.x, box.y, box, theme.fg);
    replay(context, list, surface.dpr, theme.font);
    if (under === hovered) return;
    hovered = under;
    onHover(under);
  }
  const stopTheme = watchCanvasTheme(root, () => {
    theme = readCanvasTheme(root);
    text = canvasTextFit(theme.font);
    invalidate();
  });

  return {
    show(next) {
      picture = next;
      invalidate();
    },
    place(scrollTop, width, height) {
      view = { scrollTop, width, height };
      surface.resize(cssPx(width), cssPx(height));
      invalidate();
    },
    point(at) {
      pointer = at;
      frames.schedule("canvas", paintOverlay);
    },
    nodeAt: (x, y) => hitFlame(scene(), x, y),
    dispose() {
      stopTheme();
      frames.cancel("canvas", paintBase);
      frames.cancel("canvas", paintOverlay);
      surface.dispose();
    },
  };
}
