import type { ComponentType } from "react";
import { lazyComponent } from "@/widgets/lazy-component";
import { downloadProblem } from "./download-problem";

export interface LazyPage {
  readonly Page: ComponentType;
  /** Downloads the page's code; the router calls it as soon as it knows where it is going. */
  preload(): Promise<void>;
}

/** A page whose code is a chunk of its own. A download that fails may be tried again. */
export function lazyPage(load: () => Promise<ComponentType>): LazyPage {
  const { Component, preload } = lazyComponent(
    () =>
      load().catch((error: unknown) => {
        throw downloadProblem(error);
      }),
    "broken",
  );
  return { Page: Component, preload };
}
