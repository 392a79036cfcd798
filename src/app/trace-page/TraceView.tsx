import { Tabs } from "@base-ui/react/tabs";
import {
  Suspense,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
  type RefObject,
} from "react";
import { useStore } from "zustand";
import type { LoadedTrace } from "@/engine/trace-engine";
import { Minimap } from "@/features/minimap/Minimap";
import { FindBar } from "@/features/waterfall/FindBar";
import type { Timeline } from "@/features/waterfall/timeline-commands";
import { TimelineTools } from "@/features/waterfall/TimelineTools";
import type { MenuPlace } from "@/features/waterfall/RowMenu";
import type { ViewCommand } from "@/features/waterfall/view-commands";
import type { PanelName, ViewControls } from "@/features/waterfall/view-controls";
import { reveal } from "@/features/waterfall/timeline-commands";
import { Waterfall } from "@/features/waterfall/Waterfall";
import type { WaterfallRowsHandle } from "@/features/waterfall/WaterfallRows";
import { useMessages } from "@/i18n/I18nProvider";
import { browserIdle } from "@/lib/browser-idle";
import type { SpanIndex } from "@/model/indexes";
import { useSpanMarks } from "@/queries/analysis";
import { usePrefetchSpan } from "@/queries/trace";
import { embedding } from "@/state/embedding";
import { setPreferences, usePreferences } from "@/state/preferences-store";
import { siteSettings } from "@/state/site-settings";
import { changesTimeline } from "@/state/timeline-params";
import { shortText } from "@/trace-ui/short-text";
import { Button } from "@/widgets/Button";
import { LaidOutLast } from "@/widgets/LaidOutLast";
import { lazyComponent } from "@/widgets/lazy-component";
import { SplitPane } from "@/widgets/SplitPane";
import { Busy } from "@/widgets/Busy";
import { PagePending } from "../PagePending";
import { MorePanels, MoreTab, moreViews } from "./MoreViews";
import { formatSpanParam } from "./span-param";
import { spanPin } from "./span-pin";
import { runViewCommand } from "./run-view-command";
import styles from "./TraceView.module.css";
import { UnseenParts } from "./UnseenParts";
import { useCompareSubtree } from "./use-compare-subtree";
import { useMediaQuery } from "./use-media-query";
import { useSelection } from "./use-selection";
import { useShownTrace } from "./use-shown-trace";
import { useTimes } from "./use-times";
import { useTimelineKeys } from "./use-timeline-keys";
import { useTimelineUrl, useTraceUrl } from "./use-trace-url";

// What a plain timeline does not need is not downloaded for it.
const { Component: TimelineLook } = lazyComponent(
  async () => (await import("./timeline/TimelineLook")).TimelineLook,
);
const { Component: TraceGraph } = lazyComponent(
  async () => (await import("./TraceGraph")).TraceGraph,
);
const { Component: Statistics } = lazyComponent(
  async () => (await import("@/features/statistics/StatisticsView")).StatisticsView,
);
const { Component: RowMenu } = lazyComponent(
  async () => (await import("@/features/waterfall/RowMenu")).RowMenu,
);
const { Component: SkewStrip } = lazyComponent(
  async () => (await import("./timeline/SkewStrip")).SkewStrip,
);
const { Component: MeasureStrip } = lazyComponent(
  async () => (await import("./timeline/MeasureStrip")).MeasureStrip,
);
const { Component: PinnedDock } = lazyComponent(
  async () => (await import("./PinnedDock")).PinnedDock,
);

const { Component: SpanPanel, preload: preloadSpanPanel } = lazyComponent(
  async () => (await import("./SpanPanel")).SpanPanel,
);

const viewNames = ["timeline", "graph", "statistics", ...moreViews] as const;
const narrowestPanel = 280;
const narrowestTimeline = 280;

export interface TraceViewProps {
  /** When another reading of the trace comes, the view goes over to it and stays as it is. */
  readonly trace: LoadedTrace;
  /** False while more of it is to come. */
  readonly settled: boolean;
  readonly onRefresh: (() => void) | undefined;
  /** Is given the timeline that is shown. */
  readonly timelineRef: RefObject<Timeline | undefined>;
}

