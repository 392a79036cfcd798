/** Measures and shortens text. Widths are CSS pixels. */
export interface TextFit {
  width(text: string): number;
  /** The text, or as much of it as fits before an ellipsis; "" when not even that fits. */
  fit(text: string, maxWidth: number): string;
  /** Forgets every width: a font has been loaded. */
  clear(): void;
}

const ellipsis = "…";

/**
 * Remembers the widths of the last texts asked for. Bounded: two generations of at most `capacity`
 * entries each; the older one is dropped as the younger one fills up.
 */
export function createTextFit(measure: (text: string) => number, capacity = 2000): TextFit {
  let young = new Map<string, number>();
  let old = new Map<string, number>();

  const width = (text: string): number => {
    let known = young.get(text);
    if (known !== undefined) return known;
    known = old.get(text) ?? measure(text);
    if (young.size >= capacity) {
      old = young;
      young = new Map();
    }
    young.set(text, known);
    return known;
  };

  return {
    width,
    fit(text, maxWidth) {
      if (width(text) <= maxWidth) return text;
      // Bisects over the length: widths grow with it. Measured without the cache, as pieces of a
      // text are hardly ever asked for again.
      let low = 0;
      let high = text.length - 1;
      while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        if (measure(text.slice(0, middle) + ellipsis) <= maxWidth) low = middle;
        else high = middle - 1;
      }
      if (low > 0) return wholeCharacters(text, low) + ellipsis;
      return width(ellipsis) <= maxWidth ? ellipsis : "";
    },
    clear() {
      young = new Map();
      old = new Map();
    },
  };
}

/** The first `length` units, not ending in half a surrogate pair. */
function wholeCharacters(text: string, length: number): string {
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last < 0xdc00 ? length - 1 : length);
}

const ofFonts = new Map<string, TextFit>();

/**
 * The text fit of a font, measured on a canvas of its own. There is one of each for as long as the
 * page lives: it hears of fonts that are loaded, and so the page would never let go of it.
 */
export function canvasTextFit(font: string): TextFit {
  const known = ofFonts.get(font);
  if (known) return known;
  const context = document.createElement("canvas").getContext("2d");
  if (context) context.font = font;
  // Without a canvas nothing is drawn either; any width will do.
  const fit = createTextFit((text) => context?.measureText(text).width ?? text.length * 7);
  document.fonts?.addEventListener("loadingdone", fit.clear);
  ofFonts.set(font, fit);
  return fit;
}
