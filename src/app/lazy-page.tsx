import type { ComponentType } from "react";
import { Problem } from "@/lib/problem";
import { lazyComponent } from "@/widgets/lazy-component";

export interface LazyPage {
  readonly Page: ComponentType;
  /** Downloads the page's code; the router calls it as soon as it knows where it is going. */
  preload(): Promise<void>;
}

/** A page whose code is a chunk of its own. A download that fails may be tried again. */
export function lazyPage(load: () => Promise<ComponentType>): LazyPage {
  const { Component, preload } = lazyComponent(() =>
    load().catch((error: unknown) => {
      reportError(error);
      // A browser remembers a module that failed, so only a reload can help.
      throw new Problem("unreachable", { url: document.baseURI, needsReload: 1 });
    }),
  );
  return { Page: Component, preload };
}
