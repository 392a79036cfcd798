import { useStore } from "zustand";
import { createStoredStore } from "./stored-store";

/** A trace that was looked at, with as much as is needed to know it again. */
export interface RecentTrace {
  readonly traceId: string;
  readonly source: "jaeger" | "demo" | "files";
  readonly service: string;
  readonly name: string;
  /** Decimal digits, because it is stored as JSON. */
  readonly startUnixNano: string;
  readonly durationNs: number;
}

const storageKey = "spanwise.recentTraces.v1";
const mostTraces = 20;
const longestText = 200;

/** Reads what is stored; whatever is unusable is left out. */
export function parseRecentTraces(stored: string | null): readonly RecentTrace[] {
  let raw: unknown;
  try {
    raw = JSON.parse(stored ?? "[]");
  } catch {
    // Broken storage is no reason not to start.
  }
  if (!Array.isArray(raw)) return [];
  return raw.filter(isRecentTrace).slice(0, mostTraces);
}

function isRecentTrace(value: unknown): value is RecentTrace {
  if (typeof value !== "object" || value === null) return false;
  const { traceId, source, service, name, startUnixNano, durationNs } = value as Partial<
    Record<keyof RecentTrace, unknown>
  >;
  const isText = (text: unknown) => typeof text === "string" && text.length <= longestText;
  return (
    isText(traceId) &&
    traceId !== "" &&
    (source === "jaeger" || source === "demo" || source === "files") &&
    isText(service) &&
    isText(name) &&
    typeof startUnixNano === "string" &&
    /^\d{1,20}$/.test(startUnixNano) &&
    typeof durationNs === "number" &&
    durationNs >= 0
  );
}

/** The latest first. */
export const recentTracesStore = createStoredStore(storageKey, parseRecentTraces);

export const useRecentTraces = (): readonly RecentTrace[] => useStore(recentTracesStore);

/** Puts a trace in front of the recent ones. */
export function noteTrace(trace: RecentTrace): void {
  if (trace.traceId === "" || trace.traceId.length > longestText) return;
  const kept = {
    ...trace,
    service: trace.service.slice(0, longestText),
    name: trace.name.slice(0, longestText),
  };
  recentTracesStore.setState(
    (before) =>
      [
        kept,
        ...before.filter(
          ({ traceId, source }) => traceId !== trace.traceId || source !== trace.source,
        ),
      ].slice(0, mostTraces),
    true,
  );
}
