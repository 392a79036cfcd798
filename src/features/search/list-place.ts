import { useLayoutEffect, useRef } from "react";
import type { TraceSummary } from "@/model/trace-summary";

/** Where one is in a list. */
export interface ListPlace {
  readonly scrollPx: number;
  /** The row that has the keyboard's focus. */
  readonly focused: number | undefined;
}

/** Where one was when the last list went away: who comes back to the same one goes on there. */
let left: (ListPlace & { readonly key: string }) | undefined;

/** What tells a list from others: its order and filter, and the traces that it is of. */
export const listKey = (viewKey: string, all: readonly TraceSummary[]): string =>
  [viewKey, all.length, all[0]?.traceId, all.at(-1)?.traceId].join(" ");

/**
 * Keeps one's place in a list while another page is shown: a trace is opened from it, and the next
 * one is to be chosen after that.
 *
 * @returns whether the place has been gone back to, until the list is another one
 */
export function useListPlace(
  key: string,
  now: () => ListPlace,
  goBack: (place: ListPlace) => void,
): { readonly current: boolean } {
  const latest = useRef({ key, now });
  const isBack = useRef(false);
  useLayoutEffect(() => {
    latest.current = { key, now };
  });
  useLayoutEffect(() => {
    const place = left?.key === key ? left : undefined;
    isBack.current = place !== undefined;
    if (!place) return;
    left = undefined;
    goBack(place);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once for each list
  }, [key]);
  useLayoutEffect(
    () => () => {
      left = { key: latest.current.key, ...latest.current.now() };
    },
    [],
  );
  return isBack;
}
