import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useMemo, useRef } from "react";
import { isWhole, reset, withRange } from "@/canvas/viewport";
import { beginActivity } from "@/lib/activity";
import { formatRange, parseRange, type TraceParams } from "@/state/trace-params";
import { updateViewport } from "@/state/viewport-store";
import { formatRows, parseRows } from "./rows-code";
import type { ShownTrace } from "./shown-trace";

/** Sets of rows that stand in the URL by the names that the view has for them. */
const rowSets = ["collapsed", "opened"] as const;
type RowSet = (typeof rowSets)[number];

/** A gesture is over when nothing has moved for so long. */
const restMs = 250;

/** A change of parameters; undefined takes one out of the URL. */
export type ParamChange = { readonly [Name in keyof TraceParams]?: TraceParams[Name] | undefined };

export interface TraceUrl {
  readonly params: TraceParams;
  /** Changes the view's parameters in place, at once. */
  replace(change: ParamChange): void;
  /** Changes them as a step that Back undoes. */
  push(change: ParamChange): void;
  /**
   * Changes them in place once nothing has changed for a moment. What takes long to put into words
   * is given as a function, by a name: the last one of a name is called then.
   */
  later(change: ParamChange): void;
  later(name: string, change: () => ParamChange): void;
  /** Does now what `later` has put off: before going elsewhere, so that Back finds it. */
  flush(): void;
}

interface Pending {
  readonly change: ParamChange;
  readonly made: Map<string, () => ParamChange>;
  readonly timer: ReturnType<typeof setTimeout>;
}

/** The parameters of the trace page in the URL, and the ways to change them. */
export function useTraceUrl(): TraceUrl {
  const params = useSearch({ from: "/trace/$traceId" });
  const navigate = useNavigate({ from: "/trace/$traceId" });
  const pending = useRef<Pending>(undefined);
  const endActivity = useRef<(() => void) | undefined>(undefined);

  const actions = useMemo(() => {
    const go = (change: ParamChange, replace: boolean) =>
      void navigate({ search: (before) => ({ ...before, ...change }), replace });
    const drop = (): Pending | undefined => {
      const dropped = pending.current;
      clearTimeout(dropped?.timer);
      pending.current = undefined;
      endActivity.current?.();
      endActivity.current = undefined;
      return dropped;
    };
    const take = (): ParamChange => {
      const { change, made } = drop() ?? { change: {} };
      return Object.assign({}, change, ...[...(made?.values() ?? [])].map((make) => make()));
    };
    const flush = () => {
      const change = take();
      if (Object.keys(change).length > 0) go(change, true);
    };
    return {
      drop,
      flush,
      replace: (change: ParamChange) => go({ ...take(), ...change }, true),
      push: (change: ParamChange) => {
        flush();
        go(change, false);
      },
      later: (changeOrName: ParamChange | string, make?: () => ParamChange) => {
        const { change = {}, made = new Map<string, () => ParamChange>() } = pending.current ?? {};
        if (typeof changeOrName !== "string") Object.assign(change, changeOrName);
        else if (make) made.set(changeOrName, make);
        clearTimeout(pending.current?.timer);
        endActivity.current ??= beginActivity();
        pending.current = { change, made, timer: setTimeout(flush, restMs) };
      },
    };
  }, [navigate]);
  // Whoever leaves the page takes its unwritten changes along: they are no other page's.
  useEffect(() => () => void actions.drop(), [actions]);
  return useMemo(() => ({ params, ...actions }), [params, actions]);
}

/**
 * Keeps range, measured range, collapsed rows and opened folds in step with the URL, both ways: what
 * the user does is written once it has come to rest; what the browser's Back and Forward bring is
 * applied. Of a part of a trace nothing is written: its rows and times would mean others in the whole.
 */
export function useTimelineUrl({ timeline, checksum, made }: ShownTrace, url: TraceUrl): void {
  const { core, view, viewport } = timeline;
  const { params, later } = url;
  const known = useRef({
    range: params.range,
    collapsed: params.collapsed,
    opened: params.opened,
    measure: params.measure,
  });

  useEffect(() => {
    if (checksum === undefined) return undefined;
    const writeRange = () => {
      const v = viewport.getState().viewport;
      const range = isWhole(v) ? undefined : formatRange(v);
      if (range === known.current.range) return;
      known.current.range = range;
      later({ range });
    };
    const rowsNow = (name: RowSet): ParamChange => {
      const code = formatRows(view.getState()[name], core.spans, checksum);
      if (code === known.current[name]) return {};
      known.current[name] = code;
      return { [name]: code };
    };
    const writeMeasure = () => {
      const range = viewport.getState().measure;
      const measure = range && formatRange(range);
      if (measure === known.current.measure) return;
      known.current.measure = measure;
      later({ measure });
    };
    writeMeasure();
    // What was done to the reading before stands in the URL as it was there, or not yet.
    if (!made.range) writeRange();
    for (const name of rowSets) {
      const change = made[name] ? {} : rowsNow(name);
      if (Object.keys(change).length > 0) later(change);
    }
    const stops = [
      viewport.subscribe((now, before) => {
        const [a, b] = [now.viewport, before.viewport];
        if (a.startNs !== b.startNs || a.endNs !== b.endNs) writeRange();
        if (now.measure !== before.measure) writeMeasure();
      }),
      view.subscribe((now, before) => {
        for (const name of rowSets) {
          // Not before the rows are drawn: of a million spans it takes longer than a frame.
          if (now[name] !== before[name]) later(name, () => rowsNow(name));
        }
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [core, view, viewport, checksum, made, later]);

  useEffect(() => {
    if (params.range === known.current.range) return;
    known.current.range = params.range;
    const range = parseRange(params.range);
    updateViewport(viewport, (v) => (range ? withRange(v, range.startNs, range.endNs) : reset(v)));
  }, [params.range, viewport]);

  useEffect(() => {
    if (params.measure === known.current.measure) return;
    known.current.measure = params.measure;
    viewport.setState({ measure: parseRange(params.measure) });
  }, [params.measure, viewport]);

  const { collapsed, opened } = params;
  useEffect(() => {
    const codes = { collapsed, opened };
    for (const name of rowSets) {
      if (codes[name] === known.current[name]) continue;
      known.current[name] = codes[name];
      view.setState({ [name]: parseRows(codes[name], core.spans, checksum) });
    }
  }, [collapsed, opened, view, core, checksum]);
}
