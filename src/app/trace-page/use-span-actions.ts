import { useRouter } from "@tanstack/react-router";
import { useMemo } from "react";
import type { SpanActions } from "@/features/span-detail/span-actions";
import type { TraceCore } from "@/model/trace";
import type { SpanView } from "@/model/span-view";
import { canonicalParams, customLookback } from "@/state/search-params";
import { excludeText, findText } from "./find-text";
import type { TraceUrl } from "./use-trace-url";

/** Around a trace, this much is searched for others like it, in microseconds. */
const aroundMicros = 3_600_000_000n;

/** What can be done with a value of a span on the page of its trace. */
export function useSpanActions(
  core: TraceCore,
  view: SpanView | undefined,
  url: TraceUrl,
): SpanActions {
  const router = useRouter();
  const { replace, params } = url;
  const { source, uiFind = "" } = params;
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
      onFind: (key, value) => replace({ uiFind: findText(key, value) }),
      onExclude: (key, value) => replace({ uiFind: excludeText(uiFind, key, value) }),
      searchHref: (key, value) =>
        router.history.createHref(router.buildLocation(target(key, value)).publicHref),
      onSearch: (key, value) => {
        url.flush();
        void router.navigate(target(key, value));
      },
    };
  }, [core, service, source, uiFind, router, replace, url]);
}
