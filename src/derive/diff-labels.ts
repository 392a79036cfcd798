import type { TraceCore } from "@/model/trace";

/** A pair of something: of trace A and of trace B. */
export type Pair<T> = readonly [T, T];

/**
 * What spans of two traces are called, in numbers that mean the same in both: a label is a service,
 * a span name and a kind.
 */
export interface JointLabels {
  /** Label of every span. */
  readonly of: Pair<Uint32Array>;
  readonly count: number;
  /** Position in `texts` of each label's service and span name. */
  readonly service: ArrayLike<number>;
  readonly name: ArrayLike<number>;
  /** Kind of each label. */
  readonly kind: ArrayLike<number>;
  /** Distinct. */
  readonly texts: readonly string[];
  /** Place of each label in an order that does not depend on which trace is A. */
  readonly rank: Uint32Array;
}

export function jointLabels(traces: Pair<TraceCore>): JointLabels {
  const texts: string[] = [];
  const textIds = new Map<string, number>();
  const textId = (text: string): number => {
    let id = textIds.get(text);
    if (id === undefined) {
      id = texts.length;
      textIds.set(text, id);
      texts.push(text);
    }
    return id;
  };
  const joint = [
    traces[0].names.map((name) => textId(name)),
    traces[1].names.map((name) => textId(name)),
  ] as const;
  // Names are few, so a pair of them and a kind fit into an integer of a double.
  const known = new Map<number, number>();
  const service: number[] = [];
  const name: number[] = [];
  const kind: number[] = [];
  const label = (side: 0 | 1): Uint32Array => {
    const { spans, resourceService } = traces[side];
    const ids = joint[side];
    const of = new Uint32Array(spans.length);
    for (let i = 0; i < spans.length; i += 1) {
      const serviceId = ids[resourceService[spans.resource[i]!]!] ?? 0;
      const nameId = ids[spans.name[i]!] ?? 0;
      const key = (serviceId * texts.length + nameId) * 8 + spans.kind[i]!;
      let id = known.get(key);
      if (id === undefined) {
        id = service.length;
        known.set(key, id);
        service.push(serviceId);
        name.push(nameId);
        kind.push(spans.kind[i]!);
      }
      of[i] = id;
    }
    return of;
  };
  const of = [label(0), label(1)] as const;
  return {
    of,
    count: service.length,
    service,
    name,
    kind,
    texts,
    rank: ranks(texts, service, name, kind),
  };
}

function ranks(
  texts: readonly string[],
  service: readonly number[],
  name: readonly number[],
  kind: readonly number[],
): Uint32Array {
  const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  const byText = Uint32Array.from(texts, (_, id) => id).sort((a, b) =>
    compare(texts[a]!, texts[b]!),
  );
  const place = new Uint32Array(texts.length);
  byText.forEach((id, at) => {
    place[id] = at;
  });
  const order = Uint32Array.from(service, (_, label) => label).sort(
    (a, b) =>
      place[service[a]!]! - place[service[b]!]! ||
      place[name[a]!]! - place[name[b]!]! ||
      kind[a]! - kind[b]!,
  );
  const rank = new Uint32Array(service.length);
  order.forEach((label, at) => {
    rank[label] = at;
  });
  return rank;
}
