import { Tabs } from "@base-ui/react/tabs";
import { Suspense, useEffect, useRef, type ReactNode } from "react";
import type { LoadedTrace } from "@/engine/trace-engine";
import { useMessages } from "@/i18n/I18nProvider";
import { trackActivity } from "@/lib/activity";
import { browserRendered } from "@/lib/browser-idle";
import type { SpanIndex } from "@/model/indexes";
import { lazyComponent } from "@/widgets/lazy-component";
import { PagePending } from "../PagePending";
import styles from "./TraceView.module.css";
import type { TraceUrl } from "./use-trace-url";

const { Component: FlamePage } = lazyComponent(
  async () => (await import("./views/FlamePage")).FlamePage,
);
const { Component: SpansPage } = lazyComponent(
  async () => (await import("./views/SpansPage")).SpansPage,
);
const { Component: EventsPage } = lazyComponent(
  async () => (await import("./views/EventsPage")).EventsPage,
);
const { Component: JsonPage } = lazyComponent(
  async () => (await import("./views/JsonPage")).JsonPage,
);

/** What every view of a trace is given. */
export interface ViewProps {
  readonly trace: LoadedTrace;
  readonly url: TraceUrl;
  readonly selected: SpanIndex | undefined;
  readonly onSelect: (span: SpanIndex | undefined) => void;
  /** Shows a span in the timeline; Back returns. */
  readonly goTo: (span: SpanIndex) => void;
  /** Puts the details of the selected span beside a view. */
  readonly withDetails: (main: ReactNode) => ReactNode;
}

/** The views besides timeline, graph and statistics, in the order of their tabs. */
export const moreViews = ["flame", "spans", "events", "json"] as const;
type MoreView = (typeof moreViews)[number];

const pages = {
  flame: FlamePage,
  spans: SpansPage,
  events: EventsPage,
  json: JsonPage,
} as const;

const nearest: ScrollIntoViewOptions = { block: "nearest", inline: "nearest" };

export function MoreTab({ name, view }: { readonly name: MoreView; readonly view: string }) {
  const { tabs } = useMessages().views;
  const tab = useRef<HTMLElement>(null);
  // A link may lead to a tab that a narrow window has no room for.
  const isActive = view === name;
  useEffect(() => {
    if (!isActive) return undefined;
    let left = false;
    // The page would be laid out once more if it were asked for in the midst of a task.
    void trackActivity(browserRendered()).then(() => left || tab.current?.scrollIntoView(nearest));
    return () => {
      left = true;
    };
  }, [isActive]);
  return (
    <Tabs.Tab ref={tab} value={name} className={styles.tab}>
      {tabs[name]}
    </Tabs.Tab>
  );
}

/** The panels of these views. */
export function MorePanels(props: ViewProps) {
  return moreViews.map((name) => {
    const Page = pages[name];
    return (
      <Tabs.Panel key={name} value={name} className={styles.panel} tabIndex={-1}>
        <Suspense fallback={<PagePending />}>
          <Page {...props} />
        </Suspense>
      </Tabs.Panel>
    );
  });
}
