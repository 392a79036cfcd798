import type { ServiceCount } from "@/model/trace-summary";

/** The services of a trace in the order that tells most: failing ones, then by spans, then names. */
export function chipOrder(services: readonly ServiceCount[]): readonly ServiceCount[] {
  return services.toSorted(
    (a, b) =>
      b.errorCount - a.errorCount || b.spanCount - a.spanCount || (a.name < b.name ? -1 : 1),
  );
}

/** A chip's name is cut at this width. */
export const longestNamePx = 150;
const besideNamePx = 27;
const digitPx = 7;
const morePx = 48;

/** About how wide a text of the small size is: enough to choose how many chips fit. */
function textPx(text: string): number {
  let width = 0;
  for (let i = 0; i < text.length && width < longestNamePx; i += 1) {
    width += text.charCodeAt(i) < 0x1100 ? 6.4 : 12;
  }
  return Math.min(width, longestNamePx);
}

/** How many of the services fit into one line of `widthPx`; at least one, which may be cut. */
export function fittingChips(services: readonly ServiceCount[], widthPx: number): number {
  let used = 0;
  for (let i = 0; i < services.length; i += 1) {
    const service = services[i];
    if (!service) break;
    used += textPx(service.name) + besideNamePx + String(service.spanCount).length * digitPx;
    const rest = i + 1 < services.length ? morePx : 0;
    if (used + rest > widthPx) return Math.max(1, i);
  }
  return services.length;
}
