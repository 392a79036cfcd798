import { Link, useNavigate } from "@tanstack/react-router";
import { createContext, use, useCallback, type ReactNode } from "react";
import { useSource } from "@/queries/source-context";
import { markedSpan } from "@/state/search-params";
import { comparisonPath } from "./trace-path";

/** The `span` parameters of the search page: spans to select when a trace is opened. */
const MarkedSpans = createContext<readonly string[]>([]);
export const MarkedSpansProvider = MarkedSpans;

const selection = (marked: readonly string[], traceId: string) => {
  const span = markedSpan(marked, traceId);
  return span === undefined ? {} : { span };
};

/** What the address of a trace needs where the files are searched beside a server. */
function useOwnSource(): (traceId: string) => OwnSource {
  const { isInFiles } = useSource();
  return useCallback((traceId) => (isInFiles?.(traceId) ? { source: "files" } : {}), [isInFiles]);
}

/** A link from the result list to a trace. The router keeps the source in it. */
export function ResultTraceLink(props: {
  readonly traceId: string;
  readonly className: string | undefined;
  readonly title: string;
  readonly children: ReactNode;
}) {
  const { traceId, className, title, children } = props;
  const marked = use(MarkedSpans);
  const ownSource = useOwnSource();
  return (
    <Link
      to="/trace/$traceId"
      params={{ traceId }}
      search={{ ...selection(marked, traceId), ...ownSource(traceId) }}
      // Thousands of links pass under the pointer; the chunk behind them is one.
      preload={false}
      className={className}
      title={title}
    >
      {children}
    </Link>
  );
}

interface OwnSource {
  readonly source?: "files";
}

const sourcesOfSides = (a: OwnSource, b: OwnSource) => ({
  ...(a.source && { sourceA: a.source }),
  ...(b.source && { sourceB: b.source }),
});

/** Opens a trace, or two of them side by side, with others that were chosen at hand. */
export function useOpenTrace(marked: readonly string[]): {
  readonly openTrace: (traceId: string) => void;
  readonly compare: (chosen: readonly string[]) => void;
} {
  const navigate = useNavigate();
  const ownSource = useOwnSource();
  const openTrace = useCallback(
    (traceId: string) =>
      void navigate({
        to: "/trace/$traceId",
        params: { traceId },
        search: { ...selection(marked, traceId), ...ownSource(traceId) },
      }),
    [navigate, marked, ownSource],
  );
  const compare = useCallback(
    (chosen: readonly string[]) => {
      const [a = "", b = ""] = chosen;
      void navigate({
        to: "/trace/$traceId",
        params: { traceId: comparisonPath(a, b) },
        search: {
          ...sourcesOfSides(ownSource(a), ownSource(b)),
          // What else was chosen is looked for in the source of the page.
          ...(chosen.length > 2 && { cohort: chosen.filter((one) => !ownSource(one).source) }),
        },
      });
    },
    [navigate, ownSource],
  );
  return { openTrace, compare };
}
