import { growable } from "@/lib/growable-column";
import type { Trace } from "@/model/trace";
import { comparisonTest } from "./match-comparison";
import { wordsTest } from "./match-words";
import type { SpanQuery } from "./span-query";
import type { Effort } from "./string-test";

/** A search in the making. */
export interface MatchSteps {
  /** Spans looked at so far. */
  readonly searched: number;
  /** Spans that match so far. */
  readonly found: number;
  /** Works for about as long as so many looks at a span take; true when all is done. */
  step(budget: number): boolean;
  /** The rows found so far, ascending, as a copy. */
  matches(): Uint32Array<ArrayBuffer>;
}

/**
 * Starts a search for the spans that a query matches. Texts are tested once per distinct text and
 * only when the search comes to them, so the first matches are there at once; then spans go by
 * numbers. O(spans and what they have, plus the bytes of the distinct texts).
 */
export function matchSpans(trace: Trace, query: SpanQuery): MatchSteps {
  const effort = { spent: 0 };
  const test = spanTest(trace, query, effort);
  const found = growable.uint32();
  const { length } = trace.spans;
  let next = 0;
  return {
    get searched() {
      return next;
    },
    get found() {
      return found.length;
    },
    step(budget) {
      effort.spent = 0;
      for (; next < length && effort.spent < budget; next += 1) {
        effort.spent += 1;
        if (test(next)) found.push(next);
      }
      return next === length;
    },
    matches: () => found.view().slice(),
  };
}

/** Recursion is as deep as `parseQuery` allows. */
function spanTest(trace: Trace, query: SpanQuery, effort: Effort): (span: number) => boolean {
  switch (query.type) {
    case "words":
      return wordsTest(trace, query, effort);
    case "compare":
      return comparisonTest(trace, query, effort);
    case "not": {
      const test = spanTest(trace, query.of, effort);
      return (span) => !test(span);
    }
    case "and": {
      const tests = query.of.map((part) => spanTest(trace, part, effort));
      return (span) => tests.every((test) => test(span));
    }
    case "or": {
      const tests = query.of.map((part) => spanTest(trace, part, effort));
      return (span) => tests.some((test) => test(span));
    }
  }
}
