import { lazy, type ComponentType } from "react";
import { trackActivity } from "@/lib/activity";
import { Problem } from "@/lib/problem";

export interface LazyPage {
  readonly Page: ComponentType;
  /** Downloads the page's code; the router calls it as soon as it knows where it is going. */
  preload(): Promise<void>;
}

/** A page whose code is a chunk of its own. A download that fails may be tried again. */
export function lazyPage(load: () => Promise<ComponentType>): LazyPage {
  let loading: Promise<{ readonly default: ComponentType }> | undefined;
  const start = () => {
    loading ??= trackActivity(load()).then(
      (page) => ({ default: page }),
      (error: unknown) => {
        loading = undefined;
        reportError(error);
        // A browser remembers a module that failed, so only a reload can help.
        throw new Problem("unreachable", { url: document.baseURI, needsReload: 1 });
      },
    );
    return loading;
  };
  return {
    Page: lazy(start),
    preload: async () => {
      await start();
    },
  };
}
