import { longHex } from "./canvas-theme";

/** The colours of A and B, as "#rrggbb". */
export interface SideColors {
  readonly a: string;
  readonly b: string;
}

export function readSideColors(root: HTMLElement): SideColors {
  const style = getComputedStyle(root);
  const token = (name: string, otherwise: string): string =>
    longHex(style.getPropertyValue(name).trim() || otherwise);
  return { a: token("--diff-a", "#1565a8"), b: token("--diff-b", "#9c4a06") };
}
