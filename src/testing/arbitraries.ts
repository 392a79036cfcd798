import fc from "fast-check";
import type { SpanFields } from "@/model/span-sink";
import { SpanKind, StatusCode } from "@/model/span-table";
import type { Trace } from "@/model/trace";
import { TraceSetBuilder } from "@/model/trace-set-builder";
import { diagramEpochMicros, emptySpan } from "./trace-diagram";

/** What is random about a span; its name is its position, so that it can be told apart again. */
export interface SpanSeed {
  /** Few ids for many spans: duplicates, orphans and cycles come by themselves. 0 is no id. */
  readonly id: number;
  readonly parent: number;
  /** Microseconds after the start of the clock; undefined: missing. */
  readonly start: number | undefined;
  /** Nanoseconds; may be negative; undefined: missing. */
  readonly durationNs: number | undefined;
  readonly kind: SpanKind;
  readonly shared: boolean;
  readonly isError: boolean;
  readonly service: string;
}

const kind = fc.constantFrom(...Object.values(SpanKind));
const service = fc.constantFrom("gateway", "auth", "worker", "");

/** Spans as dirty as they come: any parent, any time, several with one id. */
export const dirtySpans = (maxLength = 40): fc.Arbitrary<readonly SpanSeed[]> =>
  fc.array(
    fc.record({
      id: fc.nat({ max: 24 }),
      parent: fc.nat({ max: 30 }),
      start: fc.option(fc.nat({ max: 12 }), { nil: undefined, freq: 8 }),
      durationNs: fc.option(fc.integer({ min: -500, max: 12_000 }), { nil: undefined, freq: 8 }),
      kind,
      shared: fc.boolean(),
      isError: fc.boolean(),
      service,
    }),
    { minLength: 1, maxLength },
  );

/** Spans of a sound trace: distinct ids, parents that exist, children within their parents' start. */
const cleanSpans = (maxLength = 40): fc.Arbitrary<readonly SpanSeed[]> =>
  fc
    .array(
      fc.record({
        above: fc.nat(),
        after: fc.nat({ max: 5 }),
        durationNs: fc.nat({ max: 20_000 }),
        isError: fc.boolean(),
        service,
      }),
      { minLength: 1, maxLength },
    )
    .map((links) => {
      const spans: SpanSeed[] = [];
      links.forEach(({ above, after, ...rest }, at) => {
        const parent = at === 0 ? undefined : spans[above % at];
        spans.push({
          ...rest,
          id: at + 1,
          parent: parent?.id ?? 0,
          start: (parent?.start ?? 0) + after,
          kind: SpanKind.Internal,
          shared: false,
        });
      });
      return spans;
    });

/** The fields of the `at`-th span of a list. */
export function spanFieldsOf(seed: SpanSeed, at: number): SpanFields {
  const hex = (id: number): string => (id === 0 ? "" : id.toString(16).padStart(16, "0"));
  return {
    ...emptySpan,
    spanId: hex(seed.id),
    parentSpanId: hex(seed.parent),
    name: `span ${at}`,
    kind: seed.kind,
    shared: seed.shared,
    statusCode: seed.isError ? StatusCode.Error : StatusCode.Unset,
    start:
      seed.start === undefined ? undefined : { micros: diagramEpochMicros + seed.start, nanos: 0 },
    durationNs: seed.durationNs,
  };
}

/** The trace of some spans. */
export function traceOfSeeds(seeds: readonly SpanSeed[]): Trace {
  const builder = new TraceSetBuilder();
  const owner = { attributes: [], droppedAttributesCount: 0, schemaUrl: "" };
  const scope = builder.scope({ ...owner, name: "", version: "" });
  seeds.forEach((seed, at) => {
    const resource = builder.resource({ ...owner, service: seed.service });
    builder.span({ ...spanFieldsOf(seed, at), resource, scope });
  });
  const [trace] = builder.finish();
  if (trace === undefined) throw new Error("No spans");
  return trace;
}

/** Random traces, clean or dirty, for the properties that hold for every trace. */
export const traces = (maxLength = 40): fc.Arbitrary<Trace> =>
  fc.oneof(cleanSpans(maxLength), dirtySpans(maxLength)).map(traceOfSeeds);
