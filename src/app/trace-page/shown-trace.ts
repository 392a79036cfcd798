import { reset, withRange, type Viewport } from "@/canvas/viewport";
import type { LoadedTrace } from "@/engine/trace-engine";
import type { RowCarrier } from "@/features/waterfall/carry-rows";
import {
  anchorsOf,
  carryOpenRows,
  carryView,
  type Attention,
  type OpenRows,
} from "@/features/waterfall/carry-view";
import type { Timeline } from "@/features/waterfall/timeline-commands";
import type { BitSet } from "@/lib/bitset";
import { ns } from "@/lib/units";
import { spanIndex } from "@/model/indexes";
import { traceChecksum } from "@/state/collapsed-code";
import { parseRange, type TraceParams } from "@/state/trace-params";
import { createTraceViewStore } from "@/state/trace-view-store";
import { createViewportStore, updateViewport } from "@/state/viewport-store";
import { parseRows } from "./rows-code";
import { parseSpanParam } from "./span-param";

/** A reading of a trace that is to be shown. */
export interface Reading {
  readonly trace: LoadedTrace;
  /** All has arrived that will, so that rows and times can be linked to. */
  readonly settled: boolean;
}

/** A reading that is being shown, and how. */
export interface ShownTrace extends Reading {
  readonly timeline: Timeline;
  /** See `traceChecksum`; undefined for one that is not settled. */
  readonly checksum: number | undefined;
  /** What the URL has made of the view; undefined for what came from the reading before. */
  readonly made: {
    readonly range: Pick<Viewport, "startNs" | "endNs"> | undefined;
    readonly collapsed: BitSet | undefined;
    readonly opened: BitSet | undefined;
  };
}

/** Shows a trace as the URL says. */
export function openReading(reading: Reading, params: TraceParams): ShownTrace {
  const { trace, settled } = reading;
  const { core } = trace;
  const checksum = settled ? traceChecksum(core.spans) : undefined;
  const viewport = createViewportStore(ns(core.durationNs));
  updateViewport(viewport, linkedRange(params));
  viewport.setState({ measure: parseRange(params.measure) });
  const collapsed = parseRows(params.collapsed, core.spans, checksum);
  const opened = parseRows(params.opened, core.spans, checksum);
  const cursor = parseSpanParam(core, params.span) ?? spanIndex(0);
  const timeline = {
    core,
    viewport,
    view: createTraceViewStore(core.spans.length, { collapsed, opened, cursor }),
  };
  return {
    ...reading,
    timeline,
    checksum,
    made: madeOf(timeline, { range: true, collapsed: true, opened: true }),
  };
}

/** What of a view is still as its link has made it, and is to be made so of more of the trace. */
function asLinked({ timeline, made, settled }: ShownTrace) {
  const { viewport } = timeline.viewport.getState();
  const { collapsed, opened } = timeline.view.getState();
  return {
    range:
      !settled && made.range?.startNs === viewport.startNs && made.range.endNs === viewport.endNs,
    collapsed: !settled && made.collapsed === collapsed,
    opened: !settled && made.opened === opened,
  };
}

interface RowOptions {
  readonly params: TraceParams;
  /** Of `rowsOfView`, done. */
  readonly carrier: RowCarrier;
  /** Of the new reading, if it is settled. */
  readonly checksum: number | undefined;
}

/** The rows that another reading is shown with: the larger part of `replaceReading`, done before. */
export function openRowsOf(before: ShownTrace, { trace }: Reading, options: RowOptions): OpenRows {
  const { params, carrier, checksum } = options;
  const { spans } = trace.core;
  const linked = asLinked(before);
  return carryOpenRows(before.timeline, trace.core, carrier, {
    ...(linked.collapsed && { collapsed: parseRows(params.collapsed, spans, checksum) }),
    ...(linked.opened && { opened: parseRows(params.opened, spans, checksum) }),
  });
}

export interface ReplaceOptions extends RowOptions {
  /** Of `openRowsOf`, for the rows as they are. */
  readonly openRows: OpenRows;
  /** The focus is in the rows. */
  readonly focused: boolean;
}

/**
 * Shows another reading of a trace as the one before was shown. What a link says of the whole trace
 * could not be done with a part of it: it is done as more comes, unless the user has done otherwise.
 */
export function replaceReading(
  before: ShownTrace,
  reading: Reading,
  options: ReplaceOptions,
): ShownTrace {
  const { params, carrier, openRows, checksum, focused } = options;
  const { timeline, settled } = before;
  const { viewport: v, pointer } = timeline.viewport.getState();
  const linked = asLinked(before);
  const attention: Attention = {
    selected: parseSpanParam(timeline.core, params.span),
    focused,
  };
  // Nobody has looked for anything yet: a trace is read from its top.
  const atTop = !settled && v.scrollTop === 0 && !pointer && !focused;
  const anchors = anchorsOf(timeline, attention);
  const next = carryView(timeline, reading.trace.core, {
    carrier,
    openRows,
    anchors: atTop ? anchors.filter(({ span }) => span === attention.selected) : anchors,
    linkedRange: linked.range ? linkedRange(params) : undefined,
  });
  // What is measured in a part is not kept: a link has measured in the whole.
  if (!settled) next.viewport.setState({ measure: parseRange(params.measure) });
  return { ...reading, timeline: next, checksum, made: madeOf(next, linked) };
}

function madeOf(
  { view, viewport }: Timeline,
  is: { readonly range: boolean; readonly collapsed: boolean; readonly opened: boolean },
): ShownTrace["made"] {
  return {
    range: is.range ? viewport.getState().viewport : undefined,
    collapsed: is.collapsed ? view.getState().collapsed : undefined,
    opened: is.opened ? view.getState().opened : undefined,
  };
}

/** The time in sight that a URL names. */
const linkedRange =
  (params: TraceParams) =>
  (v: Viewport): Viewport => {
    const range = parseRange(params.range);
    return range ? withRange(v, range.startNs, range.endNs) : reset(v);
  };
