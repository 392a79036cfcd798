import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useStore } from "zustand";
import type { ChosenRows } from "@/derive/choose-rows";
import {
  colorsByAttribute,
  colorsByKind,
  colorsBySelfTime,
  colorsByStatus,
  type BarColoring,
} from "@/features/waterfall/bar-coloring";
import { gapLimit } from "@/features/waterfall/gap-limit";
import { holdRows } from "@/features/waterfall/hold-rows";
import { filteredRows } from "@/features/waterfall/timeline-layout";
import { ns } from "@/lib/units";
import { spanIndex, type SpanIndex } from "@/model/indexes";
import {
  useAttributeGroups,
  useCriticalPath,
  useSelfTimes,
  type CriticalPathResult,
} from "@/queries/analysis";
import { hasManyRoots } from "@/model/span-search";
import type { RepeatFolds } from "@/model/repeat-folds";
import type { TraceCore } from "@/model/trace";
import { useRepeats } from "@/queries/repeats";
import { usePreferences } from "@/state/preferences-store";
import { allRows, plainLook, type RowLayout } from "@/state/timeline-look";
import { hidesSpans } from "@/state/timeline-params";
import type { TraceParams } from "@/state/trace-params";
import type { ShownTrace } from "../shown-trace";
import { parseSpanParam } from "../span-param";

export interface TimelineFacts {
  readonly focus: SpanIndex | undefined;
  readonly path: CriticalPathResult;
  /** Undefined where nothing is hidden, and while it is being found out. */
  readonly rows: ChosenRows | undefined;
  /** Undefined where bars are coloured by service. */
  readonly coloring: BarColoring | undefined;
  /** Undefined where nothing is folded, and while it is being found out. */
  readonly folds: RepeatFolds | undefined;
}

/** Makes the timeline look as the URL says, with the figures that it takes. */
export function useTimelineLook(shown: ShownTrace, params: TraceParams): TimelineFacts {
  const { timeline, trace } = shown;
  const { core, view } = timeline;
  const { handle } = trace;
  const focus = useMemo(() => parseSpanParam(core, params.focus), [core, params.focus]);
  const needsPath = params.critical !== undefined || params.filter === "critical";
  const { color } = params;
  const attribute = color?.startsWith("attribute:") ? color.slice("attribute:".length) : undefined;
  const needsSelf = params.filter === "slowest" || color === "self";
  const path = useCriticalPath(
    needsPath ? handle : undefined,
    focus ?? (hasManyRoots(core) ? "roots" : spanIndex(Math.max(0, core.rootSpan))),
  );
  const { data: selfTimes } = useSelfTimes(needsSelf ? handle : undefined);
  const groups = useAttributeGroups(attribute === undefined ? undefined : handle, attribute);
  const coloring = useMemo((): BarColoring | undefined => {
    if (color === "kind") return colorsByKind(core.spans);
    if (color === "status") return colorsByStatus(core.spans);
    if (color === "self") return selfTimes && colorsBySelfTime(core.spans, selfTimes);
    return attribute === undefined ? undefined : groups && colorsByAttribute(attribute, groups);
  }, [core, color, attribute, selfTimes, groups]);
  const wantsMatches = params.only !== undefined && params.uiFind !== undefined;
  const matches = useStore(view, (state) => (wantsMatches ? state.find.matches : undefined));

  const { filter, only, svcFilter, svcMode, minSpan, minMode } = params;
  const rows = useMemo(() => {
    const wanted = {
      ...(filter && { filter }),
      ...(only && { only }),
      ...(svcFilter && { svcFilter }),
      ...(svcMode && { svcMode }),
      ...(minSpan && { minSpan }),
      ...(minMode && { minMode }),
    };
    if (!hidesSpans(wanted)) return undefined;
    return filteredRows(core, wanted, { focus, path: path.data, selfTimes, matches });
  }, [
    core,
    filter,
    only,
    svcFilter,
    svcMode,
    minSpan,
    minMode,
    focus,
    path.data,
    selfTimes,
    matches,
  ]);

  const zone = usePreferences((preferences) => preferences.timeZone);
  const wantsFolds = params.repeats !== undefined;
  const folds = useRepeats(wantsFolds ? handle : undefined, { rows, focus });
  const wanted = useMemo((): RowLayout => {
    if (rows === undefined && focus === undefined && folds === undefined) return allRows;
    const { shown, context, elided } = rows ?? allRows;
    return { shown, context, elided, focus, folds };
  }, [rows, focus, folds]);
  // Rows do not jump twice: until it is known what shares a row, they stay as they were.
  const [settled, setSettled] = useState(wanted);
  const isSettled = !wantsFolds || folds !== undefined;
  if (isSettled && settled !== wanted) setSettled(wanted);
  const layout = isSettled || !fits(settled, core) ? wanted : settled;
  const look = useMemo(
    () => ({
      ...plainLook,
      path: params.critical ? path.data : undefined,
      selfTime: params.self !== undefined,
      colors: coloring?.colors,
      clock: params.clock && zone,
      gapNs: params.gaps ? gapLimit(ns(core.durationNs)) : undefined,
    }),
    [params.critical, params.self, params.gaps, params.clock, path.data, core, coloring, zone],
  );
  // Before the browser paints: rows that are not wanted are never seen.
  const selected = useMemo(() => parseSpanParam(core, params.span), [core, params.span]);
  const latest = useRef(selected);
  useLayoutEffect(() => {
    latest.current = selected;
  }, [selected]);
  useLayoutEffect(
    () => holdRows(timeline, () => view.setState({ layout }), latest.current),
    [timeline, view, layout],
  );
  useLayoutEffect(() => view.setState({ look }), [view, look]);
  useEffect(
    () => () =>
      holdRows(timeline, () => view.setState({ layout: allRows, look: plainLook }), latest.current),
    [timeline, view],
  );
  return { focus, path, rows, coloring, folds };
}

/** True when a layout is for the rows of a trace, and not for another reading of it. */
const fits = ({ shown, folds }: RowLayout, { spans }: TraceCore): boolean =>
  (shown === undefined || shown.size === spans.length) &&
  (folds === undefined || folds.ofSpan.length === spans.length);
