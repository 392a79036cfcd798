import { lazy, useState, type ComponentType } from "react";
import { trackActivity } from "@/lib/activity";

export interface LazyComponent<Props extends object> {
  /** Suspends while the code is on its way; once that is here, shows at once. */
  readonly Component: ComponentType<Props>;
  /** Downloads the code; rejects as `load` does. */
  preload(): Promise<void>;
  /** True once the code is here. */
  isHere(): boolean;
}

/**
 * A component whose code is a chunk of its own. In place of a plain `lazy`, which suspends even
 * when the code is here, and of which React then holds back the sight for 0.3 seconds.
 */
export function lazyComponent<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
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
  const Later = lazy(async () => ({ default: await start() }));
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
