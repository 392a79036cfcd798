import { useCallback, useEffect, useRef, useState } from "react";
import { beginActivity } from "@/lib/activity";

/** The URL follows after this long: browsers refuse more than some changes a second. */
const writeAfterMs = 200;

/** How a choice stands in the URL. */
export interface ParamCodec<Value, Param> {
  readonly parse: (param: Param) => Value;
  readonly format: (value: Value) => Param;
  /** Equal for parameters that say the same. */
  readonly textOf: (param: Param) => string;
}

interface State<Value> {
  readonly value: Value;
  /** The URL's parameter as it was last seen, and as it was last written from here. */
  readonly seen: string;
  readonly sent: string;
}

/**
 * A choice that is kept in the URL: it changes at once, and goes into the URL a moment later. The
 * codec has to be one and the same object every time.
 */
export function useLateParam<Value, Param>(
  codec: ParamCodec<Value, Param>,
  param: Param,
  write: (param: Param) => void,
): readonly [Value, (change: (before: Value) => Value) => void] {
  const { parse, format, textOf } = codec;
  const text = textOf(param);
  const [stored, setState] = useState<State<Value>>(() => ({
    value: parse(param),
    seen: text,
    sent: text,
  }));
  let state = stored;
  if (state.seen !== text) {
    state =
      text === state.sent
        ? { ...state, seen: text }
        : { value: parse(param), seen: text, sent: text };
    setState(state);
  }
  const { value, sent } = state;
  const writer = useRef(write);
  useEffect(() => {
    writer.current = write;
  }, [write]);
  useEffect(() => {
    const next = format(value);
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
  }, [format, textOf, value, sent]);
  const change = useCallback(
    (part: (before: Value) => Value) =>
      setState((before) => ({ ...before, value: part(before.value) })),
    [],
  );
  return [value, change];
}
