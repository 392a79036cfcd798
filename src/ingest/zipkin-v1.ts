import { isObject, listOf, numberOf, type JsonObject } from "./wire";

/** What the core annotations of Zipkin v1 say: whose they are, and whether they begin or end it. */
const CORE: ReadonlyMap<unknown, readonly [kind: string, edge: "begin" | "end"]> = new Map([
  ["cs", ["CLIENT", "begin"]],
  ["cr", ["CLIENT", "end"]],
  ["sr", ["SERVER", "begin"]],
  ["ss", ["SERVER", "end"]],
  ["ms", ["PRODUCER", "begin"]],
  ["mr", ["CONSUMER", "begin"]],
] as const);

/** Whom the address annotations name: the other side of spans of these kinds. */
const ADDRESSES: ReadonlyMap<unknown, readonly string[]> = new Map([
  ["sa", ["CLIENT"]],
  ["ca", ["SERVER"]],
  ["ma", ["PRODUCER", "CONSUMER"]],
]);

/** What one process has recorded of a span, as a span of Zipkin v2 on its way. */
interface Side {
  readonly kind: string | undefined;
  localEndpoint: unknown;
  remoteEndpoint: unknown;
  begin: number | undefined;
  end: number | undefined;
  readonly core: JsonObject[];
  readonly annotations: unknown[];
  readonly tags: [key: string, value: unknown][];
}

/** True for a span as the first version of Zipkin's API writes it, which names hosts everywhere. */
export function isZipkinV1(source: JsonObject): boolean {
  if ("localEndpoint" in source || "tags" in source) return false;
  if (Array.isArray(source["binaryAnnotations"])) return true;
  return listOf(source["annotations"]).some((one) => isObject(one) && "endpoint" in one);
}

/**
 * A span of Zipkin v1 as spans of v2, one for each side of the call that has recorded it: there,
 * client and server write into one span, and annotations say whose a time is ("cs" and "cr" that
 * the client has sent and received, "sr" and "ss" the server) and what belongs to which endpoint.
 * Zipkin's server translates in the same way. Core annotations that say no more than the times of
 * the side are left out.
 */
export function zipkinV2Of(source: JsonObject): readonly JsonObject[] {
  const { annotations, binaryAnnotations, timestamp, duration, ...rest } = source;
  const sides: Side[] = [];
  const make = (kind: string | undefined, localEndpoint: unknown): Side => {
    const times = { begin: undefined, end: undefined };
    const lists = { core: [], annotations: [], tags: [] };
    const side = { kind, localEndpoint, remoteEndpoint: undefined, ...times, ...lists };
    sides.push(side);
    return side;
  };
  const sideOf = (endpoint: unknown): Side =>
    sides.find((side) => serviceOf(side.localEndpoint) === serviceOf(endpoint)) ??
    sides[0] ??
    make(undefined, endpoint);

  const core = listOf(annotations).map((one) =>
    isObject(one) && typeof one["timestamp"] === "number" ? CORE.get(one["value"]) : undefined,
  );
  listOf(annotations).forEach((one, at) => {
    const [kind, edge] = core[at] ?? [];
    if (kind === undefined || edge === undefined || !isObject(one)) return;
    const side =
      sides.find((known) => known.kind === kind) ?? make(kind, one["endpoint"] ?? undefined);
    side.localEndpoint ??= one["endpoint"] ?? undefined;
    side[edge] ??= numberOf(one["timestamp"]);
    side.core.push(one);
  });
  const tags = listOf(binaryAnnotations);
  for (const one of tags) {
    // A local component has no core annotation to name its endpoint.
    if (isObject(one) && one["key"] === "lc" && sides.length === 0)
      make(undefined, one["endpoint"]);
  }
  listOf(annotations).forEach((one, at) => {
    if (core[at] !== undefined) return;
    const side = sideOf(isObject(one) ? one["endpoint"] : undefined);
    side.annotations.push(isObject(one) ? withoutEndpoint(one) : one);
  });
  for (const one of tags) {
    if (!isObject(one) || typeof one["key"] !== "string") continue;
    const { key, value, endpoint } = one;
    const kinds = value === true ? ADDRESSES.get(key) : undefined;
    const caller = kinds && sides.find(({ kind }) => kind !== undefined && kinds.includes(kind));
    if (caller !== undefined) caller.remoteEndpoint ??= endpoint;
    else if (kinds !== undefined) make(kinds[0], undefined).remoteEndpoint = endpoint;
    else if (key !== "lc" || value !== "") sideOf(endpoint).tags.push([key, value]);
  }
  // The times of the span itself are those of whoever began it.
  const main =
    sides.find(({ kind }) => kind === "CLIENT") ?? sides[0] ?? make(undefined, undefined);
  const isWhole = numberOf(timestamp) !== undefined;
  const hasCaller = main.kind === "CLIENT" && sides.length > 1;
  return sides.map((side) => {
    const ownTimes = side === main ? { timestamp, duration } : {};
    return {
      ...rest,
      ...spanOf(side, ownTimes, side.kind === "SERVER" && (hasCaller || !isWhole)),
    };
  });
}

function spanOf(
  side: Side,
  own: { readonly timestamp?: unknown; readonly duration?: unknown },
  shared: boolean,
): JsonObject {
  const { begin, end } = side;
  const timestamp = own.timestamp ?? begin ?? end;
  const isKnown = begin !== undefined && end !== undefined && end >= begin;
  const duration = own.duration ?? (isKnown ? end - begin : undefined);
  const start = numberOf(timestamp);
  const edges = [start, (start ?? Number.NaN) + (numberOf(duration) ?? Number.NaN)];
  const more = side.core.filter((one) => !edges.includes(numberOf(one["timestamp"])));
  const fields = {
    kind: side.kind,
    timestamp,
    duration,
    localEndpoint: side.localEndpoint,
    remoteEndpoint: side.remoteEndpoint,
    annotations: [...more.map(withoutEndpoint), ...side.annotations],
    tags: Object.fromEntries(side.tags.map(([key, value]) => [key, textOfTag(value)])),
    ...(shared ? { shared } : {}),
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

const serviceOf = (endpoint: unknown): unknown =>
  isObject(endpoint) ? endpoint["serviceName"] : undefined;

const withoutEndpoint = ({ endpoint: _, ...one }: JsonObject): JsonObject => one;

/** Tags of v2 are text; what is no scalar stays, and is noted. */
function textOfTag(value: unknown): unknown {
  return typeof value === "number" || typeof value === "boolean" ? String(value) : value;
}
