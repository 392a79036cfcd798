import { useDeferredValue, useMemo } from "react";
import { useStore } from "zustand";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import { hiddenCount, hiddenServiceCount } from "@/features/waterfall/timeline-layout";
import { spanIndex, type SpanIndex } from "@/model/indexes";
import { hidesSpans, withoutFilters } from "@/state/timeline-params";
import { Button } from "@/widgets/Button";
import type { ShownTrace } from "../shown-trace";
import type { TraceUrl } from "../use-trace-url";
import { FocusPath } from "./FocusPath";
import { Legend } from "./Legend";
import { PathStrip } from "./PathStrip";
import { RepeatsStrip } from "./RepeatsStrip";
import styles from "./TimelineLook.module.css";
import { useTimelineLook, type TimelineFacts } from "./use-timeline-look";

export interface TimelineLookProps {
  readonly shown: ShownTrace;
  readonly url: TraceUrl;
  readonly goTo: (span: SpanIndex) => void;
}

/** Makes the timeline look as the URL says, and says in words what that comes to. */
export function TimelineLook({ shown, url, goTo }: TimelineLookProps) {
  const facts = useTimelineLook(shown, url.params);
  const { core } = shown.timeline;
  return (
    <>
      {facts.focus !== undefined && (
        <FocusPath core={core} focus={facts.focus} url={url}>
          {!hidesSpans(url.params) && <HiddenMatches shown={shown} />}
        </FocusPath>
      )}
      {hidesSpans(url.params) && <FilterNotice shown={shown} url={url} facts={facts} />}
      {url.params.repeats !== undefined && <RepeatsStrip shown={shown} folds={facts.folds} />}
      {url.params.color !== undefined && facts.coloring && (
        <Legend
          by={url.params.color}
          coloring={facts.coloring}
          onFind={(uiFind) => url.push({ uiFind, only: "1" })}
        />
      )}
      {url.params.critical !== undefined && (
        <PathStrip
          core={core}
          path={facts.path}
          root={facts.focus ?? spanIndex(Math.max(0, core.rootSpan))}
          url={url}
          goTo={goTo}
        />
      )}
    </>
  );
}

/** How many of the spans that "Find in trace" has found have no row; nothing where all have. */
function HiddenMatches({ shown }: { readonly shown: ShownTrace }) {
  const { core, view } = shown.timeline;
  const words = useMessages().timeline.filter;
  const formats = useFormats();
  const matches = useStore(view, (state) => state.find.matches);
  // After the rows, in a rendering of its own.
  const layout = useDeferredValue(useStore(view, (state) => state.layout));
  const hidden = useMemo(() => hiddenCount(core, layout, matches), [core, layout, matches]);
  if (hidden === 0) return null;
  return (
    <span className={styles.reason}>
      {words.hiddenMatches(hidden, formats.number(matches.length))}
    </span>
  );
}

/** How many spans a filter leaves, why, and the way back to all of them. */
function FilterNotice(props: {
  readonly shown: ShownTrace;
  readonly url: TraceUrl;
  readonly facts: TimelineFacts;
}) {
  const { shown, url, facts } = props;
  const { params } = url;
  const { core } = shown.timeline;
  const words = useMessages().timeline.filter;
  const rowWords = useMessages().rows.filter;
  const formats = useFormats();
  const { rows } = facts;
  const hiddenServices = hiddenServiceCount(core, params.svcFilter);
  const reasons = [
    params.filter && words.quick[params.filter],
    params.only && words.reasons.only,
    params.minSpan && words.reasons.minSpan(params.minSpan),
    hiddenServices > 0 && words.reasons.services(hiddenServices),
    rows && rows.prunedCount > 0 && words.pruned(rows.prunedCount),
    rows && rows.elidedCount > 0 && rowWords.elided(rows.elidedCount),
  ].filter((reason) => typeof reason === "string");
  return (
    <div className={styles.strip}>
      <p role="status" className={styles.text}>
        {rows === undefined ? (
          words.working
        ) : (
          <>
            <strong>
              {rows.wantedCount === 0
                ? words.none
                : words.showing(formats.number(rows.wantedCount), formats.number(rows.total))}
            </strong>
            {reasons.map((reason) => (
              <span key={reason} className={styles.reason}>
                {reason}
              </span>
            ))}
            <HiddenMatches shown={shown} />
          </>
        )}
      </p>
      <Button size="s" variant="quiet" onClick={() => url.replace(withoutFilters)}>
        {words.showAll}
      </Button>
    </div>
  );
}