/** A loaded trace with spans: its views, and the details of the selected span beside them. */
export function TraceView({ trace: asRead, settled, onRefresh, timelineRef }: TraceViewProps) {
  const words = useMessages().trace;
  const statisticsWords = useMessages().timeline.statistics;
  const url = useTraceUrl();
  const view = viewNames.find((name) => name === url.params.view) ?? "timeline";
  const times = useTimes({ trace: asRead, settled }, url.params.skew !== undefined);
  const { trace } = times;
  const rows = useRef<WaterfallRowsHandle>(null);
  const shown = useShownTrace(times, url.params, rows);
  const { timeline } = shown;
  useEffect(() => {
    timelineRef.current = timeline;
  }, [timeline, timelineRef]);
  useTimelineUrl(shown, url);
  const { selected, unknown, select, goTo, linkHref, follow } = useSelection(timeline, url);
  const compareSubtree = useCompareSubtree(timeline.core);
  const sheet = useMediaQuery("(max-width: 600px)");
  const detailPanelPx = usePreferences((preferences) => preferences.detailPanelPx);
  const find = useRef<HTMLInputElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const focusPanel = useCallback(
    () => panel.current?.querySelector<HTMLElement>("h2")?.focus({ preventScroll: true }),
    [],
  );

  const focusRows = useCallback(() => rows.current?.focus(), []);
  const focusFind = useCallback(() => {
    find.current?.focus();
    find.current?.select();
  }, []);
  const wantsPanel = useRef(false);
  const place = usePreferences(({ detailPlace }) => detailPlace) ?? siteSettings().detailPlace;
  const togglePlace = () => {
    wantsPanel.current = true;
    setPreferences({ detailPlace: place === "below" ? "side" : "below" });
  };
  // A narrow window shows the details over the timeline, so the focus goes where the eye goes.
  useEffect(() => {
    if (sheet && selected !== undefined) focusPanel();
  }, [sheet, selected, focusPanel]);
  // Their code may come later than they are wanted, and each place has a panel of its own.
  const onPanelShown = () => {
    if (sheet || wantsPanel.current) focusPanel();
    wantsPanel.current = false;
  };
  // The rows come first: details are wanted at once only where the link is to a span.
  const { span: linked } = url.params;
  useEffect(() => {
    const ready = linked === undefined ? browserIdle() : Promise.resolve();
    void ready.then(preloadSpanPanel).catch(() => undefined);
  }, [linked]);
  // What had the focus is gone with the page that a link led away from.
  useEffect(() => {
    if (document.activeElement === document.body && url.params.span !== undefined) focusRows();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- only when the trace has just opened
  }, []);

  // What was selected in another view is in sight in the timeline too.
  const wasElsewhere = useRef(false);
  useEffect(() => {
    if (view !== "timeline") wasElsewhere.current = true;
    else if (wasElsewhere.current) {
      wasElsewhere.current = false;
      if (selected !== undefined) reveal(timeline, selected);
    }
  }, [view, selected, timeline]);

  const prefetchSpan = usePrefetchSpan();
  // Asked for before the URL has changed and the panel is there to ask for it.
  const askFor = (span: SpanIndex) => {
    if (shown.trace === trace) void prefetchSpan(trace.handle, span);
  };
  const onSelect = (span: SpanIndex, byKey: boolean) => {
    askFor(span);
    if (span !== selected) select(span);
    else if (byKey) focusPanel();
  };
  const wantsRows = useRef(false);
  const close = useCallback(() => {
    if (selected === undefined) return false;
    select(undefined);
    // The panel goes with the next commit; its focus returns to the row it belongs to.
    wantsRows.current = true;
    return true;
  }, [selected, select]);
  useEffect(() => {
    if (selected !== undefined || !wantsRows.current) return;
    wantsRows.current = false;
    focusRows();
  }, [selected, focusRows]);
  const [openPanel, setOpenPanel] = useState<PanelName>();
  const closeNext = useCallback(() => {
    if (openPanel === undefined) return close();
    // Its code may still be on its way, so that it cannot hear the key itself.
    setOpenPanel(undefined);
    return true;
  }, [openPanel, close]);
  const controls = useMemo<ViewControls>(
    () => ({ timeline, params: url.params, change: url.replace, step: url.push, goTo }),
    [timeline, url, goTo],
  );
  const measure = useStore(timeline.viewport, (state) => state.measure);
  const [menu, setMenu] = useState<MenuPlace>();
  const marks = useSpanMarks(shown.settled && shown.trace === trace ? trace.handle : undefined);
  const runView = useCallback(
    (command: ViewCommand) => runViewCommand(command, { controls, url, openPanel: setOpenPanel }),
    [controls, url],
  );
  useTimelineKeys(timeline, {
    active: view === "timeline",
    focusFind,
    close: closeNext,
    refresh: onRefresh,
    runView,
  });

  const isBelow = place === "below" && !sheet;
  const details =
    selected === undefined ? undefined : (
      <div ref={panel} className={styles.details}>
        <Suspense fallback={<PagePending />}>
          <SpanPanel
            trace={shown.trace}
            isReplaced={shown.trace !== trace}
            span={selected}
            url={url}
            viewport={timeline.viewport}
            onSelect={goTo}
            onClose={close}
            linkHref={linkHref}
            onFollow={follow}
            place={view === "timeline" && !sheet ? { isBelow, toggle: togglePlace } : undefined}
            onShown={onPanelShown}
          />
        </Suspense>
      </div>
    );
  const withDetails = (main: ReactNode, side: ReactNode = details) => (
    <SplitPane
      sheet={sheet}
      label={words.timeline.resizeDetails}
      sidePx={detailPanelPx}
      minSidePx={narrowestPanel}
      minMainPx={narrowestTimeline}
      onResize={(px) => setPreferences({ detailPanelPx: px })}
      main={main}
      side={side ?? undefined}
    />
  );

  return (
    <Tabs.Root
      value={view}
      onValueChange={(next: string) => url.push({ view: next === "timeline" ? undefined : next })}
      className={styles.view}
    >
      <div className={styles.bar}>
        <Tabs.List aria-label={words.views.label} className={styles.tabs}>
          <Tabs.Tab value="timeline" className={styles.tab}>
            {words.views.timeline}
          </Tabs.Tab>
          <MoreTab name="flame" view={view} />
          <Tabs.Tab value="graph" className={styles.tab}>
            {words.views.graph}
          </Tabs.Tab>
          <Tabs.Tab value="statistics" className={styles.tab}>
            {statisticsWords.tab}
          </Tabs.Tab>
          <MoreTab name="spans" view={view} />
          <MoreTab name="events" view={view} />
          <MoreTab name="json" view={view} />
        </Tabs.List>
        <div className={styles.find} hidden={view !== "timeline"}>
          <FindBar
            ref={find}
            timeline={timeline}
            handle={shown.trace.handle}
            initialText={url.params.uiFind ?? ""}
            onChange={(text) => url.later({ uiFind: text === "" ? undefined : text })}
            onLeave={focusRows}
          />
        </div>
        {view === "timeline" && (
          <TimelineTools controls={controls} panel={openPanel} onPanel={setOpenPanel} />
        )}
      </div>
      {unknown !== undefined && shown.settled && (
        <p role="status" className={styles.unknown}>
          {words.spanNotFound(shortText(unknown, 64))}
          <Button size="s" variant="quiet" onClick={() => select(undefined)}>
            {words.dismiss}
          </Button>
        </p>
      )}
      {view === "timeline" && times.skew && (
        <Suspense fallback={<Busy />}>
          <SkewStrip
            core={asRead.core}
            skew={times.skew}
            corrected={times.corrected}
            onCorrect={(corrected) => url.replace({ skew: corrected ? "1" : undefined })}
          />
        </Suspense>
      )}
      {view === "timeline" && measure && (
        <Suspense fallback={<Busy />}>
          <MeasureStrip timeline={timeline} measure={measure} />
        </Suspense>
      )}
      {view === "timeline" && changesTimeline(url.params) && (
        <Suspense fallback={<Busy />}>
          <TimelineLook shown={shown} url={url} goTo={goTo} />
        </Suspense>
      )}
      <Tabs.Panel value="timeline" className={styles.panel} tabIndex={-1}>
        {/* The tabs ask for their size, to scroll to the one that is chosen. */}
        <LaidOutLast>
          {withDetails(
            <>
              {!embedding().hideMinimap && (
                <Minimap core={timeline.core} viewport={timeline.viewport} />
              )}
              <Waterfall
                ref={rows}
                timeline={timeline}
                selected={selected}
                onSelect={onSelect}
                onPress={askFor}
                narrow={sheet}
                marks={marks}
                onMenu={setMenu}
                below={isBelow ? details : undefined}
              />
            </>,
            isBelow ? null : details,
          )}
        </LaidOutLast>
      </Tabs.Panel>
      <Tabs.Panel value="graph" className={styles.panel} tabIndex={-1}>
        <Suspense fallback={<PagePending />}>
          <TraceGraph trace={shown.trace} url={url} sheet={sheet} />
        </Suspense>
      </Tabs.Panel>
      {menu && (
        <Suspense fallback={<Busy />}>
          <RowMenu
            controls={controls}
            place={menu}
            nameOf={(span) => formatSpanParam(timeline.core, span)}
            pinOf={(span) => spanPin(timeline.core, span, url)}
            hrefOf={(span) => {
              const href = linkHref(timeline.core.traceId, formatSpanParam(timeline.core, span));
              return new URL(href, globalThis.location.href).href;
            }}
            onCompare={compareSubtree}
            onClose={() => setMenu(undefined)}
            returnFocus={focusRows}
          />
        </Suspense>
      )}
      <Tabs.Panel value="statistics" className={styles.panel} tabIndex={-1}>
        <Suspense fallback={<PagePending />}>
          <Statistics
            handle={shown.trace.handle}
            by={url.params.by}
            thenBy={url.params.thenBy}
            onGroup={(by, thenBy) => url.replace({ by, thenBy })}
            sort={url.params.groupsBy}
            onSort={(groupsBy) => url.replace({ groupsBy })}
            onFind={(uiFind) => url.push({ uiFind, only: "1", view: undefined })}
          />
        </Suspense>
      </Tabs.Panel>
      <MorePanels
        trace={shown.trace}
        url={url}
        selected={selected}
        onSelect={select}
        goTo={goTo}
        withDetails={withDetails}
      />
      {marks && (
        <UnseenParts
          trace={trace}
          timeline={view === "timeline" ? timeline : undefined}
          hasDetails={selected !== undefined}
          linkHref={linkHref}
        />
      )}
      {url.params.pinned !== undefined && (
        <Suspense fallback={<Busy />}>
          <PinnedDock
            trace={shown.trace}
            isReplaced={shown.trace !== trace}
            url={url}
            selected={selected}
            narrow={sheet}
            goTo={goTo}
            returnFocus={focusRows}
          />
        </Suspense>
      )}
    </Tabs.Root>
  );
}
