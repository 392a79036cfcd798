import { useMemo, useRef, useState } from "react";
import { selfTimeOf } from "@/derive/self-time";
import type { LoadedTrace } from "@/engine/trace-engine";
import { childCount } from "@/features/span-detail/relations";
import { PinnedSpans, type PinnedColumn } from "@/features/span-detail/pinned/PinnedSpans";
import { useMessages } from "@/i18n/I18nProvider";
import type { SpanIndex } from "@/model/indexes";
import { spanName, spanService } from "@/model/span-search";
import { useSpanDetail, type SpanDetailResult } from "@/queries/trace";
import { mostPinnedSpans, pinnedNames } from "@/state/pinned-params";
import { setPreferences, usePreferences } from "@/state/preferences-store";
import { Splitter } from "@/widgets/Splitter";
import styles from "./PinnedDock.module.css";
import { spanPin } from "./span-pin";
import { parseSpanParam } from "./span-param";
import type { TraceUrl } from "./use-trace-url";

export interface PinnedDockProps {
  readonly trace: LoadedTrace;
  /** The engine may have freed it: another reading is about to take its place. */
  readonly isReplaced: boolean;
  readonly url: TraceUrl;
  readonly selected: SpanIndex | undefined;
  /** The window is that of a phone. */
  readonly narrow: boolean;
  readonly goTo: (span: SpanIndex) => void;
  /** Where the focus goes when nothing is pinned any more. */
  readonly returnFocus: () => void;
}

const lowest = 120;
/** The views above keep so much at least. */
const leftAbove = 240;

/** Everything about a few spans at once. */
function useDetails(trace: LoadedTrace, spans: readonly SpanIndex[]): readonly SpanDetailResult[] {
  const { handle } = trace;
  // As many as there may be columns: the pinned ones, and the selected one.
  const a = useSpanDetail(handle, spans[0]);
  const b = useSpanDetail(handle, spans[1]);
  const c = useSpanDetail(handle, spans[2]);
  const d = useSpanDetail(handle, spans[3]);
  const e = useSpanDetail(handle, spans[4]);
  return [a, b, c, d, e];
}

/** The pinned spans below the views of a trace, and the selected one beside them. */
export function PinnedDock(props: PinnedDockProps) {
  const { trace, isReplaced, url, selected, narrow, goTo, returnFocus } = props;
  const { core } = trace;
  const words = useMessages().pinned;
  const { pinned, differences } = url.params;
  const height = usePreferences((preferences) => preferences.pinnedPanelPx);
  const box = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(!narrow);
  const { spans, pinnedCount, missing } = useMemo(() => {
    const names = pinnedNames(pinned);
    const found = new Set(names.flatMap((name) => parseSpanParam(core, name) ?? []));
    const all = selected === undefined ? found : new Set([...found, selected]);
    return { spans: [...all], pinnedCount: found.size, missing: names.length - found.size };
  }, [core, pinned, selected]);
  const [a, b, c, d, e] = useDetails(trace, spans);
  const columns = useMemo(
    () =>
      spans.map((span, place): PinnedColumn => {
        const detail = [a, b, c, d, e][place];
        const view = detail?.data;
        return {
          letter: String.fromCharCode(65 + place),
          span,
          service: spanService(core, span),
          name: spanName(core, span),
          isPinned: place < pinnedCount,
          facts: view && {
            view,
            selfTimeNs: selfTimeOf(core.spans, span),
            childCount: childCount(core.spans, span),
          },
          hasFailed: !isReplaced && detail?.problem !== undefined,
        };
      }),
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- results are new objects each time
    [core, spans, pinnedCount, isReplaced, a?.data, b?.data, c?.data, d?.data, e?.data],
  );
  const unpinAll = () => {
    url.replace({ pinned: undefined, differences: undefined });
    returnFocus();
  };
  const toggle = (span: SpanIndex) => {
    const pin = spanPin(core, span, url);
    if (pin.isPinned && pinnedCount + missing === 1) unpinAll();
    else pin.toggle();
  };
  const highest = Math.max(lowest, globalThis.innerHeight - leftAbove);

  return (
    <>
      {isOpen && !narrow && (
        <Splitter
          orientation="horizontal"
          label={words.resize}
          value={Math.min(height, highest)}
          min={lowest}
          max={highest}
          step={16}
          pixelsPerUnit={() => -1}
          onChange={(px, final) => {
            if (box.current) box.current.style.blockSize = `${px}px`;
            if (final) setPreferences({ pinnedPanelPx: Math.round(px) });
          }}
        />
      )}
      <div
        ref={box}
        className={styles.dock}
        data-open={isOpen || undefined}
        style={isOpen && !narrow ? { blockSize: Math.min(height, highest) } : undefined}
      >
        <PinnedSpans
          columns={columns}
          missing={missing}
          onlyDifferences={differences !== undefined}
          onOnlyDifferences={(only) => url.replace({ differences: only ? "1" : undefined })}
          canPin={pinnedCount + missing < mostPinnedSpans}
          onToggle={toggle}
          onGoTo={goTo}
          onUnpinAll={unpinAll}
          isOpen={isOpen}
          onOpen={setOpen}
        />
      </div>
    </>
  );
}
