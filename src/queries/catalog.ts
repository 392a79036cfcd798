import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import type { KnownAttribute } from "@/engine/trace-engine";
import { trackActivity } from "@/lib/activity";
import type { Operation } from "@/model/search-query";
import { useSource } from "./source-context";
import { askSource } from "./use-transfer-query";

/** Lists change while services are deployed; a minute is soon enough. */
const listStaleMs = 60_000;

/** The services that the source knows, sorted. */
export function useServices(): UseQueryResult<readonly string[]> {
  const source = useSource();
  const queryKey = [source.key, "services"];
  return useQuery({
    queryKey,
    queryFn: ({ signal }) =>
      askSource(source, queryKey, signal, (options) => source.backend.services(options)),
    staleTime: listStaleMs,
  });
}

const noAttributes: readonly KnownAttribute[] = [];

/** The attributes of everything that is loaded in this page, of whatever source; to suggest them. */
export function useKnownAttributes(wanted: boolean): readonly KnownAttribute[] {
  const { key, engine } = useSource();
  const { data = noAttributes } = useQuery({
    queryKey: [key, "known-attributes"],
    queryFn: ({ signal }) => trackActivity(engine.knownAttributes({ signal })),
    // Whoever comes to the field anew may have opened traces in between.
    staleTime: 10_000,
    enabled: wanted,
  });
  return data;
}

/** The span names of a service; asks nothing while no service is chosen. */
export function useOperations(service: string | undefined): UseQueryResult<readonly Operation[]> {
  const source = useSource();
  const queryKey = [source.key, "operations", service ?? ""];
  return useQuery({
    queryKey,
    queryFn: ({ signal }) =>
      askSource(source, queryKey, signal, (options) =>
        source.backend.operations(service ?? "", options),
      ),
    staleTime: listStaleMs,
    enabled: service !== undefined && service !== "",
  });
}
