import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Suspense, useCallback, useEffect, useMemo } from "react";
import {
  ComparisonView,
  type ComparisonChange,
  type ComparisonMode,
} from "@/features/compare/ComparisonView";
import { type Compared, spansInRow } from "@/features/compare/compared";
import type { GraphChange } from "@/features/dependencies/graph-links";
import { useMessages } from "@/i18n/I18nProvider";
import { lazyComponent } from "@/widgets/lazy-component";
import { PagePending } from "../PagePending";
import { saveFile } from "../trace-page/export-file";
import { type ComparedRoots, type ShownSide, spanLocation, spanOfWhole } from "./compared-parts";
import { formatSideSpan, parseSideSpan } from "./side-span";

const { Component: GraphComparison } = lazyComponent(
  async () => (await import("./GraphComparison")).GraphComparison,
);

const { Component: FlameMode } = lazyComponent(async () => (await import("./FlameMode")).FlameMode);

type UrlChange = ComparisonChange & { readonly span?: string | undefined };

export interface ShownComparisonProps {
  readonly compared: Compared;
  readonly sides: readonly [ShownSide, ShownSide];
  /** Other subtrees of the two traces are to be compared. */
  readonly onRoots: (roots: ComparedRoots) => void;
}

/** A comparison, with what is seen of it in the URL. */
export function ShownComparison({ compared, sides, onRoots }: ShownComparisonProps) {
  const params = useSearch({ from: "/trace/$traceId" });
  const words = useMessages().compare;
  const navigate = useNavigate({ from: "/trace/$traceId" });
  const onParams = useCallback(
    (change: UrlChange) =>
      void navigate({
        search: (before) => ({ ...before, ...change }),
        // Another way to look at it is a step that Back undoes.
        replace: !("mode" in change),
      }),
    [navigate],
  );
  const onGraph = useCallback(
    (change: GraphChange) =>
      void navigate({
        search: (before) => ({ ...before, ...change }),
        replace: !("graphPick" in change || "graphFocus" in change),
      }),
    [navigate],
  );
  const selected = useMemo(() => rowInUrl(compared, params.span), [compared, params.span]);
  const onSelect = (row: number | undefined) =>
    onParams({ span: row === undefined ? undefined : spanOfRow(compared, row) });
  // A row in the URL that these traces do not have would open the details of another one later.
  const isUnknown = params.span !== undefined && selected === undefined;
  useEffect(() => {
    if (isUnknown) onParams({ span: undefined });
  }, [isUnknown, onParams]);
  // Each is loaded when it is looked at. A further way to show the comparison is a line here.
  const modes: readonly ComparisonMode[] = [
    {
      name: "graph",
      title: words.modes.graph,
      content: (
        <Suspense fallback={<PagePending />}>
          <GraphComparison compared={compared} params={params} onChange={onGraph} />
        </Suspense>
      ),
    },
    {
      name: "flame",
      title: words.modes.flame,
      content: (
        <Suspense fallback={<PagePending />}>
          <FlameMode traces={compared} sides={sides} />
        </Suspense>
      ),
    },
  ];
  return (
    <ComparisonView
      compared={compared}
      params={params}
      onParams={onParams}
      selected={selected}
      onSelect={onSelect}
      onSave={saveFile}
      modes={modes}
      onSubtrees={(a, b) => {
        const [inA, inB] = [spanOfWhole(sides[0], a), spanOfWhole(sides[1], b)];
        onRoots({ a: inA, b: inB });
      }}
      spanLink={(side, span, words) => (
        <Link {...spanLocation(sides[side === "a" ? 0 : 1], span)}>{words}</Link>
      )}
    />
  );
}

function spanOfRow(compared: Compared, row: number): string | undefined {
  for (const side of ["a", "b"] as const) {
    const [span] = spansInRow(compared, side, row);
    if (span !== undefined) return formatSideSpan(compared, { side, span });
  }
  return undefined;
}

function rowInUrl(compared: Compared, text: string | undefined): number | undefined {
  const found = parseSideSpan(compared, text);
  if (found === undefined) return undefined;
  const { offset, spans } = compared.comparison[found.side];
  const at = spans.indexOf(found.span);
  const row = offset.findIndex((from, one) => from <= at && at < (offset[one + 1] ?? 0));
  return row < 0 ? undefined : row;
}
