import { parseDuration } from "@/lib/parse-duration";
import { kindNames, statusNames } from "./lifted-keys";
import { compilePattern, readNumber } from "./value-test";
import type { CompareQuery, QueryProblem } from "./span-query";

type Fault = Pick<QueryProblem, "code" | "detail">;

/** Says why a comparison cannot be made, if it cannot. */
export function checkComparison(query: CompareQuery): Fault | undefined {
  const { field, operator, value } = query;
  const badOperator: Fault = { code: "bad-operator", detail: field };
  switch (field) {
    case "duration":
    case "self":
      if (operator === "~") return badOperator;
      return parseDuration(value) === undefined
        ? { code: "bad-duration", detail: value }
        : undefined;
    case "depth":
      if (operator === "~") return badOperator;
      return readNumber(value) === undefined ? { code: "bad-number", detail: value } : undefined;
    case "kind":
    case "status": {
      if (operator === "~") return patternFault(value);
      if (operator !== "=" && operator !== "!=") return badOperator;
      const isKnown = (field === "kind" ? kindNames : statusNames).includes(value.toLowerCase());
      return isKnown ? undefined : { code: `bad-${field}`, detail: value };
    }
    case "service":
    case "name":
    case "event":
    case "attribute":
      return operator === "~" ? patternFault(value) : undefined;
  }
}

function patternFault(value: string): Fault | undefined {
  const pattern = compilePattern(value);
  return pattern instanceof RegExp ? undefined : { code: "bad-pattern", detail: pattern.fault };
}
