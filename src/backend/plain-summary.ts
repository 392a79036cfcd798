import type { ServiceCount, TraceSummary } from "@/model/trace-summary";
import { compare } from "./order";

type Members<Name extends string> = { readonly [Key in Name]?: unknown };
type RawSummary = Members<
  | "traceId"
  | "rootServiceName"
  | "rootOperationName"
  | "minStartTimeUnixNano"
  | "maxEndTimeUnixNano"
  | "spanCount"
  | "errorSpanCount"
  | "orphanSpanCount"
  | "services"
>;
type RawService = Members<"name" | "spanCount" | "errorSpanCount">;

const plainId = /^[0-9a-f]{32}$/;
const plainTime = /^\d{1,19}$/;
const none: readonly unknown[] = [];

const byName = (a: ServiceCount, b: ServiceCount): number => compare(a.name, b.name);

const isCount = (value: unknown): value is number =>
  typeof value === "number" && Number.isSafeInteger(value) && value >= 0;

/**
 * A summary written just as the servers of today write it; undefined for all else, also for what
 * another spelling or kind would make readable. A search finds thousands: members read by their
 * names take a fraction of the time that looking for every spelling of them does. No such name is
 * a member of `Object.prototype`.
 */
export function plainSummary(value: unknown): TraceSummary | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const {
    traceId,
    rootServiceName: rootService = "",
    rootOperationName: rootName = "",
    minStartTimeUnixNano: startText,
    maxEndTimeUnixNano: endText,
    spanCount = 0,
    errorSpanCount: errorCount = 0,
    orphanSpanCount: orphanCount = 0,
    services: list = none,
  } = value as RawSummary;
  if (typeof traceId !== "string" || !plainId.test(traceId)) return undefined;
  if (typeof rootService !== "string" || typeof rootName !== "string") return undefined;
  if (typeof startText !== "string" || !plainTime.test(startText)) return undefined;
  if (typeof endText !== "string" || !plainTime.test(endText)) return undefined;
  if (!isCount(spanCount) || !isCount(errorCount) || !isCount(orphanCount)) return undefined;
  const services = plainServices(list);
  if (!services) return undefined;
  const startUnixNano = BigInt(startText);
  const lastingNs = nanosBetween(startText, endText);
  const durationNs = lastingNs > 0 ? lastingNs : 0;
  return {
    traceId,
    rootService,
    rootName,
    startUnixNano,
    durationNs,
    spanCount,
    errorCount,
    orphanCount,
    services,
  };
}

const digitsOfNanos = 9;
/** More nanoseconds than that a number does not hold exactly. */
const exactSeconds = 9_000_000;

/**
 * From one time to another in nanoseconds. In two parts, each of which a number holds: 64-bit
 * arithmetic takes several times as long.
 */
function nanosBetween(start: string, end: string): number {
  const seconds = Number(end.slice(0, -digitsOfNanos)) - Number(start.slice(0, -digitsOfNanos));
  if (Math.abs(seconds) > exactSeconds) return Number(BigInt(end) - BigInt(start));
  const nanos = Number(end.slice(-digitsOfNanos)) - Number(start.slice(-digitsOfNanos));
  return seconds * 1e9 + nanos;
}

/** Sorted by name, as most servers send them already; undefined where they are not plain. */
function plainServices(list: unknown): readonly ServiceCount[] | undefined {
  if (!Array.isArray(list)) return undefined;
  const services: ServiceCount[] = [];
  let sorted = true;
  let before = "";
  for (const one of list as readonly unknown[]) {
    if (typeof one !== "object" || one === null) return undefined;
    const { name, spanCount = 0, errorSpanCount: errorCount = 0 } = one as RawService;
    if (typeof name !== "string") return undefined;
    if (!isCount(spanCount) || !isCount(errorCount)) return undefined;
    sorted &&= before <= name;
    before = name;
    services.push({ name, spanCount, errorCount });
  }
  return sorted ? services : services.sort(byName);
}
