import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useEffect, useMemo } from "react";
import { ComparisonView, type ComparisonChange } from "@/features/compare/ComparisonView";
import { type Compared, spansInRow } from "@/features/compare/compared";
import { spanIndex } from "@/model/indexes";
import { sourceParam } from "../source-param";
import type { SourceKind } from "../sources";
import { saveFile } from "../trace-page/export-file";
import { formatSpanParam, parseSpanParam } from "../trace-page/span-param";

/** In the URL, spans of B begin with this: both traces may have a span of one id. */
const ofB = "b:";

export interface ShownComparisonProps {
  readonly compared: Compared;
  /** Where A and B come from. */
  readonly sources: readonly [SourceKind, SourceKind];
}

/** A comparison, with what is seen of it in the URL. */
export function ShownComparison({ compared, sources }: ShownComparisonProps) {
  const params = useSearch({ from: "/trace/$traceId" });
  const navigate = useNavigate({ from: "/trace/$traceId" });
  const onParams = useCallback(
    (change: ComparisonChange & { readonly span?: string | undefined }) =>
      void navigate({ search: (before) => ({ ...before, ...change }), replace: true }),
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
  return (
    <ComparisonView
      compared={compared}
      params={params}
      onParams={onParams}
      selected={selected}
      onSelect={onSelect}
      onSave={saveFile}
      spanLink={(side, span, words) => {
        const { core } = compared[side];
        return (
          <Link
            to="/trace/$traceId"
            params={{ traceId: core.traceId }}
            search={{
              ...sourceParam(sources[side === "a" ? 0 : 1]),
              span: formatSpanParam(core, spanIndex(span)),
            }}
          >
            {words}
          </Link>
        );
      }}
    />
  );
}

function spanOfRow(compared: Compared, row: number): string | undefined {
  const [inA] = spansInRow(compared, "a", row);
  if (inA !== undefined) return formatSpanParam(compared.a.core, spanIndex(inA));
  const [inB] = spansInRow(compared, "b", row);
  return inB === undefined
    ? undefined
    : `${ofB}${formatSpanParam(compared.b.core, spanIndex(inB))}`;
}

function rowInUrl(compared: Compared, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const side = text.startsWith(ofB) ? "b" : "a";
  const span = parseSpanParam(compared[side].core, side === "b" ? text.slice(ofB.length) : text);
  if (span === undefined) return undefined;
  const { offset, spans } = compared.comparison[side];
  const at = spans.indexOf(span);
  const row = offset.findIndex((from, one) => from <= at && at < (offset[one + 1] ?? 0));
  return row < 0 ? undefined : row;
}
