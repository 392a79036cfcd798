import type { SpanIndex } from "@/model/indexes";
import type { TraceCore } from "@/model/trace";
import { mostPinnedSpans, pinnedNames, togglePinned, type SpanPin } from "@/state/pinned-params";
import { formatPinName } from "./span-param";
import type { TraceUrl } from "./use-trace-url";

/** A span's place among the pinned ones, which the URL has. */
export function spanPin(core: TraceCore, span: SpanIndex, url: TraceUrl): SpanPin {
  const { pinned } = url.params;
  const names = pinnedNames(pinned);
  const name = formatPinName(core, span);
  return {
    isPinned: names.includes(name),
    isFull: names.length >= mostPinnedSpans,
    toggle: () => url.replace({ pinned: togglePinned(pinned, name) }),
  };
}
