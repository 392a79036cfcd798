import { useMemo, useState } from "react";
import { useOperations, useServices } from "@/queries/catalog";
import type { ComboBoxOption } from "@/widgets/combo-box-options";
import type { Operation } from "@/model/search-query";

/** Suggestions for a field, and how they stand. */
export interface NameList {
  readonly options: readonly ComboBoxOption[];
  readonly state: "idle" | "loading" | "failed" | "ready";
}

const none: readonly ComboBoxOption[] = [];

/** One option per name: a search asks for a name, whichever kinds of span bear it. */
export function operationOptions(operations: readonly Operation[]): readonly ComboBoxOption[] {
  const kinds = new Map<string, string[]>();
  for (const { name, kind } of operations) {
    const known = kinds.get(name);
    if (!known) kinds.set(name, kind === "" ? [] : [kind]);
    else if (kind !== "" && !known.includes(kind)) known.push(kind);
  }
  return [...kinds].map(([value, found]) =>
    found.length === 0 ? { value } : { value, detail: found.join(", ") },
  );
}

function stateOf(query: { data?: unknown; isError: boolean; isFetching: boolean }) {
  if (query.data !== undefined) return "ready" as const;
  if (query.isError) return "failed" as const;
  return query.isFetching ? ("loading" as const) : ("idle" as const);
}

/**
 * The lists behind the form's name fields. Span names are fetched for a service that the list of
 * services knows or that has been left as it stands (`settle`), not for every letter typed.
 */
export function useNameLists(service: string): {
  readonly services: NameList;
  readonly operations: NameList;
  readonly settle: () => void;
} {
  const [settled, setSettled] = useState(service.trim());
  const services = useServices();
  const wanted = service.trim();
  const known = useMemo(() => new Set(services.data), [services.data]);
  const chosen = wanted !== "" && (known.has(wanted) || settled === wanted) ? wanted : undefined;
  const operations = useOperations(chosen);
  const serviceOptions = useMemo(
    () => services.data?.map((value) => ({ value })) ?? none,
    [services.data],
  );
  const spanNames = useMemo(
    () => (chosen !== undefined && operations.data ? operationOptions(operations.data) : none),
    [chosen, operations.data],
  );
  return {
    services: { options: serviceOptions, state: stateOf(services) },
    operations: {
      options: spanNames,
      state: chosen === undefined ? "idle" : stateOf(operations),
    },
    settle: () => setSettled(wanted),
  };
}
