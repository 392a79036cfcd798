/** Calls back when the page is about to be printed, and when that is over. Returns what ends it. */
export function watchPrinting(begin: () => void, end: () => void): () => void {
  globalThis.addEventListener("beforeprint", begin);
  globalThis.addEventListener("afterprint", end);
  return () => {
    globalThis.removeEventListener("beforeprint", begin);
    globalThis.removeEventListener("afterprint", end);
  };
}

/** Puts the page in the light theme, as paper is white. Returns what puts it back in its own. */
export function wearLightTheme(): () => void {
  const { dataset } = document.documentElement;
  const { theme } = dataset;
  dataset["theme"] = "light";
  return () => {
    if (theme === undefined) delete dataset["theme"];
    else dataset["theme"] = theme;
  };
}
