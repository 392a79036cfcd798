import { useCallback, useEffect, useRef, useState } from "react";
import { beginActivity } from "@/lib/activity";
import { formatResultFilter, parseResultFilter, type ResultFilter } from "@/state/result-filter";

/** The URL follows after this long: browsers refuse more than some changes a second. */
const writeAfterMs = 200;

type Params = readonly string[] | undefined;

interface State {
  readonly filter: ResultFilter;
  /** The URL's parameters as they were last seen, and as they were last written from here. */
  readonly seen: string;
  readonly sent: string;
}

const textOf = (params: Params) => JSON.stringify(params ?? []);

/** The filter on the results: changes at once, and goes into the URL a moment later. */
export function useResultFilter(
  params: Params,
  write: (params: Params) => void,
): readonly [ResultFilter, (change: Partial<ResultFilter>) => void] {
  const text = textOf(params);
  const [stored, setState] = useState<State>(() => ({
    filter: parseResultFilter(params),
    seen: text,
    sent: text,
  }));
  let state = stored;
  if (state.seen !== text) {
    state =
      text === state.sent
        ? { ...state, seen: text }
        : { filter: parseResultFilter(params), seen: text, sent: text };
    setState(state);
  }
  const { filter, sent } = state;
  const writer = useRef(write);
  useEffect(() => {
    writer.current = write;
  }, [write]);
  useEffect(() => {
    const next = formatResultFilter(filter);
    const wanted = textOf(next);
    if (wanted === sent) return undefined;
    const done = beginActivity();
    const timer = setTimeout(() => {
      setState((before) => ({ ...before, sent: wanted }));
      writer.current(next);
      done();
    }, writeAfterMs);
    return () => {
      clearTimeout(timer);
      done();
    };
  }, [filter, sent]);
  const change = useCallback(
    (part: Partial<ResultFilter>) =>
      setState((before) => ({ ...before, filter: { ...before.filter, ...part } })),
    [],
  );
  return [filter, change];
}
