import { lazy, useState, type ComponentType, type ReactNode } from "react";
import { trackActivity } from "@/lib/activity";
import { letOthersRun } from "@/lib/let-others-run";

export interface LazyComponent<Props extends object> {
  /** Suspends while the code is on its way; once that is here, shows at once. */
  readonly Component: ComponentType<Props>;
  /** Downloads the code; rejects as `load` does. */
  preload(): Promise<void>;
  /** True once the code is here. */
  isHere(): boolean;
}

let replacementFor: ((cause: unknown) => () => ReactNode) | undefined;

/**
 * What becomes of a part that could not be downloaded: it is told of in its place and the rest of
 * the page stays; there is nothing in its place, as nobody asked for it; or it breaks what it is in,
 * for the next error boundary.
 */
export type WhenFailed = "told" | "nothing" | "broken";

const nothing = () => null;

/**
 * Gives what tells of a part that could not be downloaded; a widget has no words for it. Until it is
 * given, such a part breaks what it is in.
 */
export function replaceFailedParts(replacement: typeof replacementFor): void {
  replacementFor = replacement;
}

/**
 * A component whose code is a chunk of its own. In place of a plain `lazy`, which suspends even
 * when the code is here, and of which React then holds back the sight for 0.3 seconds.
 */
export function lazyComponent<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  whenFailed: WhenFailed = "told",
): LazyComponent<Props> {
  let ready: ComponentType<Props> | undefined;
  let loading: Promise<ComponentType<Props>> | undefined;
  const start = () => {
    loading ??= trackActivity(load()).then(
      (component) => (ready = component),
      (error: unknown) => {
        loading = undefined;
        throw error;
      },
    );
    return loading;
  };
  const inPlace = (cause: unknown): ComponentType<Props> => {
    if (whenFailed === "nothing") return nothing;
    if (whenFailed === "broken" || !replacementFor) throw cause;
    return replacementFor(cause);
  };
  // To ask for the files of a large part takes as long as to render what stands in for it: in the
  // midst of that, a press would be answered so much later.
  const startSoon = () => loading ?? trackActivity(letOthersRun().then(start));
  const Later = lazy(async () => ({ default: await startSoon().catch(inPlace) }));
  return {
    Component: function LazyPart(props) {
      // Not changed while it is shown: another component in its place would lose its state.
      const [Part] = useState<ComponentType<Props>>(() => ready ?? Later);
      return <Part {...props} />;
    },
    preload: async () => {
      await start();
    },
    isHere: () => ready !== undefined,
  };
}
