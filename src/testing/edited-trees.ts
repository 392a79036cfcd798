import fc from "fast-check";
import { SpanKind, StatusCode } from "@/model/span-table";
import type { Trace } from "@/model/trace";
import { TraceSetBuilder } from "@/model/trace-set-builder";
import { clockTime } from "./span-writer";
import { emptySpan } from "./trace-diagram";

/** A span with what is below it, to be edited before it becomes part of a trace. */
export interface TreeSpan {
  service: string;
  name: string;
  startNs: number;
  durationNs: number;
  isError: boolean;
  children: TreeSpan[];
}

const owner = { attributes: [], droppedAttributesCount: 0, schemaUrl: "" };

/** The trace of some trees. */
export function traceOfTrees(roots: readonly TreeSpan[], traceId = "a".repeat(32)): Trace {
  const builder = new TraceSetBuilder();
  const scope = builder.scope({ ...owner, name: "", version: "" });
  let count = 0;
  const waiting = roots.map((span) => ({ span, parentSpanId: "" }));
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { span, parentSpanId } = next;
    count += 1;
    const spanId = count.toString(16).padStart(16, "0");
    builder.span({
      ...emptySpan,
      traceId,
      spanId,
      parentSpanId,
      name: span.name,
      kind: SpanKind.Internal,
      statusCode: span.isError ? StatusCode.Error : StatusCode.Unset,
      start: clockTime(span.startNs),
      durationNs: span.durationNs,
      resource: builder.resource({ ...owner, service: span.service }),
      scope,
    });
    for (const child of span.children) waiting.push({ span: child, parentSpanId: spanId });
  }
  const [trace] = builder.finish();
  if (trace === undefined) throw new Error("No spans");
  return trace;
}

/** All spans of some trees. */
export function spansOf(roots: readonly TreeSpan[]): TreeSpan[] {
  const spans = [...roots];
  for (const span of spans) spans.push(...span.children);
  return spans;
}

export const copyTrees = (roots: readonly TreeSpan[]): TreeSpan[] => structuredClone([...roots]);

export interface TreeOptions {
  /** Distinct span names; 0: every span has its own. */
  readonly names: number;
  readonly maxLength?: number;
}

/** One tree of up to `maxLength` spans; children within their parents. */
export const trees = ({ names, maxLength = 24 }: TreeOptions): fc.Arbitrary<TreeSpan> =>
  fc
    .array(
      fc.record({
        above: fc.nat(),
        service: fc.nat({ max: 2 }),
        name: fc.nat({ max: Math.max(0, names - 1) }),
        after: fc.integer({ min: 1, max: 900 }),
        durationNs: fc.integer({ min: 1, max: 100_000 }),
      }),
      { minLength: 1, maxLength },
    )
    .map((seeds) => {
      const spans: TreeSpan[] = [];
      seeds.forEach(({ above, service, name, after, durationNs }, at) => {
        const parent = spans[above % Math.max(1, at)];
        const span: TreeSpan = {
          service: `service ${service}`,
          name: names === 0 ? uniqueName(at) : `name ${name}`,
          startNs: (parent?.startNs ?? 0) + after,
          durationNs,
          isError: false,
          children: [],
        };
        parent?.children.push(span);
        spans.push(span);
      });
      return spans[0] as TreeSpan;
    });

/** Names that have next to nothing in common with each other. */
function uniqueName(at: number): string {
  const letter = (n: number): string => String.fromCodePoint(97 + (n % 26));
  return [at, at + 7, at * 3 + 5, at * 5 + 11].map((n) => letter(n) + n).join(" ");
}
