import { useRouter } from "@tanstack/react-router";
import { useMemo } from "react";
import type { LoadedTrace } from "@/engine/trace-engine";
import type { SpanActions } from "@/features/span-detail/span-actions";
import type { SpanIndex } from "@/model/indexes";
import type { SpanView } from "@/model/span-view";
import { useInherited } from "@/queries/span-context";
import { parametersOf } from "@/lib/link-patterns";
import { canonicalParams, customLookback } from "@/state/search-params";
import { configuredLinkPatterns } from "./configured-links";
import { excludeText, findText } from "./find-text";
import { inheritedText, linksOfSpan, spanParameter } from "./pattern-links";
import type { TraceUrl } from "./use-trace-url";

/** Around a trace, this much is searched for others like it, in microseconds. */
const aroundMicros = 3_600_000_000n;

const noneInherited: ReadonlyMap<string, string> = new Map();

/** How the URL says that bars are coloured by an attribute. */
const byAttribute = "attribute:";

/** What can be done with a value of a span on the page of its trace. */
export function useSpanActions(
  trace: LoadedTrace,
  span: SpanIndex,
  view: SpanView | undefined,
  url: TraceUrl,
): SpanActions {
  const { core } = trace;
  const linksOf = useLinksOf(trace, span, view);
  const router = useRouter();
  const { push, replace, params } = url;
  const { source, uiFind = "", color, view: shownView } = params;
  const service = view?.service ?? "";
  return useMemo(() => {
    const start = core.epochUnixNano / 1000n;
    const end = (core.epochUnixNano + BigInt(Math.ceil(core.durationNs))) / 1000n;
    const earliest = start > aroundMicros ? start - aroundMicros : 0n;
    const target = (key: string, value: string) =>
      ({
        to: "/search",
        search: {
          ...canonicalParams({
            ...(service === "" ? {} : { service }),
            tags: `{${JSON.stringify(key)}:${JSON.stringify(value)}}`,
            start: Number(earliest),
            end: Number(end + aroundMicros),
            lookback: customLookback,
          }),
          ...(source === undefined ? {} : { source }),
        },
      }) as const;
    return {
      linksOf,
      onFind: (key, value) => replace({ uiFind: findText(key, value) }),
      ...(shownView === undefined && {
        onFilter: (key, value) => push({ uiFind: findText(key, value), only: "1" }),
        onColor: (key) => replace({ color: key === undefined ? key : `${byAttribute}${key}` }),
        colorKey: color?.startsWith(byAttribute) ? color.slice(byAttribute.length) : undefined,
      }),
      onExclude: (key, value) => replace({ uiFind: excludeText(uiFind, key, value) }),
      searchHref: (key, value) =>
        router.history.createHref(router.buildLocation(target(key, value)).publicHref),
      onSearch: (key, value) => {
        url.flush();
        void router.navigate(target(key, value));
      },
    };
  }, [core, linksOf, service, source, uiFind, color, shownView, router, push, replace, url]);
}

/** The configured links of a span's attributes. */
function useLinksOf(trace: LoadedTrace, span: SpanIndex, view: SpanView | undefined) {
  const patterns = configuredLinkPatterns();
  const missing = useMemo(() => {
    if (!view || patterns.patterns.length === 0) return [];
    const context = { core: trace.core, view, inherited: noneInherited };
    return [...parametersOf(patterns.patterns)].filter(
      (name) => spanParameter(context, name) === undefined,
    );
  }, [trace, view, patterns]);
  const read = (above: SpanView, name: string) => view && inheritedText(above, name, view);
  const inherited = useInherited(trace, span, missing, read);
  return useMemo(
    () =>
      view && patterns.patterns.length > 0
        ? linksOfSpan(patterns, { core: trace.core, view, inherited }, document.baseURI)
        : undefined,
    [trace, view, patterns, inherited],
  );
}
