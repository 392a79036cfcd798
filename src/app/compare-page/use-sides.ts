import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";
import { type CompareParams, type SideSource, wholeTrace } from "@/state/compare-params";
import { parseSourceKind, useSourceKind } from "../source-param";
import type { SourceKind } from "../sources";
import { comparisonPath } from "../trace-path";

/** A trace on a side of the comparison; the id is "" where there is none yet. */
export interface ComparedTrace {
  readonly traceId: string;
  readonly source: SourceKind;
}

export type Sides = { readonly [Side in "a" | "b"]: ComparedTrace };

/** What a URL has to carry for the sources of the sides: nothing where they are the page's. */
export function sideSources(
  { a, b }: Sides,
  page: SourceKind,
): { readonly [Name in "sourceA" | "sourceB"]: SideSource | undefined } {
  return {
    sourceA: a.source === page ? undefined : a.source,
    sourceB: b.source === page ? undefined : b.source,
  };
}

/** The sources that a URL names for the sides. */
export function sidesOf(ids: { a: string; b: string }, params: CompareParams, page: SourceKind) {
  const source = (own: SideSource | undefined) => (own === undefined ? page : parseSourceKind(own));
  return {
    a: { traceId: ids.a, source: source(params.sourceA) },
    b: { traceId: ids.b, source: source(params.sourceB) },
  };
}

/** The subtrees to compare once other traces are chosen: those of the traces that stay. */
export function rootsAfter(
  { a, b }: Sides,
  before: { readonly a: string; readonly b: string },
  { rootA, rootB }: CompareParams,
): Pick<Partial<Record<keyof CompareParams, string | undefined>>, "rootA" | "rootB"> {
  const isSwap = a.traceId === before.b && b.traceId === before.a;
  if (isSwap) return { rootA: rootB, rootB: rootA };
  // What is compared whole because of another trace is looked for anew.
  const kept = (root: string | undefined, stays: boolean) =>
    stays && root !== wholeTrace ? root : undefined;
  return {
    rootA: kept(rootA, a.traceId === before.a),
    rootB: kept(rootB, b.traceId === before.b),
  };
}

/** The two sides of the page's comparison, and the way to others. */
export function useSides(ids: { a: string; b: string }): {
  readonly sides: Sides;
  readonly choose: (sides: Sides) => void;
} {
  const page = useSourceKind();
  const params = useSearch({ from: "/trace/$traceId" });
  const navigate = useNavigate({ from: "/trace/$traceId" });
  const choose = useCallback(
    (next: Sides) =>
      // Another pair has other rows; the rest of the URL, such as the cohort, stays.
      void navigate({
        to: "/trace/$traceId",
        params: { traceId: comparisonPath(next.a.traceId, next.b.traceId) },
        search: ({ span: _span, collapsed: _collapsed, range: _range, ...rest }) => ({
          ...rest,
          ...sideSources(next, page),
          ...rootsAfter(next, ids, rest),
        }),
      }),
    [navigate, page, ids],
  );
  return { sides: sidesOf(ids, params, page), choose };
}
