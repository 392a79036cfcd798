import type { Attribute } from "@/model/attribute";
import type { SpanEventView, SpanLinkView, SpanView } from "@/model/span-view";
import { compareAttributes, type ComparedValue } from "./attribute-differences";

/** An event of A's span and its counterpart of B's; one of them may be missing. */
export interface ComparedEvent {
  readonly name: string;
  /** When it was, in nanoseconds from the start of the span. */
  readonly aNs: number | undefined;
  readonly bNs: number | undefined;
  readonly attributes: readonly ComparedValue[];
  /** One is missing, or attributes differ; that they were at other times is no difference. */
  readonly differs: boolean;
}

type Events = Pick<SpanView, "events" | "startNs">;

/**
 * The events of two spans side by side, by time: the first of a name in A with the first of that name
 * in B, the second with the second.
 */
export function compareEvents(a: Events | undefined, b: Events | undefined): ComparedEvent[] {
  return inPairs(a?.events ?? [], b?.events ?? [], ({ name }) => name).map(([inA, inB]) => {
    const attributes = compareAttributes(inA?.attributes, inB?.attributes);
    return {
      name: (inA ?? inB)?.name ?? "",
      aNs: a && inA && offset(inA, a),
      bNs: b && inB && offset(inB, b),
      attributes,
      differs: !inA || !inB || attributes.some(({ differs }) => differs),
    };
  });
}

const offset = ({ timeNs }: SpanEventView, { startNs }: Events): number => timeNs - startNs;

/** A link of A's span and its counterpart of B's; one of them may be missing. */
export interface ComparedLink {
  /** Where it leads to, and its attributes. */
  readonly values: readonly ComparedValue[];
  readonly differs: boolean;
}

/** What the fields of a link are called. */
export interface LinkWords {
  readonly traceId: string;
  readonly spanId: string;
  readonly traceState: string;
}

/** The links of two spans side by side: those to the same span, then the others in their order. */
export function compareLinks(
  a: readonly SpanLinkView[] = [],
  b: readonly SpanLinkView[] = [],
  words: LinkWords,
): ComparedLink[] {
  const target = ({ traceId, spanId }: SpanLinkView) => `${traceId} ${spanId}`;
  const same = inPairs(a, b, target);
  const alone = inPairs(
    same.flatMap(([inA, inB]) => (inA && !inB ? [inA] : [])),
    same.flatMap(([inA, inB]) => (inB && !inA ? [inB] : [])),
    ({ relation }) => relation,
  );
  return [...same.filter(([inA, inB]) => inA && inB), ...alone].map(([inA, inB]) => {
    const targets = compareAttributes(inA && fields(inA, words), inB && fields(inB, words));
    const values = [...targets, ...compareAttributes(inA?.attributes, inB?.attributes)];
    return { values, differs: !inA || !inB || values.some(({ differs }) => differs) };
  });
}

function fields(link: SpanLinkView, words: LinkWords): Attribute[] {
  const text = (key: string, value: string): Attribute => ({
    key,
    value: { type: "string", value },
  });
  return [
    text(words.traceId, link.traceId),
    text(words.spanId, link.spanId),
    ...(link.traceState === "" ? [] : [text(words.traceState, link.traceState)]),
  ];
}

/**
 * Two lists as one, in which the n-th of a key in one is beside the n-th of that key in the other;
 * in the order of the first, and what only the second has after what it comes after there.
 */
function inPairs<T>(
  a: readonly T[],
  b: readonly T[],
  keyOf: (one: T) => string,
): (readonly [T | undefined, T | undefined])[] {
  const waiting = new Map<string, number[]>();
  b.forEach((one, at) => {
    const key = keyOf(one);
    const places = waiting.get(key);
    if (places) places.push(at);
    else waiting.set(key, [at]);
  });
  for (const places of waiting.values()) places.reverse();
  const partners = a.map((one) => waiting.get(keyOf(one))?.pop());
  const taken = new Set(partners);
  const pairs: (readonly [T | undefined, T | undefined])[] = [];
  let next = 0;
  const addAlone = (until: number): void => {
    for (; next < until; next += 1) if (!taken.has(next)) pairs.push([undefined, b[next]]);
  };
  a.forEach((one, at) => {
    const partner = partners[at];
    if (partner !== undefined) addAlone(partner);
    pairs.push([one, partner === undefined ? undefined : b[partner]]);
  });
  addAlone(b.length);
  return pairs;
}
