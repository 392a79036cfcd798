import type { ServiceCount } from "@/model/trace-summary";
import { shortText } from "@/trace-ui/short-text";

/** The services of a trace in the order that tells most: failing ones, then by spans, then names. */
export function chipOrder(services: readonly ServiceCount[]): readonly ServiceCount[] {
  return services.toSorted(
    (a, b) =>
      b.errorCount - a.errorCount || b.spanCount - a.spanCount || (a.name < b.name ? -1 : 1),
  );
}

/** A chip's name is cut at this width. */
const longestNamePx = 150;
/** Letters are up to this much wider than what is reckoned with. */
const widestLetters = 1.4;
const besideNamePx = 27;
const digitPx = 7;
const morePx = 56;

/** About how wide a name is, as it is shown: enough to choose how many chips fit. */
function namePx({ name }: ServiceCount): number {
  const text = shortText(name);
  let width = 0;
  for (let i = 0; i < text.length && width < longestNamePx; i += 1) {
    width += text.charCodeAt(i) < 0x1100 ? 6.4 : 12;
  }
  return Math.min(width, longestNamePx);
}

/** What a chip takes beside its name. */
const besidePx = ({ spanCount }: ServiceCount): number =>
  besideNamePx + String(spanCount).length * digitPx;

/** A trace's name has this much before its services have more than one: it tells traces apart. */
const enoughForTracePx = 284;
const oneServicePx = 110;

/** The width of the services' column, of what it shares with that of the trace's name. */
export function servicesShare(sharedPx: number): number {
  const leftPx = Math.max(oneServicePx, sharedPx - enoughForTracePx);
  return Math.max(0, Math.floor(Math.min(sharedPx * 0.48, leftPx)));
}

/** How many of the services fit into one line of `widthPx`; at least one, which may be cut. */
export function fittingChips(services: readonly ServiceCount[], widthPx: number): number {
  let used = 0;
  for (let i = 0; i < services.length; i += 1) {
    const service = services[i];
    if (!service) break;
    used += namePx(service) + besidePx(service);
    const rest = i + 1 < services.length ? morePx : 0;
    if (used + rest > widthPx) return Math.max(1, i);
  }
  return services.length;
}

/**
 * The width in which the name of a chip has to be cut; undefined where it is narrower by far. A name
 * that is cut is a box and a clip of its own for the browser to lay out and to paint, in every row.
 * `only` is the line in which the chip is the only one: perhaps there was no room even for that.
 */
export function nameLimitPx(
  service: ServiceCount,
  only?: { readonly widthPx: number; readonly hasMore: boolean },
): number | undefined {
  const roomPx = only
    ? only.widthPx - besidePx(service) - (only.hasMore ? morePx : 0)
    : longestNamePx;
  const limitPx = Math.max(0, Math.min(longestNamePx, roomPx));
  return namePx(service) * widestLetters > limitPx ? limitPx : undefined;
}
